/** Minor units to Shopify's two ways of writing money. All currencies of the stand-in have two decimals or none. */
import type { Minor } from "../../world/types.ts";
import type { Source } from "./call.ts";

const decimals = (currency: string) =>
  currency === "JPY" || currency === "KRW" ? 0 : 2;

/** "19.90": the Money scalar and every price in a webhook. */
export function moneyText(amount: Minor, currency: string): string {
  const places = decimals(currency);
  return (amount / 10 ** places).toFixed(places === 0 ? 0 : 2);
}

/** "19.9", "10.0": the Decimal in MoneyV2. */
export function decimalText(amount: Minor, currency: string): string {
  const value = amount / 10 ** decimals(currency);
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
  return Math.round(Number(value) * 10 ** decimals(currency));
}
