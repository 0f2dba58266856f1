import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { receive } from "#app/inbox.server.ts";
import { armCounts } from "#app/modules/experiments/experiments.server.ts";
import { createShop } from "#tests/support/shop.ts";

// What one webhook causes in several modules. What each does by itself is tested beside it.
const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
let shop: string;
let campaignId: string;
let visitId: string;

beforeEach(async () => {
  shop = (await createShop()).shop;
  [campaignId, visitId] = [randomUUID(), randomUUID()];
  await db.exposure.create({
    data: { shop, campaignId, visitId, arm: "treatment", exposedAt: at(10) },
  });
  await db.claim.create({
    data: {
      shop,
      id: randomUUID(),
      campaignId,
      visitId,
      code: "STAY-BBBBB-CCCCC",
      endsAt: at(20),
      claimedAt: at(10),
    },
  });
});

const deliver = (topic: string, payload: object) =>
  transaction((tx) =>
    receive(
      tx,
      {
        shop,
        deliveryId: randomUUID(),
        topic,
        payload,
        receivedAt: at(12),
        triggeredAt: at(12),
      },
      { now: at(12) },
    ),
  );

const order = (change: object = {}) => ({
  id: 7001,
  name: "#7001",
  currency: "USD",
  total_price: "45.00",
  total_discounts: "5.00",
  discount_codes: [
    { code: "STAY-BBBBB-CCCCC", amount: "5.00", type: "percentage" },
  ],
  note_attributes: [
    { name: "__second_thought", value: `v1.${visitId}.${campaignId}.t` },
  ],
  created_at: at(11).toISOString(),
  updated_at: at(11).toISOString(),
  line_items: [{ id: 1, product_id: 900, quantity: 1, price: "50.00" }],
  ...change,
});

const claim = () => db.claim.findFirstOrThrow({ where: { shop } });
const treated = async () =>
  (await armCounts({ shop, from: at(0), to: at(23) })).get(campaignId)
    ?.treatment;

test("an order redeems its code and counts for its campaign, however often it is told", async () => {
  for (const topic of ["orders/create", "orders/updated", "orders/create"])
    await deliver(topic, order());
  expect(await claim()).toMatchObject({
    orderId: "7001",
    redeemedAt: at(11),
    discountMinor: 500n,
  });
  expect(await treated()).toEqual({
    visits: 1,
    orders: 1,
    revenueMinor: 4500n,
  });
});

test("a refund counts at once, a cancelled order not at all", async () => {
  await deliver("orders/create", order());
  await deliver("refunds/create", {
    id: 1,
    order_id: 7001,
    created_at: at(12).toISOString(),
    refund_line_items: [],
    transactions: [
      { kind: "refund", status: "success", amount: "20.00", currency: "USD" },
    ],
  });
  expect((await treated())?.revenueMinor).toBe(2500n);
  await deliver(
    "orders/cancelled",
    order({
      cancelled_at: at(13).toISOString(),
      updated_at: at(13).toISOString(),
    }),
  );
  expect(await treated()).toEqual({ visits: 1, orders: 0, revenueMinor: 0n });
  expect(await claim()).toMatchObject({ orderId: null, discountMinor: null });
});

test("a topic nobody handles is an error that somebody sees", async () => {
  await expect(deliver("themes/publish", {})).rejects.toThrow(
    "Nobody handles themes/publish.",
  );
});

test("a test order uses its code up, and neither costs nor proves anything", async () => {
  await deliver("orders/create", order({ test: true }));
  expect(await claim()).toMatchObject({ orderId: "7001", discountMinor: 0n });
  expect(await treated()).toEqual({ visits: 1, orders: 0, revenueMinor: 0n });
  // In a development store there are no others.
  await db.shop.update({ where: { shop }, data: { developmentStore: true } });
  await deliver("orders/updated", order({ test: true }));
  expect((await treated())?.orders).toBe(1);
});

test("an order tells which promises it was placed with", async () => {
  const claimId = randomUUID();
  await deliver(
    "orders/create",
    order({
      note_attributes: [
        { name: "__second_thought_claim", value: `${claimId} x ${claimId}` },
      ],
    }),
  );
  expect(await db.order.findFirst({ where: { shop } })).toMatchObject({
    claimIds: [claimId],
  });
});
