/** Where the shop sells: countries that see prices of one currency, converted and rounded as the merchant chose. */
import type { Minor } from "./values.ts";

export interface Market {
  id: number;
  handle: string; // "gulf"
  name: string;
  /** The first is the one a shopper gets who only asks for the market. */
  countries: string[];
  currency: string; // ISO 4217
  moneyFormat: string;
  /** Units of this currency for one of the shop's. */
  rate: number;
  /** Converted prices go up to the next multiple of `step`, less `less`: 100 less 5 gives 12.95. Null: to the minor unit. */
  rounding: { step: Minor; less: Minor } | null;
}

const digitsOf = new Map<string, number>();

/** Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  digitsOf.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** An amount of the shop's currency in the market's, to its minor unit: for delivery and fixed discounts. */
export function convertAmount(
  amount: Minor,
  from: string,
  { currency, rate }: Pick<Market, "currency" | "rate">,
): Minor {
  const shift = 10 ** (currencyDigits(currency) - currencyDigits(from));
  return Math.round(amount * rate * shift);
}

/** A price, with the market's rounding on top. What is free stays free. */
export function convertPrice(
  price: Minor,
  from: string,
  market: Pick<Market, "currency" | "rate" | "rounding">,
): Minor {
  const exact = convertAmount(price, from, market);
  const { rounding } = market;
  if (!rounding || exact === 0) return exact;
  const { step, less } = rounding;
  return Math.ceil((exact + less) / step) * step - less;
}
