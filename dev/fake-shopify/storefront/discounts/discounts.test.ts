import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BasicDiscount, Discount } from "../../world/discounts.ts";
import { split } from "./allocate.ts";
import { computeDiscounts } from "./discounts.ts";
import type { DiscountLine } from "./entitlement.ts";

const NOW = "2026-11-21T20:00:00.000Z";

function makeDiscount(
  code: string,
  override: Partial<BasicDiscount> = {},
): BasicDiscount {
  return {
    kind: "basic",
    id: `id-${code}`,
    title: code,
    value: { kind: "percentage", percent: 10 },
    items: { kind: "all" },
    minimum: { kind: "none" },
    customers: { kind: "all" },
    combinesWith: {
      orderDiscounts: false,
      productDiscounts: false,
      shippingDiscounts: false,
    },
    usageLimit: null,
    appliesOncePerCustomer: false,
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: null,
    codes: [{ id: "1", code, used: 0, usedBy: [] }],
    bulk: false,
    createdBy: "merchant",
    createdAt: NOW,
    updatedAt: NOW,
    bulkCreations: [],
    ...override,
  };
}

const LINES: DiscountLine[] = [
  {
    productId: "p1",
    variantId: "v1",
    collectionIds: ["c1"],
    quantity: 2,
    price: 1999,
    giftCard: false,
    requiresShipping: true,
  },
  {
    productId: "p2",
    variantId: "v2",
    collectionIds: [],
    quantity: 1,
    price: 5001,
    giftCard: false,
    requiresShipping: true,
  },
];

function compute(
  discounts: Discount[],
  codes: string[],
  more: {
    lines?: DiscountLine[];
    customer?: { id: string | null; email: string | null };
  } = {},
) {
  return computeDiscounts({
    lines: more.lines ?? LINES,
    codes,
    discounts,
    now: NOW,
    customer: more.customer ?? { id: null, email: null },
    delivery: { countryCode: null, price: null },
  });
}

const reasonOf = (discount: Discount, more = {}) =>
  compute([discount], [discount.title], more).codes[0]?.reason;

test("ten per cent of the order is taken off the subtotal and spread over the lines", () => {
  const result = compute([makeDiscount("TEN")], ["ten"]);
  expect(result.total).toBe(900); // 10 % of 89.99 is 8.999
  expect(result.applications[0]).toMatchObject({
    code: "TEN",
    target: "order",
    amount: 900,
  });
  expect(result.lineDiscounts).toEqual([0, 0]);
  expect(result.orderDiscounts).toEqual([400, 500]);
});

describe("refusals name their reason", () => {
  test.each<[string, Partial<BasicDiscount>, string]>([
    ["not yet", { startsAt: "2026-11-21T20:00:00.001Z" }, "not-started"],
    ["over", { endsAt: NOW }, "ended"],
    [
      "spent",
      { usageLimit: 1, codes: [{ id: "1", code: "X", used: 1, usedBy: [] }] },
      "used-up",
    ],
    [
      "others",
      { customers: { kind: "customers", customerIds: ["7"] } },
      "other-customers",
    ],
    [
      "too little",
      { minimum: { kind: "subtotal", amount: 9000 } },
      "minimum-subtotal",
    ],
    [
      "too few",
      { minimum: { kind: "quantity", quantity: 4 } },
      "minimum-quantity",
    ],
    [
      "nothing fits",
      { items: { kind: "collections", collectionIds: ["c9"] } },
      "no-matching-items",
    ],
  ])("%s", (_, override, reason) => {
    expect(reasonOf(makeDiscount("X", { title: "X", ...override }))).toBe(
      reason,
    );
  });

  test("once per customer counts by id and by address, whatever its case", () => {
    const used = makeDiscount("X", {
      appliesOncePerCustomer: true,
      codes: [{ id: "1", code: "X", used: 1, usedBy: ["ann@x.test"] }],
    });
    expect(
      reasonOf(used, { customer: { id: null, email: "Ann@x.test" } }),
    ).toBe("once-per-customer");
    expect(
      reasonOf(used, { customer: { id: null, email: "bob@x.test" } }),
    ).toBeNull();
  });

  test("an unknown code stays listed", () => {
    expect(compute([], ["NOPE"]).codes).toEqual([
      { code: "NOPE", applicable: false, reason: "unknown" },
    ]);
  });
});

test("codes that may not combine compete: the best applies, the other stays listed", () => {
  const result = compute(
    [
      makeDiscount("FIVE", { value: { kind: "percentage", percent: 5 } }),
      makeDiscount("TEN"),
    ],
    ["FIVE", "TEN"],
  );
  expect(result.codes).toEqual([
    { code: "FIVE", applicable: false, reason: "does-not-combine" },
    { code: "TEN", applicable: true, reason: null },
  ]);
});

test("combining needs both sides; an order discount is reckoned after product discounts", () => {
  const open = {
    orderDiscounts: true,
    productDiscounts: true,
    shippingDiscounts: true,
  };
  const product = makeDiscount("P", {
    value: { kind: "amount", amount: 500, eachItem: true },
    items: { kind: "collections", collectionIds: ["c1"] },
    combinesWith: open,
  });
  const order = makeDiscount("O", { combinesWith: open });
  const both = compute([product, order], ["O", "P"]);
  expect(both.lineDiscounts).toEqual([1000, 0]);
  expect(both.total).toBe(1000 + 800); // 10 % of 79.99
  const closed = compute([product, makeDiscount("O")], ["O", "P"]);
  expect(closed.codes.filter((code) => code.applicable)).toHaveLength(1);
});

test("two codes of one discount never stack", () => {
  const open = {
    orderDiscounts: true,
    productDiscounts: true,
    shippingDiscounts: true,
  };
  const pool = makeDiscount("A", {
    combinesWith: open,
    codes: ["A", "B"].map((code) => ({ id: code, code, used: 0, usedBy: [] })),
  });
  expect(compute([pool], ["A", "B"]).total).toBe(900);
});

const line = fc.record({
  productId: fc.constantFrom("p1", "p2", "p3"),
  variantId: fc.constantFrom("v1", "v2", "v3"),
  collectionIds: fc.subarray(["c1", "c2"]),
  quantity: fc.integer({ min: 1, max: 9 }),
  price: fc.integer({ min: 0, max: 100_000 }),
  giftCard: fc.boolean(),
  requiresShipping: fc.boolean(),
});
const discount = (name: string) =>
  fc
    .record({
      value: fc.oneof(
        fc.record({
          kind: fc.constant("percentage" as const),
          percent: fc.double({ min: 0, max: 100, noNaN: true }),
        }),
        fc.record({
          kind: fc.constant("amount" as const),
          amount: fc.nat(20_000),
          eachItem: fc.boolean(),
        }),
      ),
      items: fc.oneof(
        fc.constant({ kind: "all" as const }),
        fc.record({
          kind: fc.constant("products" as const),
          productIds: fc.subarray(["p1", "p2"]),
          variantIds: fc.subarray(["v1", "v3"]),
        }),
        fc.record({
          kind: fc.constant("collections" as const),
          collectionIds: fc.subarray(["c1", "c2"]),
        }),
      ),
      combinesWith: fc.record({
        orderDiscounts: fc.boolean(),
        productDiscounts: fc.boolean(),
        shippingDiscounts: fc.boolean(),
      }),
    })
    .map((override) => makeDiscount(name, override));
const discounts = fc.tuple(discount("A"), discount("B"), discount("C"));

test("allocations always sum, no line goes below zero, and another code never makes the basket dearer", () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      discounts,
      (lines, all) => {
        const result = compute(all, ["A", "B", "C"], { lines });
        for (const application of result.applications) {
          expect(application.allocations.reduce((a, b) => a + b, 0)).toBe(
            application.amount,
          );
          expect(
            application.allocations.every(
              (amount) => Number.isInteger(amount) && amount >= 0,
            ),
          ).toBe(true);
        }
        lines.forEach((one, index) => {
          expect(
            (result.lineDiscounts[index] ?? 0) +
              (result.orderDiscounts[index] ?? 0),
          ).toBeLessThanOrEqual(one.price * one.quantity);
        });
        expect(result.total).toBe(
          result.applications.reduce((total, one) => total + one.amount, 0),
        );
        expect(result.total).toBeGreaterThanOrEqual(
          compute(all, ["A", "B"], { lines }).total,
        );
        const applied = result.codes
          .filter((code) => code.applicable)
          .map((code) => code.code);
        expect(result.applications.map((one) => one.code).toSorted()).toEqual(
          applied.toSorted(),
        );
      },
    ),
  );
});

test("split gives every cent exactly once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (weights, share) => {
        const total = weights.reduce((a, b) => a + b, 0);
        const amount = Math.floor(total * share);
        const parts = split(amount, weights);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(amount);
        parts.forEach((part, index) =>
          expect(part).toBeLessThanOrEqual(weights[index] ?? 0),
        );
      },
    ),
  );
});
