/**
 * Money is a whole number of the currency's smallest unit beside its ISO 4217 code. Shopify writes decimal strings
 * ("19.90"); between the two stands this file and nothing else, so that no float ever touches an amount.
 */

/** Currencies whose smallest unit is not a hundredth. @see https://www.six-group.com/en/products-services/financial-information/data-standards.html (ISO 4217, list one) */
const EXPONENTS: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency.toUpperCase()] ?? 2;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * "19.9" in EUR is 1990n, "500.00" in JPY is 500n. Digits beyond the smallest unit are rounded half away from zero,
 * as Shopify does when it converts.
 * @throws RangeError when the text is not a plain decimal number.
 */
export function parseMoney({
  amount,
  currency,
}: {
  amount: string;
  currency: string;
}): bigint {
  const match = DECIMAL.exec(amount.trim());
  if (!match) throw new RangeError(`Not an amount of money: "${amount}"`);
  const [, sign, whole = "0", fraction = ""] = match;
  const exponent = currencyExponent(currency);
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  const roundsUp = Number(fraction[exponent] ?? "0") >= 5;
  const minor = BigInt(whole + kept) + (roundsUp ? 1n : 0n);
  return sign === "-" ? -minor : minor;
}

/** 1990n in EUR is "19.90": the way Shopify's APIs want an amount. */
export function toDecimal({
  minor,
  currency,
}: {
  minor: bigint;
  currency: string;
}): string {
  const exponent = currencyExponent(currency);
  const digits = (minor < 0n ? -minor : minor)
    .toString()
    .padStart(exponent + 1, "0");
  const sign = minor < 0n ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** What a person reads: "19,90 €" in German, "¥500" in American English. */
export function formatMoney({
  minor,
  currency,
  locale,
}: {
  minor: bigint | number;
  currency: string;
  locale: string;
}): string {
  // ECMA-402 takes decimal strings exactly (NumberFormat v3); TypeScript's type names only literals.
  const decimal = toDecimal({ minor: BigInt(minor), currency }) as `${number}`;
  const exponent = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(decimal);
}
