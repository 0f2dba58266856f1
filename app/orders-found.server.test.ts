import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { onSale } from "#app/inbox.server.ts";
import { recordCheckout } from "#app/modules/events/events.server.ts";
import { eventJobs } from "#app/modules/events/jobs.server.ts";
import { startDueRuns } from "#app/modules/recovery/jobs.server.ts";
import { onCheckout } from "#app/modules/recovery/recovery.server.ts";
import { startLocalAdmin } from "#tests/support/local-admin.ts";
import { placeOrder } from "#tests/support/place-order.ts";

// An order of which no webhook ever came does all that one does which was told (app/inbox.server.test.ts).
const admin = await startLocalAdmin({ ordersImportedAt: null });
const { shop } = admin;
const CODE = "STAY-BBBBB-CCCCC";
const now = new Date();
const minutesAgo = (minutes: number) =>
  new Date(now.getTime() - minutes * 60_000);

/** A claimed code, and the order at Shopify that used it. */
async function sellSilently(email: string) {
  const [campaignId, visitId] = [randomUUID(), randomUUID()];
  await db.claim.deleteMany();
  await db.exposure.deleteMany();
  admin.platform.shop.orders.length = 0;
  await db.exposure.create({
    data: {
      shop,
      campaignId,
      visitId,
      arm: "treatment",
      exposedAt: minutesAgo(90),
    },
  });
  await db.claim.create({
    data: {
      shop,
      id: randomUUID(),
      campaignId,
      visitId,
      code: CODE,
      endsAt: now,
      claimedAt: minutesAgo(90),
    },
  });
  const id = placeOrder(admin.platform, { email, at: minutesAgo(10) });
  const order = admin.platform.shop.orders.find((one) => one.id === id)!;
  order.attributes = { __second_thought: `v1.${visitId}.${campaignId}.t` };
  order.applied.push({
    code: CODE,
    discountId: "1",
    title: CODE,
    target: "order",
    type: "percentage",
    value: 10,
    allocationMethod: "across",
    amount: 100,
    allocations: [],
  });
  return id;
}

const credited = async () => [
  (await db.claim.findFirst({ where: { shop } }))?.orderId,
  (await db.exposure.findFirst({ where: { shop } }))?.orderId,
];

test("an order found before a reminder redeems its code and counts for its campaign", async () => {
  const id = await sellSilently("mia@example.com");
  const payload = {
    token: "mia",
    email: "mia@example.com",
    currency: "USD",
    total_price: "10.00",
    line_items: [{ variant_id: 1, title: "Cup", quantity: 1, price: "10.00" }],
    created_at: minutesAgo(70).toISOString(),
    updated_at: minutesAgo(70).toISOString(),
  };
  await transaction(async (tx) => {
    const checkout = await recordCheckout(tx, { shop, payload });
    await onCheckout(tx, checkout, { now: minutesAgo(70) });
  });
  await startDueRuns({ onOrder: onSale, now });
  expect(await credited()).toEqual([id, id]);
  expect(await db.run.findFirst({ where: { shop } })).toMatchObject({
    state: "stopped",
    stateReason: "ordered",
  });
});

test("so does an imported one, which a reinstall fetches", async () => {
  const id = await sellSilently("nora@example.com");
  const jobs = eventJobs({ onOrder: onSale });
  const helpers = { job: { id: "1", attempts: 1 } };
  await jobs["events.import-orders"]?.({ shop }, helpers as never);
  expect(await credited()).toEqual([id, id]);
});
