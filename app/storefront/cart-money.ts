/** The units in which Shopify's cart counts, and ours. */

const NONE =
  /^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|VND|VUV|XAF|XOF|XPF)$/;
const THREE = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/;

/** Decimals of a currency, as app/shared/money.ts has them. `Intl` knows them too, but its first question costs a slow phone 40 ms. */
export const currencyDecimals = (currency: string): number =>
  NONE.test(currency) ? 0 : THREE.test(currency) ? 3 : 2;

/**
 * Shopify's cart (Liquid and Ajax) counts in the subunit, but appends two digits to currencies that have none:
 * 1000 yen is 100000.
 * @see https://shopify.dev/docs/api/liquid/objects/cart#cart-total_price
 */
export function minorFromCart(amount: number, currency: string): number {
  return currencyDecimals(currency) === 0 ? Math.round(amount / 100) : amount;
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
