import fc from "fast-check";
import { expect, test } from "vitest";
import { convertAmount, convertPrice, currencyDigits } from "./markets.ts";

const EURO = { currency: "EUR", rate: 0.92, rounding: { step: 100, less: 5 } };

test.each([
  ["EUR", 2],
  ["JPY", 0],
  ["KWD", 3],
])("%s has %d digits", (currency, digits) => {
  expect(currencyDigits(currency)).toBe(digits);
});

test("a price ends as the merchant chose, and is never rounded down", () => {
  expect(convertPrice(1999, "USD", EURO)).toBe(1895); // 18.39 euros
  expect(convertPrice(2060, "USD", EURO)).toBe(1895); // 18.95 euros
  expect(convertPrice(2061, "USD", EURO)).toBe(1995);
  expect(convertPrice(0, "USD", EURO)).toBe(0);
});

test("dollars become dinars of three decimals, and yen of none", () => {
  expect(convertAmount(1000, "USD", { currency: "KWD", rate: 0.31 })).toBe(
    3100,
  );
  expect(convertAmount(1000, "USD", { currency: "JPY", rate: 152 })).toBe(1520);
});

test("dearer stays dearer, and rounding adds less than one step", () => {
  fc.assert(
    fc.property(fc.nat(1e7), fc.nat(1e6), (price, more) => {
      const [low, high] = [price, price + more].map((one) =>
        convertPrice(one, "USD", EURO),
      ) as [number, number];
      expect(high).toBeGreaterThanOrEqual(low);
      const exact = convertAmount(price, "USD", EURO);
      expect(low - exact).toBeGreaterThanOrEqual(0);
      expect(low - exact).toBeLessThan(100);
    }),
  );
});
