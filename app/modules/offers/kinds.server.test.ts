import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import {
  admin,
  changeCampaign,
  codesAtShopify,
  createCampaign,
  discountsAtShopify,
  HOUR,
  now,
  shop,
  take,
  useOffers,
} from "#tests/support/offers.ts";
import { fillPools, findShopsLowOnCodes } from "./fill-pools.server.ts";
import { retireDiscounts } from "./offers.server.ts";
import { incentiveOf } from "./offers.ts";
import { takeBack } from "./take-back.server.ts";

useOffers();

const product = (n: number) => admin.platform.shop.products[n]!;
const onProduct: Incentive = {
  kind: "percent",
  percent: 15,
  scope: { kind: "hesitated-product" },
};

describe("at Shopify", () => {
  it.each<[string, () => Incentive, () => object]>([
    [
      "a percentage on chosen products",
      () => ({
        kind: "percent",
        percent: 20,
        scope: { kind: "products", ids: [product(0).id, product(1).id] },
      }),
      () => ({
        kind: "basic",
        value: { kind: "percentage", percent: 20 },
        items: {
          kind: "products",
          productIds: [product(0).id, product(1).id],
          variantIds: [],
        },
        minimum: { kind: "none" },
      }),
    ],
    [
      "an amount on a variant, which must cost that much",
      () => ({
        kind: "amount",
        amountMinor: 300,
        scope: { kind: "variants", ids: [product(0).variants[0]!.id] },
      }),
      () => ({
        kind: "basic",
        value: { kind: "amount", amount: 300, eachItem: false },
        minimum: { kind: "subtotal", amount: 300 },
      }),
    ],
    [
      "free delivery up to a price",
      () => ({ kind: "free-shipping", maxPriceMinor: 990 }),
      () => ({
        kind: "free-shipping",
        destination: { kind: "all" },
        maximumShippingPrice: 990,
        minimum: { kind: "subtotal", amount: 2000 },
      }),
    ],
    [
      "faster delivery",
      () => ({ kind: "faster-shipping", maxPriceMinor: 1990 }),
      () => ({ kind: "free-shipping", maximumShippingPrice: 1990 }),
    ],
    [
      "a gift beside chosen products",
      () => ({
        kind: "gift",
        variantId: product(1).variants[0]!.id,
        title: "Soap",
        scope: { kind: "products", ids: [product(0).id] },
      }),
      () => ({
        kind: "bxgy",
        buys: { value: { kind: "amount", amount: 2000 } },
        gets: {
          quantity: 1,
          effect: { kind: "percentage", percent: 100 },
        },
        usesPerOrderLimit: 1,
      }),
    ],
    [
      "a bundle",
      () => ({
        kind: "bundle",
        percent: 10,
        items: [0, 1].map((n) => ({
          productId: product(n).id,
          variantId: product(n).variants[0]!.id,
          title: product(n).title,
        })),
      }),
      () => ({
        kind: "basic",
        value: { kind: "percentage", percent: 10 },
        minimum: { kind: "quantity", quantity: 2 },
      }),
    ],
  ])("%s", async (_, incentive, expected) => {
    const id = await createCampaign({ incentive: incentive() });
    const code = await take(id);
    expect(incentiveOf(code.terms)).toEqual(incentive());
    expect(codesAtShopify()).toContain(code.code);
    expect(discountsAtShopify()).toHaveLength(1);
    expect(discountsAtShopify()[0]).toMatchObject({
      ...expected(),
      usageLimit: 1,
      endsAt: code.endsAt.toISOString(),
      combinesWith: {
        orderDiscounts: false,
        productDiscounts: false,
        shippingDiscounts: false,
      },
    });
    await fillPools({ shop, now });
    expect(await findShopsLowOnCodes({ now })).toEqual([]);
  });

  it("delivery that may be combined is still accepted", async () => {
    const incentive: Incentive = { kind: "free-shipping" };
    await take(await createCampaign({ incentive, stacks: true }));
    expect(discountsAtShopify()[0]).toMatchObject({
      combinesWith: { orderDiscounts: true, shippingDiscounts: false },
    });
  });
});

describe("an offer on the product she hesitates over", () => {
  it("has a discount per product and end, with no more codes than were asked for", async () => {
    const id = await createCampaign({ incentive: onProduct });
    const [first, second] = [product(0).id, product(1).id];
    const code = await take(id, now, randomUUID(), { productId: first });
    expect(code.productId).toBe(first);
    await take(id, now, randomUUID(), { productId: first });
    await take(id, now, randomUUID(), { productId: second });
    expect(
      discountsAtShopify().map((one) => [
        one.kind === "basic" && one.items,
        one.codes.length,
      ]),
    ).toEqual([
      [{ kind: "products", productIds: [first], variantIds: [] }, 2],
      [{ kind: "products", productIds: [second], variantIds: [] }, 1],
    ]);
    await fillPools({ shop, now });
    expect(codesAtShopify()).toHaveLength(3);
    expect(await findShopsLowOnCodes({ now })).toEqual([]);
  });

  it("gets a stock only where many ask", async () => {
    const id = await createCampaign({ incentive: onProduct });
    const productId = product(0).id;
    await Promise.all(
      Array.from({ length: 6 }, () =>
        take(id, now, randomUUID(), { productId }),
      ),
    );
    expect(await findShopsLowOnCodes({ now })).toEqual([shop]);
    await fillPools({ shop, now });
    expect(await findShopsLowOnCodes({ now })).toEqual([]);
    admin.asked = [];
    await take(id, now, randomUUID(), { productId });
    expect(admin.asked).toEqual([]);
  });

  it("makes nothing for a product that the shop does not have, or that nobody named", async () => {
    const id = await createCampaign({ incentive: onProduct });
    await expect(
      take(id, now, randomUUID(), { productId: "404404" }),
    ).rejects.toMatchObject({ code: "offer-unavailable" });
    await expect(take(id)).rejects.toMatchObject({
      code: "bad-claim",
      status: 400,
    });
    expect(discountsAtShopify()).toEqual([]);
    expect(await db.discount.count({ where: { shop } })).toBe(0);
  });

  it("does not mix codes of two products", async () => {
    const id = await createCampaign({ incentive: onProduct });
    const codes = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        take(id, now, randomUUID(), { productId: product(i % 2).id }),
      ),
    );
    for (const { code, productId } of codes)
      expect(
        discountsAtShopify().find((one) =>
          one.codes.some((each) => each.code === code),
        ),
      ).toMatchObject({ items: { productIds: [productId] } });
  });

  it("is taken back with its terms, and when it ends", async () => {
    const id = await createCampaign({ incentive: onProduct });
    const { code } = await take(id, now, randomUUID(), {
      productId: product(0).id,
    });
    await changeCampaign(id, { status: "paused" });
    await retireDiscounts(db, { shop, campaignId: id, now });
    await takeBack({ shop, now: new Date(now.getTime() + 5 * HOUR) });
    expect(codesAtShopify()).toEqual([code]);
  });
});

describe("a process that dies at a claim", () => {
  const gift = (): Incentive => ({
    kind: "gift",
    variantId: product(1).variants[0]!.id,
    title: "Soap",
  });
  const cases: [string, () => Incentive][] = [
    ["CreateOfferDiscount", () => onProduct],
    ["CreateOfferFreeShipping", () => ({ kind: "free-shipping" })],
    ["CreateOfferGift", gift],
  ];
  it.each(
    cases.flatMap(([operation, incentive]) =>
      (["before", "after"] as const).map(
        (when) => [when, operation, incentive] as const,
      ),
    ),
  )(
    "%s %s promised nothing, and the next one makes no second discount",
    async (when, operation, incentive) => {
      const id = await createCampaign({ incentive: incentive() });
      const productId = product(0).id;
      const died = () => {
        throw new Error("the process died here");
      };
      admin[when] = (asked) => {
        if (asked !== operation) return;
        Object.assign(admin, { before: died, after: died });
        died();
      };
      await expect(
        take(id, now, randomUUID(), { productId }),
      ).rejects.toMatchObject({ code: "try-again" });
      expect(await db.claim.count({ where: { shop } })).toBe(0);
      // What it was at goes on until its patience ends: a killed one would be gone at once.
      Object.assign(admin, { before: () => {}, after: () => {} });
      const { code } = await retry(() =>
        take(id, now, randomUUID(), { productId }),
      );
      expect(codesAtShopify()).toContain(code);
      expect(discountsAtShopify()).toHaveLength(1);
    },
  );

  async function retry<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch {
      return work();
    }
  }
});
