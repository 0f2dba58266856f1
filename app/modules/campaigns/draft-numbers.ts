/** Between what is typed and what is sent: a number that is none becomes null and is refused by the server, beside its field. */
import { currencyExponent, parseMoney, toDecimal } from "#app/shared/money.ts";

/** 1990 in EUR is "19.90"; nothing is "". */
export function decimal(
  amountMinor: number | null | undefined,
  currency: string,
): string {
  return amountMinor === null || amountMinor === undefined
    ? ""
    : toDecimal({ minor: BigInt(amountMinor), currency });
}

export function number(text: string): number | null {
  return text.trim() === "" ? null : orNull(Number(text));
}

/** 16.4 is 0.164, not 0.16399999999999998. */
export function share(text: string): number | null {
  const percent = number(text);
  return percent === null ? null : Math.round(percent * 10) / 1000;
}

export function percentText(of: number): string {
  return String(Math.round(of * 1000) / 10);
}

/** Digits the currency does not have stay a fraction, so that the server refuses them: nobody meant the rounded amount. */
export function minor(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const [, fraction = ""] = text.trim().split(".");
  if (fraction.replace(/0+$/, "").length > exponent)
    return orNull(Number(text) * 10 ** exponent);
  try {
    return Number(parseMoney({ amount: text, currency }));
  } catch {
    return null;
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** A field that may be left empty; what is typed must be right all the same. */
export function optional<T>(
  text: string,
  read: (text: string) => T,
): T | undefined {
  return text.trim() === "" ? undefined : read(text);
}
