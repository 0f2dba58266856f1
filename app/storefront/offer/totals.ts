/** What is in the basket, and what the offer would make of it. */
import type { Incentive } from "../../shared/storefront-config.ts";
import type { CartAnswer } from "../senses/cart.ts";
import { currencyDecimals, minorFromCart } from "../cart-money.ts";

export interface Totals {
  currency: string;
  /** Both in minor units of `currency`. */
  totalMinor: number;
  /** Every code on the cart, also those that do not apply now: none of them may be lost. */
  codes: string[];
  /** Those that lower the total. */
  applied: string[];
}

export function readTotals(cart: CartAnswer): Totals {
  const { currency, discount_codes, items = [] } = cart;
  const named = [
    ...(cart.cart_level_discount_applications ?? []),
    ...items
      .flatMap((item) => item.line_level_discount_allocations ?? [])
      .map((allocation) => allocation.discount_application),
  ].flatMap((one) =>
    one?.type === "discount_code" && one.title ? [one.title] : [],
  );
  return {
    currency,
    totalMinor: minorFromCart(cart.total_price, currency),
    codes: withoutTwins([
      ...(discount_codes ?? []).map((one) => one.code),
      ...named,
    ]),
    applied: withoutTwins(
      discount_codes
        ? discount_codes.filter((one) => one.applicable).map((one) => one.code)
        : named,
    ),
  };
}

/** Shopify's codes do not care about case. */
export const isSameCode = (a: string, b: string) =>
  a.toLowerCase() === b.toLowerCase();

export function withoutTwins(codes: string[]): string[] {
  return codes.filter(
    (code, i) => code && codes.findIndex((one) => isSameCode(one, code)) === i,
  );
}

/** An amount in the shop's currency, in minor units of the currency the shopper sees. */
export function toPresentment(options: {
  amountMinor: number;
  shopCurrency: string;
  currency: string;
  /** What one unit of the shop's currency is worth in the shopper's. */
  rate: number;
}): number {
  const { amountMinor, shopCurrency, currency, rate } = options;
  const digits = currencyDecimals(currency) - currencyDecimals(shopCurrency);
  return Math.round(amountMinor * rate * 10 ** digits);
}

/**
 * The total an offer leads to, before Shopify has had its word.
 * @param baseMinor what of the total can be lowered: never more than that comes off
 */
export function estimateTotal(
  totalMinor: number,
  baseMinor: number,
  incentive: Incentive,
  amountMinor: number,
): number {
  const off =
    incentive.kind === "percent"
      ? Math.round((baseMinor * incentive.percent) / 100)
      : amountMinor;
  return totalMinor - Math.min(off, baseMinor);
}
