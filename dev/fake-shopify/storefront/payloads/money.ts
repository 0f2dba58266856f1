import type { Minor } from "../../world/types.ts";
import { currencyDigits } from "../../world/markets.ts";

/** Webhooks write money as strings in major units: 1999 in USD is "19.99", 1999 in JPY "1999". */
export function toMoney(minor: Minor, currency: string): string {
  const digits = currencyDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** `presentment` is what the shopper saw, when that was another currency. */
export function toMoneySet(
  minor: Minor,
  currency: string,
  presentment?: { amount: Minor; currency: string },
) {
  const money = { amount: toMoney(minor, currency), currency_code: currency };
  return {
    shop_money: money,
    presentment_money: presentment
      ? {
          amount: toMoney(presentment.amount, presentment.currency),
          currency_code: presentment.currency,
        }
      : money,
  };
}
