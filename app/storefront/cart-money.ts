/** The units in which Shopify's cart counts, and ours. */

/**
 * Decimals of a currency, asked of the browser: the table of app/shared/money.ts would weigh on every page.
 * An unknown code counts as 2.
 */
export function currencyDecimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return (
    new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

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
