import { beforeAll, expect, test } from "vitest";
import { transaction, db } from "#app/db.server.ts";
import { seedCatalogue } from "#dev/fake-shopify/catalogue/seed.ts";
import { createShop } from "#tests/support/shop.ts";
import { startTestShopify } from "#tests/support/test-shopify.ts";
import { recordOrder } from "./events.server.ts";
import { importOrders } from "./import-orders.server.ts";

const shopify = await startTestShopify();
const now = new Date();
const { main } = seedCatalogue(shopify.world, { seed: 7, size: "small", now });
const { shop } = main;
const since = now.getTime() - 60 * 86_400_000;
const recent = main.orders.filter(
  (order) => Date.parse(order.createdAt) >= since,
);

beforeAll(async () => {
  await shopify.installApp(shop);
  await createShop({ shop, currency: main.currency });
});

test("the orders of the last 60 days come over, with lines and refunds, and once", async () => {
  expect(recent.length).toBeGreaterThan(10);
  expect(await importOrders({ shop, onOrder: async () => {}, now })).toBe(
    recent.length,
  );
  expect(await db.order.count({ where: { shop } })).toBe(recent.length);
  const rows = await db.orderLine.findMany({ where: { shop } });
  const wanted = recent.flatMap(({ lines }) =>
    lines.map(({ quantity }) => quantity),
  );
  expect(rows.map(({ quantity }) => quantity).sort()).toEqual(wanted.sort());
  const sum = await db.order.aggregate({
    where: { shop },
    _sum: { totalMinor: true },
  });
  expect(Number(sum._sum.totalMinor)).toBeGreaterThan(0);
  // Done is done.
  expect(await importOrders({ shop, onOrder: async () => {}, now })).toBe(0);
});

test("what came back is known of the orders that it came from", async () => {
  const refunded = await db.refund.findMany({ where: { shop } });
  const theirs = recent.filter((order) => order.refunds.length > 0);
  expect(refunded.map(({ orderId }) => orderId).sort()).toEqual(
    theirs.flatMap((order) => order.refunds.map(() => order.id)).sort(),
  );
});

test("a broken import starts over, and a newer webhook is not overwritten", async () => {
  await db.shop.update({ where: { shop }, data: { ordersImportedAt: null } });
  const [first] = recent;
  await transaction((tx) =>
    recordOrder(tx, {
      shop,
      payload: {
        id: first?.id,
        name: first?.name,
        currency: main.currency,
        total_price: "1.00",
        created_at: first?.createdAt,
        updated_at: new Date(now.getTime() + 60_000).toISOString(),
      },
    }),
  );
  let pages = 0;
  shopify.before = ({ body }) => {
    if (body.includes("OrdersSince") && ++pages === 2)
      Object.assign(shopify.world.faults.api, { mode: "failing" });
    if (pages === 2)
      setTimeout(
        () => Object.assign(shopify.world.faults.api, { mode: "ok" }),
        300,
      );
  };
  expect(await importOrders({ shop, onOrder: async () => {}, now })).toBe(
    recent.length,
  );
  const row = await db.order.findUniqueOrThrow({
    where: { shop_id: { shop, id: first?.id ?? "" } },
  });
  expect(row.totalMinor).toBe(100n);
  expect(await db.order.count({ where: { shop } })).toBe(recent.length);
});
