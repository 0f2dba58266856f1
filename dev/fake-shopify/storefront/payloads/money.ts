import type { Minor } from "../../world/types.ts";
import { currencyDigits } from "../currency.ts";

/** Webhooks write money as strings in major units: 1999 in USD is "19.99", 1999 in JPY "1999". */
export function toMoney(minor: Minor, currency: string): string {
  const digits = currencyDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

export function toMoneySet(minor: Minor, currency: string) {
  const money = { amount: toMoney(minor, currency), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
