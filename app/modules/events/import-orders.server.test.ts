import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { startLocalAdmin } from "#tests/support/local-admin.ts";
import { placeOrder } from "#tests/support/place-order.ts";
import { ORDERS_AT_ONCE } from "./admin-order.ts";
import { importOrders } from "./import-orders.server.ts";

const now = new Date("2026-11-21T10:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test("the orders of before the installation are fetched once, page by page, within the cost of one question", async () => {
  const { shop, platform, asked } = await startLocalAdmin({
    ordersImportedAt: null,
  });
  const count = ORDERS_AT_ONCE + 5;
  const ids = Array.from({ length: count }, (_, index) =>
    placeOrder(platform, {
      email: "Ada@example.com",
      at: daysAgo(1 + (58 * index) / count),
    }),
  );
  const [cup] = platform.shop.products;
  platform.shop.orders[0]!.applied.push({
    code: "THREE",
    discountId: "1",
    title: "THREE",
    target: "order",
    type: "fixed_amount",
    value: 300,
    allocationMethod: "across",
    amount: 300,
    allocations: [300],
  });
  platform.shop.orders[0]!.lines.push({
    id: "501",
    key: "k",
    productId: cup!.id,
    variantId: cup!.variants[0]!.id,
    title: cup!.title,
    variantTitle: null,
    sku: "",
    vendor: "",
    quantity: 2,
    refundedQuantity: 0,
    price: 1000,
    discount: 300,
    properties: {},
  });
  placeOrder(platform, { email: "old@example.com", at: daysAgo(61) });
  expect(await importOrders({ shop, onOrder: async () => {}, now })).toBe(
    ids.length,
  );
  const orders = await db.order.findMany({ where: { shop } });
  expect(orders.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(orders[0]?.email).toBe("ada@example.com");
  expect(await db.orderLine.findMany({ where: { shop } })).toMatchObject([
    { id: "501", productId: cup!.id, quantity: 2, totalMinor: 1700n },
  ]);
  expect(asked).toEqual(["OrdersSince", "OrdersSince"]);
  expect(await importOrders({ shop, onOrder: async () => {}, now })).toBe(0);
});
