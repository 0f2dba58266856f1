import type { Minor } from "../../world/types.ts";

/** Webhooks write money as strings in major units: 1999 is "19.99". */
export function toMoney(minor: Minor): string {
  return (minor / 100).toFixed(2);
}

export function toMoneySet(minor: Minor, currency: string) {
  const money = { amount: toMoney(minor), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
