/** Minor units to Shopify's two ways of writing money. Digits are the currency's own: KWD has three. */
import type { Minor } from "../../world/types.ts";
import { currencyDigits } from "../../world/markets.ts";
import type { Source } from "./call.ts";

/** "19.90": the Money scalar and every price in a webhook. */
export function moneyText(amount: Minor, currency: string): string {
  const places = currencyDigits(currency);
  return (amount / 10 ** places).toFixed(places);
}

/** "19.9", "10.0": the Decimal in MoneyV2. */
export function decimalText(amount: Minor, currency: string): string {
  const value = amount / 10 ** currencyDigits(currency);
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

export function money(amount: Minor, currency: string): Source {
  return { amount: decimalText(amount, currency), currencyCode: currency };
}

export function moneyBag(amount: Minor, currency: string): Source {
  return {
    shopMoney: money(amount, currency),
    presentmentMoney: money(amount, currency),
  };
}

/** "12.5" or 12.5 to 1250. */
export function toMinor(value: string | number, currency: string): Minor {
  return Math.round(Number(value) * 10 ** currencyDigits(currency));
}
