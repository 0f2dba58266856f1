import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  BasicDiscount,
  BxgyDiscount,
  Discount,
  FreeShippingDiscount,
} from "../../world/discounts.ts";
import { computeDiscounts } from "./discounts.ts";
import type { DiscountLine } from "./entitlement.ts";

const NOW = "2026-11-21T20:00:00.000Z";
const ALL = {
  orderDiscounts: true,
  productDiscounts: true,
  shippingDiscounts: true,
};

const base = (code: string) => ({
  id: `id-${code}`,
  title: code,
  minimum: { kind: "none" as const },
  customers: { kind: "all" as const },
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
  createdBy: "merchant" as const,
  createdAt: NOW,
  updatedAt: NOW,
  bulkCreations: [],
});

const tenPercent = (more: Partial<BasicDiscount> = {}): BasicDiscount => ({
  kind: "basic",
  ...base("TEN"),
  value: { kind: "percentage", percent: 10 },
  items: { kind: "all" },
  ...more,
});

const freeDelivery = (
  more: Partial<FreeShippingDiscount> = {},
): FreeShippingDiscount => ({
  kind: "free-shipping",
  ...base("SHIP"),
  destination: { kind: "all" },
  maximumShippingPrice: null,
  ...more,
});

const products = (...productIds: string[]) => ({
  kind: "products" as const,
  productIds,
  variantIds: [],
});

const gift = (more: Partial<BxgyDiscount> = {}): BxgyDiscount => ({
  kind: "bxgy",
  ...base("GIFT"),
  buys: { items: products("shirt"), value: { kind: "quantity", quantity: 1 } },
  gets: {
    items: products("mug"),
    quantity: 1,
    effect: { kind: "percentage", percent: 100 },
  },
  usesPerOrderLimit: 1,
  ...more,
});

const line = (
  productId: string,
  price: number,
  more: Partial<DiscountLine> = {},
): DiscountLine => ({
  productId,
  variantId: `${productId}-1`,
  collectionIds: [],
  quantity: 1,
  price,
  giftCard: false,
  requiresShipping: true,
  ...more,
});

function compute(
  discounts: Discount[],
  lines: DiscountLine[],
  delivery: { countryCode: string | null; price: number | null } = {
    countryCode: null,
    price: null,
  },
) {
  return computeDiscounts({
    lines,
    codes: discounts.map((one) => one.title),
    discounts,
    now: NOW,
    customer: { id: null, email: null },
    delivery,
  });
}

const basket = [line("shirt", 4000), line("mug", 1500)];

describe("free delivery", () => {
  test("takes nothing off the basket, and all of the delivery once that is known", () => {
    const inCart = compute([freeDelivery()], basket);
    expect(inCart).toMatchObject({
      total: 0,
      shippingDiscount: 0,
      codes: [{ code: "SHIP", applicable: true }],
    });
    const result = compute([freeDelivery()], basket, {
      countryCode: "US",
      price: 590,
    });
    expect(result).toMatchObject({ total: 0, shippingDiscount: 590 });
    expect(result.applications).toEqual([
      expect.objectContaining({
        target: "shipping",
        amount: 590,
        allocations: [0, 0],
      }),
    ]);
  });

  test.each<
    [string, Partial<FreeShippingDiscount>, DiscountLine[], string | null]
  >([
    [
      "a dearer way of delivery",
      { maximumShippingPrice: 500 },
      basket,
      "delivery-too-dear",
    ],
    ["a price just allowed", { maximumShippingPrice: 590 }, basket, null],
    [
      "another country",
      {
        destination: { kind: "countries", codes: ["DE"], restOfWorld: false },
      },
      basket,
      "other-country",
    ],
    [
      "the rest of the world",
      { destination: { kind: "countries", codes: ["DE"], restOfWorld: true } },
      basket,
      null,
    ],
    [
      "nothing that is sent",
      {},
      [line("e-book", 900, { requiresShipping: false })],
      "nothing-to-deliver",
    ],
    [
      "too small a basket",
      { minimum: { kind: "subtotal", amount: 5501 } },
      basket,
      "minimum-subtotal",
    ],
  ])("%s", (_, override, lines, reason) => {
    expect(
      compute([freeDelivery(override)], lines, {
        countryCode: "US",
        price: 590,
      }).codes[0]?.reason,
    ).toBe(reason);
  });

  test("stands beside an order discount only when both allow it", () => {
    const open = compute(
      [
        tenPercent({ combinesWith: ALL }),
        freeDelivery({ combinesWith: { ...ALL, shippingDiscounts: false } }),
      ],
      basket,
      { countryCode: "US", price: 590 },
    );
    expect(open).toMatchObject({ total: 550, shippingDiscount: 590 });
    const closed = compute(
      [tenPercent({ combinesWith: ALL }), freeDelivery()],
      basket,
      {
        countryCode: "US",
        price: 590,
      },
    );
    expect(closed.codes.map((one) => one.reason)).toEqual([
      "does-not-combine",
      null,
    ]);
  });

  test("two of them never stack", () => {
    const all = [
      freeDelivery({ combinesWith: ALL }),
      freeDelivery({ ...base("SHIP2"), combinesWith: ALL }),
    ];
    const codes = compute(all, basket).codes.filter((one) => one.applicable);
    expect(codes).toHaveLength(1);
  });
});

describe("buy X, get Y", () => {
  test("makes the gift free once both are in the basket", () => {
    const result = compute([gift()], basket);
    expect(result).toMatchObject({ lineDiscounts: [0, 1500], total: 1500 });
    expect(result.applications[0]).toMatchObject({
      target: "product",
      type: "percentage",
      value: 100,
      allocationMethod: "each",
    });
  });

  test.each<[string, DiscountLine[], string]>([
    ["without the gift", [line("shirt", 4000)], "gift-missing"],
    ["without what must be bought", [line("mug", 1500)], "no-matching-items"],
  ])("does nothing %s", (_, lines, reason) => {
    expect(compute([gift()], lines).codes[0]).toEqual({
      code: "GIFT",
      applicable: false,
      reason,
    });
  });

  test("gives as often as it was bought, up to its limit per order, and never the dearer piece", () => {
    const lines = [
      line("shirt", 4000, { quantity: 3 }),
      line("mug", 1500, { quantity: 2 }),
      line("mug", 900, { variantId: "mug-2" }),
    ];
    expect(compute([gift()], lines).lineDiscounts).toEqual([0, 0, 900]);
    expect(
      compute([gift({ usesPerOrderLimit: 2 })], lines).lineDiscounts,
    ).toEqual([0, 1500, 900]);
    expect(
      compute([gift({ usesPerOrderLimit: null })], lines).lineDiscounts,
    ).toEqual([0, 3000, 900]);
  });

  test("counts no piece as bought and as given", () => {
    const same = gift({
      buys: {
        items: products("mug"),
        value: { kind: "quantity", quantity: 1 },
      },
      usesPerOrderLimit: null,
    });
    expect(compute([same], [line("mug", 1500)]).total).toBe(0);
    expect(compute([same], [line("mug", 1500, { quantity: 3 })]).total).toBe(
      1500,
    );
  });

  test("may ask for an amount, and take less than all of the price", () => {
    const half = gift({
      buys: {
        items: products("shirt"),
        value: { kind: "amount", amount: 4000 },
      },
      gets: {
        items: products("mug"),
        quantity: 1,
        effect: { kind: "amount", amount: 500 },
      },
    });
    expect(compute([half], basket).total).toBe(500);
    expect(
      compute([half], [line("shirt", 3999), line("mug", 1500)]).total,
    ).toBe(0);
  });

  test("never takes more than the gifts cost, whatever the basket", () => {
    const pieces = fc.array(
      fc.record({
        product: fc.constantFrom("shirt", "mug", "cup"),
        price: fc.nat(9000),
        quantity: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 3 }), (all, quantity) => {
        const lines = all.map(({ product, ...rest }) =>
          line(product, rest.price, { quantity: rest.quantity }),
        );
        const bought = lines
          .filter((one) => one.productId === "shirt")
          .reduce((sum, one) => sum + one.quantity, 0);
        const { lineDiscounts } = compute(
          [
            gift({
              buys: {
                items: products("shirt"),
                value: { kind: "quantity", quantity },
              },
              usesPerOrderLimit: null,
            }),
          ],
          lines,
        );
        lines.forEach((one, index) => {
          const off = lineDiscounts[index] ?? 0;
          expect(off).toBeLessThanOrEqual(
            one.productId === "mug" ? one.price * one.quantity : 0,
          );
          if (off > 0) expect(bought).toBeGreaterThanOrEqual(quantity);
        });
      }),
    );
  });
});

test("a gift card is never discounted and never counts towards a minimum", () => {
  const lines = [line("mug", 1500), line("card", 5000, { giftCard: true })];
  expect(compute([tenPercent()], lines)).toMatchObject({
    total: 150,
    orderDiscounts: [150, 0],
  });
  expect(
    compute(
      [tenPercent({ minimum: { kind: "subtotal", amount: 2000 } })],
      lines,
    ).codes[0]?.reason,
  ).toBe("minimum-subtotal");
});
