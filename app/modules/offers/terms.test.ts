import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { discountRequest } from "./discount-input.ts";
import { deliveryOf, isPerProduct } from "./incentives.ts";
import { limitFaults, offerLimitsSchema } from "./offer-limits.ts";
import { incentiveOf, offerTerms, termsKey } from "./terms.ts";
import { incentiveSchema, offerSchema } from "./offers.ts";

const id = fc.integer({ min: 1, max: 9_999_999_999 }).map(String);
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 5 });
const minor = fc.integer({ min: 1, max: 100_000 });
const percent = fc.integer({ min: 1, max: 90 });
const title = fc
  .string({ minLength: 1, maxLength: 80 })
  .map((text) => `${text.trim()}x`.slice(-80));
const scope = fc.oneof(
  fc.constant({ kind: "basket" as const }),
  fc.constant({ kind: "hesitated-product" as const }),
  fc.record({ kind: fc.constant("products" as const), ids }),
  fc.record({ kind: fc.constant("variants" as const), ids }),
  fc.record({ kind: fc.constant("collections" as const), ids }),
);
const item = fc.record({ productId: id, variantId: id, title });
const incentives: fc.Arbitrary<Incentive> = fc.oneof(
  fc.record(
    { kind: fc.constant("percent" as const), percent, scope },
    { requiredKeys: ["kind", "percent"] },
  ),
  fc.record(
    { kind: fc.constant("amount" as const), amountMinor: minor, scope },
    { requiredKeys: ["kind", "amountMinor"] },
  ),
  fc.record(
    { kind: fc.constant("gift" as const), variantId: id, title, scope },
    { requiredKeys: ["kind", "variantId", "title"] },
  ),
  fc.record(
    { kind: fc.constant("free-shipping" as const), maxPriceMinor: minor },
    { requiredKeys: ["kind"] },
  ),
  fc.record({
    kind: fc.constant("faster-shipping" as const),
    maxPriceMinor: minor,
  }),
  fc.record(
    {
      kind: fc.constant("promise" as const),
      promise: fc.constantFrom("free-returns" as const, "service" as const),
      variantId: id,
    },
    { requiredKeys: ["kind", "promise"] },
  ),
  fc.record({
    kind: fc.constant("bundle" as const),
    items: fc.uniqueArray(item, {
      minLength: 1,
      maxLength: 5,
      selector: ({ variantId }) => variantId,
    }),
    percent: fc.integer({ min: 0, max: 90 }),
  }),
  fc.constant({ kind: "benefit" as const }),
);
const terms = fc.record({
  incentive: incentives,
  stacks: fc.boolean(),
  minCartMinor: fc.nat(1_000_000),
  productId: id,
});

const common = {
  title: "Before you go",
  code: "STAY-BBBBB-BBBBB",
  startsAt: new Date("2026-11-21T20:00:00Z"),
  endsAt: new Date("2026-11-21T22:00:00Z"),
};

describe("terms", () => {
  it("read back as the incentive they were written of, and fit an index", () => {
    fc.assert(
      fc.property(terms, (given) => {
        const key = termsKey(given);
        const back = incentiveOf(key);
        expect(termsKey({ ...given, incentive: back })).toBe(key);
        expect(back.kind).toBe(given.incentive.kind);
        expect(Buffer.byteLength(key)).toBeLessThan(2_600);
      }),
    );
  });

  it("stay as they were written before there were others", () => {
    const given = { stacks: false, minCartMinor: 2000 };
    expect(
      termsKey({
        ...given,
        incentive: { kind: "percent", percent: 10, scope: { kind: "basket" } },
      }),
    ).toBe("v1|percent:10|stacks:0|from:2000");
    expect(
      termsKey({ ...given, incentive: { kind: "amount", amountMinor: 500 } }),
    ).toBe("v1|amount:500|stacks:0|from:2000");
    expect(() => incentiveOf("v9|anything")).toThrow();
    expect(() =>
      incentiveOf('v2|stacks:0|from:0|{"kind":"percent"}'),
    ).toThrow();
  });

  it("name the product where it matters, and only there", () => {
    const definition = (incentive: Incentive) => ({
      treatment: { incentive, stacks: false },
      audience: { minCartMinor: 0 },
    });
    const onProduct: Incentive = {
      kind: "percent",
      percent: 10,
      scope: { kind: "hesitated-product" },
    };
    expect(offerTerms(definition(onProduct), "7").productId).toBe("7");
    expect(
      offerTerms(definition({ kind: "percent", percent: 10 }), "7").productId,
    ).toBeUndefined();
    expect(isPerProduct({ kind: "gift", variantId: "1", title: "Soap" })).toBe(
      true,
    );
    const keys = ["7", "8"].map((product) =>
      termsKey(offerTerms(definition(onProduct), product)),
    );
    expect(new Set(keys).size).toBe(2);
  });
});

describe("a discount", () => {
  it("can be asked of Shopify for every incentive that gives a code, in JPY, USD and KWD, and never for another", () => {
    fc.assert(
      fc.property(
        terms,
        fc.constantFrom("JPY", "USD", "KWD"),
        (given, currency) => {
          const ask = () =>
            discountRequest({ ...common, terms: given, currency });
          if (["promise", "benefit"].includes(given.incentive.kind))
            return void expect(ask).toThrow();
          const { input } = ask();
          expect(input).toMatchObject({
            usageLimit: 1,
            appliesOncePerCustomer: true,
            endsAt: common.endsAt.toISOString(),
          });
          const combines = Object.values(input["combinesWith"] as object);
          expect(new Set(combines)).toEqual(new Set([given.stacks]));
        },
      ),
    );
  });

  it("of delivery never asks to stand beside another of delivery, which Shopify refuses", () => {
    const { kind, input } = discountRequest({
      ...common,
      currency: "EUR",
      terms: {
        incentive: { kind: "free-shipping", maxPriceMinor: 990 },
        stacks: true,
        minCartMinor: 4000,
      },
    });
    expect(kind).toBe("free-shipping");
    expect(input).toMatchObject({
      maximumShippingPrice: "9.90",
      combinesWith: { orderDiscounts: true, productDiscounts: true },
    });
    expect(input["combinesWith"]).not.toHaveProperty("shippingDiscounts");
    expect(input).not.toHaveProperty("customerGets");
  });

  it("makes one gift free, in company of the product she hesitates over", () => {
    const { kind, input } = discountRequest({
      ...common,
      currency: "EUR",
      terms: {
        incentive: { kind: "gift", variantId: "5", title: "Soap" },
        stacks: false,
        minCartMinor: 4000,
        productId: "7",
      },
    });
    expect(kind).toBe("bxgy");
    expect(input).toMatchObject({
      usesPerOrderLimit: 1,
      customerBuys: {
        items: { products: { productsToAdd: ["gid://shopify/Product/7"] } },
        value: { quantity: "1" },
      },
      customerGets: {
        items: {
          products: {
            productVariantsToAdd: ["gid://shopify/ProductVariant/5"],
          },
        },
      },
    });
  });
});

describe("stored definitions", () => {
  const texts = {
    en: {
      heading: "For you",
      body: "Yours alone.",
      accept: "Yes",
      decline: "No",
    },
  };

  it("of the first form are read as they are, with the new limits' defaults", () => {
    expect(incentiveSchema.parse({ kind: "percent", percent: 10 })).toEqual({
      kind: "percent",
      percent: 10,
    });
    expect(
      offerLimitsSchema.parse({ cooldownHours: 24, claimsPerDay: null }),
    ).toEqual({
      cooldownHours: 24,
      claimsPerDay: null,
      claimsPerShopper: 1,
      budgetPerDayMinor: null,
      budgetPerMonthMinor: null,
      marginFloorPercent: null,
    });
  });

  it("need {benefit} where there is a price, and refuse it where there is nothing to put in", () => {
    const offer = (incentive: Incentive, heading: string) =>
      offerSchema
        .safeParse({
          kind: "offer",
          incentive,
          stacks: false,
          validFor: "day",
          texts: { en: { ...texts.en, heading } },
        })
        .error?.issues.map(({ path }) => path.join("."));
    expect(offer({ kind: "percent", percent: 5 }, "For you")).toEqual([
      "texts.en.heading",
    ]);
    expect(offer({ kind: "free-shipping" }, "For you")).toBeUndefined();
    expect(offer({ kind: "free-shipping" }, "{benefit} for you")).toEqual([
      "texts.en.heading",
    ]);
    expect(
      offer(
        { kind: "gift", variantId: "5", title: "Soap" },
        "{benefit} for you",
      ),
    ).toBeUndefined();
  });

  it("a budget needs to know what free delivery may cost", () => {
    const limits = {
      budgetPerDayMinor: 100,
      budgetPerMonthMinor: null,
      marginFloorPercent: null,
    };
    expect(limitFaults(limits, { kind: "free-shipping" })).toHaveLength(1);
    expect(
      limitFaults(limits, { kind: "free-shipping", maxPriceMinor: 500 }),
    ).toEqual([]);
    expect(deliveryOf({ kind: "benefit" })).toBe("none");
    expect(deliveryOf({ kind: "bundle", items: [], percent: 0 })).toBe("none");
  });
});
