import { describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import {
  admin,
  createCampaign,
  HOUR,
  now,
  shop,
  take,
  useOffers,
} from "#tests/support/offers.ts";
import { createShop } from "#tests/support/shop.ts";
import { countCompanions } from "./companions.server.ts";
import { countUnknownCosts, listCompanions } from "./offers.server.ts";
import { refreshCosts } from "./refresh-costs.server.ts";

useOffers();

let count = 0;
async function order(productIds: string[], more: object = {}, of = shop) {
  const id = `c${++count}`;
  const placedAt = new Date(now.getTime() - HOUR);
  await db.order.create({
    data: {
      shop: of,
      id,
      name: id,
      currency: "USD",
      totalMinor: 1000n,
      placedAt,
      updatedAt: placedAt,
      ...more,
    },
  });
  await db.orderLine.createMany({
    data: productIds.map((productId, i) => ({
      shop: of,
      orderId: id,
      id: String(i),
      productId,
      quantity: 2,
      totalMinor: 500n,
      placedAt,
    })),
  });
}
const companions = async (productId: string) =>
  (await listCompanions({ shop, productIds: [productId], most: 20 })).get(
    productId,
  );

describe("companions", () => {
  it("are bought together in three orders at least, most often first, both ways", async () => {
    await db.orderLine.deleteMany();
    for (let i = 0; i < 4; i++) await order(["1", "2"]);
    for (let i = 0; i < 3; i++) await order(["1", "3"]);
    for (let i = 0; i < 2; i++) await order(["1", "4"]);
    await Promise.all([
      countCompanions({ shop, now }),
      countCompanions({ shop, now }),
    ]);
    expect(await companions("1")).toEqual([
      { productId: "2", orders: 4 },
      { productId: "3", orders: 3 },
    ]);
    expect(await companions("2")).toEqual([{ productId: "1", orders: 4 }]);
    expect(await companions("4")).toBeUndefined();
  });

  it("are not made of one person's pieces, wholesale, refunds, cancelled or test orders, or of another shop's", async () => {
    await db.orderLine.deleteMany();
    const other = (await createShop()).shop;
    for (let i = 0; i < 3; i++) {
      await order(["11", "11", "12"], { cancelledAt: now });
      await order(["11", "12"], { test: true });
      await order(["11", "12"], {}, other);
      await order(Array.from({ length: 16 }, (_, n) => String(11 + n)));
      await order(["11", "11"]);
    }
    await order(["11", "12"]);
    await order(["11", "12"]);
    await order(["11", "12"]);
    await db.orderLine.updateMany({
      where: { shop, orderId: `c${count}`, productId: "12" },
      data: { refundedQuantity: 2 },
    });
    await countCompanions({ shop, now });
    expect(await listCompanions({ shop, most: 20 })).toEqual(new Map());
  });

  it("are forgotten when nobody buys them together any more", async () => {
    await db.orderLine.deleteMany();
    for (let i = 0; i < 3; i++) await order(["1", "2"]);
    await countCompanions({ shop, now });
    expect(await companions("1")).toHaveLength(1);
    const later = new Date(now.getTime() + 91 * 24 * HOUR);
    await countCompanions({ shop, now: later });
    expect(await companions("1")).toBeUndefined();
  });
});

describe("costs", () => {
  it("of what offers are about are read ahead, once a day, and the claim asks for none", async () => {
    const [soap, cup] = admin.platform.shop.products;
    const campaignId = await createCampaign({
      incentive: {
        kind: "percent",
        percent: 10,
        scope: { kind: "products", ids: [soap!.id, cup!.id] },
      },
      limits: { marginFloorPercent: 1 },
    });
    await createCampaign({
      incentive: {
        kind: "gift",
        variantId: cup!.variants[0]!.id,
        title: "Cup",
      },
    });
    cup!.variants[0]!.unitCost = null;
    await refreshCosts({ shop, now });
    await refreshCosts({ shop, now });
    expect(
      admin.asked.filter((operation) => operation === "ReadVariantCosts"),
    ).toHaveLength(2);
    expect(await countUnknownCosts({ shop })).toEqual({ known: 1, unknown: 1 });
    cup!.variants[0]!.unitCost = 100;
    await refreshCosts({ shop, now: new Date(now.getTime() + 21 * HOUR) });
    admin.asked = [];
    await take(campaignId, new Date(now.getTime() + 21 * HOUR));
    expect(admin.asked).not.toContain("ReadVariantCosts");
  });

  it("of a product that was deleted are forgotten", async () => {
    const [soap] = admin.platform.shop.products;
    await createCampaign({
      incentive: {
        kind: "percent",
        percent: 10,
        scope: { kind: "products", ids: [soap!.id] },
      },
    });
    await refreshCosts({ shop, now });
    expect(await db.variantCost.count({ where: { shop } })).toBe(1);
    admin.platform.shop.products = admin.platform.shop.products.filter(
      ({ id }) => id !== soap!.id,
    );
    await refreshCosts({ shop, now: new Date(now.getTime() + 21 * HOUR) });
    expect(await db.variantCost.count({ where: { shop } })).toBe(0);
  });
});
