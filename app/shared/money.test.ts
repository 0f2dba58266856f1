import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  currencyExponent,
  formatMoney,
  parseMoney,
  toDecimal,
} from "./money.ts";

const currencies = fc.constantFrom("EUR", "USD", "JPY", "KRW", "KWD", "TND");

describe("money", () => {
  it("reads what Shopify writes", () => {
    expect(parseMoney({ amount: "19.90", currency: "EUR" })).toBe(1990n);
    expect(parseMoney({ amount: "19.9", currency: "EUR" })).toBe(1990n);
    expect(parseMoney({ amount: "500", currency: "JPY" })).toBe(500n);
    expect(parseMoney({ amount: "500.00", currency: "JPY" })).toBe(500n);
    expect(parseMoney({ amount: "1.234", currency: "KWD" })).toBe(1234n);
    expect(parseMoney({ amount: "-0.01", currency: "USD" })).toBe(-1n);
    expect(parseMoney({ amount: "90071992547409.93", currency: "USD" })).toBe(
      9007199254740993n,
    );
  });

  it("rounds half away from zero where Shopify sends more digits than the currency has", () => {
    expect(parseMoney({ amount: "1.005", currency: "EUR" })).toBe(101n);
    expect(parseMoney({ amount: "-1.005", currency: "EUR" })).toBe(-101n);
    expect(parseMoney({ amount: "9.996", currency: "EUR" })).toBe(1000n);
    expect(parseMoney({ amount: "0.4", currency: "JPY" })).toBe(0n);
  });

  it("refuses what is not an amount", () => {
    for (const amount of [
      "",
      "1,00",
      "abc",
      "1e3",
      "0x10",
      "--1",
      "Infinity",
      ".",
    ])
      expect(() => parseMoney({ amount, currency: "EUR" }), amount).toThrow(
        RangeError,
      );
  });

  it("comes back unchanged from its own decimal text, in any currency", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        currencies,
        (minor, currency) => {
          const text = toDecimal({ minor, currency });
          expect(parseMoney({ amount: text, currency })).toBe(minor);
          expect(text.split(".")[1]?.length ?? 0).toBe(
            currencyExponent(currency),
          );
        },
      ),
    );
  });

  it("adds up: the sum of two amounts is the amount of their sum", () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(cents, cents, currencies, (a, b, currency) => {
        const read = (n: number) =>
          parseMoney({
            amount: toDecimal({ minor: BigInt(n), currency }),
            currency,
          });
        expect(read(a) + read(b)).toBe(read(a + b));
      }),
    );
  });

  it("is written the way the reader's language does", () => {
    const plain = (text: string) => text.replace(/\s/g, " ");
    expect(
      plain(formatMoney({ minor: 1990n, currency: "EUR", locale: "de" })),
    ).toBe("19,90 €");
    expect(formatMoney({ minor: 1990n, currency: "USD", locale: "en" })).toBe(
      "$19.90",
    );
    expect(formatMoney({ minor: 500n, currency: "JPY", locale: "en" })).toBe(
      "¥500",
    );
    expect(
      formatMoney({ minor: 9007199254740993n, currency: "USD", locale: "en" }),
    ).toBe("$90,071,992,547,409.93");
  });
});
