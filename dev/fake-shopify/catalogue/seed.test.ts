import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShopWorld } from "../world/types.ts";
import { createWorld } from "../world/world.ts";
import { describePicture } from "./pictures.ts";
import { MAIN_SHOP, SECOND_SHOP, seedCatalogue } from "./seed.ts";

const NOW = new Date("2026-11-21T20:00:00Z");
const seeded = (seed: number, size: "full" | "small" = "small", now = NOW) => {
  const world = createWorld({ seed });
  seedCatalogue(world, { seed, size, now });
  return world;
};
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

function checkOrders(shop: ShopWorld, now: Date): void {
  const variants = new Map(
    shop.products.flatMap((product) =>
      product.variants.map((variant) => [variant.id, product] as const),
    ),
  );
  const people = new Map(shop.customers.map((it) => [it.id, it]));
  let before = 0;
  for (const order of shop.orders) {
    const gross = sum(order.lines.map((it) => it.price * it.quantity));
    const off = sum(order.lines.map((it) => it.discount));
    expect(order.lines.length).toBeGreaterThan(0);
    expect(sum(order.applied.map((it) => it.amount))).toBe(off);
    expect(order.totalDiscount).toBe(off);
    expect(order.subtotal).toBe(gross - off);
    expect(order.total).toBe(order.subtotal + (order.shippingLine?.price ?? 0));

    const at = Date.parse(order.createdAt);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThan(now.getTime());
    before = at;
    for (const line of order.lines) {
      const product = variants.get(line.variantId);
      expect(product?.id).toBe(line.productId);
      expect(Date.parse(product?.publishedAt ?? "")).toBeLessThanOrEqual(at);
      expect(line.refundedQuantity).toBeLessThanOrEqual(line.quantity);
      expect(line.refundedQuantity).toBe(
        sum(
          order.refunds
            .flatMap((it) => it.lines)
            .filter((it) => it.lineId === line.id)
            .map((it) => it.quantity),
        ),
      );
    }
    const refunded = sum(
      order.refunds.flatMap((it) => it.lines.map((line) => line.subtotal)),
    );
    expect(refunded).toBeLessThanOrEqual(order.subtotal);
    expect(order.financialStatus === "PAID").toBe(order.refunds.length === 0);
    for (const it of order.refunds) {
      expect(Date.parse(it.createdAt)).toBeGreaterThan(at);
      expect(Date.parse(it.createdAt)).toBeLessThan(now.getTime());
    }
    if (order.cancelledAt) expect(order.financialStatus).toBe("REFUNDED");
    const customer = people.get(order.customerId ?? "");
    expect(customer?.email).toBe(order.email);
    expect(Date.parse(customer?.createdAt ?? "")).toBeLessThanOrEqual(at);
  }
}

describe("the seeded catalogue", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(seeded(5)).toEqual(seeded(5));
    expect(seeded(5).shops[MAIN_SHOP]?.orders).not.toEqual(
      seeded(6).shops[MAIN_SHOP]?.orders,
    );
  });

  it("holds together for any seed and time", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.date({
          min: new Date("2024-01-01"),
          max: new Date("2030-01-01"),
          noInvalidDate: true,
        }),
        (seed, now) => {
          const world = seeded(seed, "small", now);
          for (const shop of Object.values(world.shops)) {
            checkOrders(shop, now);
            for (const variant of shop.products.flatMap((it) => it.variants)) {
              expect(variant.inventoryQuantity).toBeGreaterThanOrEqual(0);
              expect(Number.isInteger(variant.price)).toBe(true);
              if (variant.price > 0)
                expect(variant.unitCost ?? 0).toBeLessThan(variant.price);
              if (variant.compareAtPrice !== null)
                expect(variant.compareAtPrice).toBeGreaterThan(variant.price);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives every thing its own id", () => {
    const ids = JSON.stringify(seeded(3, "full")).matchAll(
      /"(?:id|inventoryItemId)":"(\d+)"/g,
    );
    const all = [...ids].map((it) => it[1]);
    expect(new Set(all).size).toBe(all.length);
  });

  it("looks like a lived-in shop in full size", () => {
    const shop = seeded(1, "full").shops[MAIN_SHOP] as ShopWorld;
    checkOrders(shop, NOW);
    expect(shop.products.length).toBeGreaterThanOrEqual(40);
    expect(shop.customers).toHaveLength(400);
    expect(shop.orders.length).toBeGreaterThan(1_350);
    expect(shop.orders.length).toBeLessThan(1_700);
    const stock = shop.products.flatMap((it) => it.variants);
    expect(stock.some((it) => !it.tracked)).toBe(true);
    expect(stock.some((it) => it.tracked && it.inventoryQuantity === 0)).toBe(
      true,
    );
    expect(
      new Set(shop.customers.map((it) => it.emailMarketingConsent.state)),
    ).toEqual(
      new Set(["SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING"]),
    );
    expect(new Set(shop.orders.map((it) => it.financialStatus)).size).toBe(3);
    expect(shop.orders.some((it) => it.cancelledAt)).toBe(true);

    const week = new Map<string, number>();
    for (const order of shop.orders.filter(
      (it) =>
        Date.parse(it.createdAt) > NOW.getTime() - 7 * 86_400_000 &&
        !it.cancelledAt,
    ))
      for (const line of order.lines)
        week.set(
          line.productId,
          (week.get(line.productId) ?? 0) +
            line.quantity -
            line.refundedQuantity,
        );
    expect(
      [...week.values()].filter((units) => units >= 10).length,
    ).toBeGreaterThanOrEqual(4);
  });

  it("names only pictures and products that exist", () => {
    const world = seeded(1, "full");
    for (const shop of Object.values(world.shops)) {
      const ids = new Set(shop.products.map((it) => it.id));
      for (const product of shop.products) {
        expect(product.images.length).toBeGreaterThanOrEqual(2);
        for (const image of product.images)
          expect(describePicture(image.src)).toMatchObject({
            width: image.width,
            height: image.height,
          });
        for (const variant of product.variants)
          expect(product.images.map((it) => it.src)).toContain(variant.image);
        expect(new Set(product.variants.map((it) => it.sku)).size).toBe(
          product.variants.length,
        );
      }
      for (const collection of shop.collections) {
        expect(collection.productIds.length).toBeGreaterThan(0);
        for (const id of collection.productIds) expect(ids.has(id)).toBe(true);
        if (collection.image)
          expect(describePicture(collection.image)).not.toBeNull();
      }
    }
  });

  it("keeps the second shop small and its prices whole yen", () => {
    const shop = seeded(1).shops[SECOND_SHOP] as ShopWorld;
    expect(shop.products).toHaveLength(4);
    for (const variant of shop.products.flatMap((it) => it.variants))
      expect(variant.price % 100).toBe(0);
  });
});
