import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyExponent, formatMoney } from "../shared/money.ts";
import { currencyDecimals, minorFromCart, writeMoney } from "./cart-money.ts";

test("agrees with the shared table, without carrying it", () => {
  for (const currency of [
    "EUR",
    "USD",
    "JPY",
    "KRW",
    "KWD",
    "TND",
    "GBP",
    "BRL",
    "SAR",
  ])
    expect(currencyDecimals(currency)).toBe(currencyExponent(currency));
  expect(currencyDecimals("nonsense")).toBe(2);
});

test("the cart counts in hundredths, whatever the currency", () => {
  expect(minorFromCart(100_000, "JPY")).toBe(1000);
  expect(minorFromCart(9400, "USD")).toBe(9400);
  expect(minorFromCart(875, "KWD")).toBe(8750);
});

test("writes what the shared function writes, for baskets of any size", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 11 }),
      fc.constantFrom("EUR", "USD", "JPY", "KWD", "BRL"),
      fc.constantFrom("en", "de", "fr", "ja", "ar", "pt-BR"),
      (minor, currency, locale) => {
        const given = { minor, currency, locale };
        expect(writeMoney(given)).toBe(formatMoney(given));
      },
    ),
  );
});
