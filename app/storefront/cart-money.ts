/** The units in which Shopify's cart counts, and ours. */

const NONE =
  /^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|VND|VUV|XAF|XOF|XPF)$/;
const THREE = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/;

/** Decimals of a currency, as app/shared/money.ts has them. `Intl` knows them too, but its first question costs a slow phone 40 ms. */
export const currencyDecimals = (currency: string): number =>
  NONE.test(currency) ? 0 : THREE.test(currency) ? 3 : 2;

/**
 * Shopify's cart (Liquid and Ajax) counts in hundredths whatever the currency: 1000 yen are 100000, 8.750 dinars are 875. What Liquid
 * sees of an amount is its `cents`, which do not know of currencies.
 * @see https://shopify.dev/docs/api/liquid/objects/cart#cart-total_price
 * @see https://github.com/Shopify/money/pull/84
 */
export const CART_DECIMALS = 2;

export function minorFromCart(amount: number, currency: string): number {
  return Math.round(
    amount * 10 ** (currencyDecimals(currency) - CART_DECIMALS),
  );
}

/** What `formatMoney` of app/shared/money.ts writes, without its table. */
export function writeMoney(options: {
  minor: number;
  currency: string;
  locale: string;
}): string {
  const { minor, currency, locale } = options;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(minor / 10 ** currencyDecimals(currency));
}
