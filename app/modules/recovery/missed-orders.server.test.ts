import { beforeAll, beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { recordBoxConsent } from "#app/modules/shoppers/shoppers.server.ts";
import { recordCheckout } from "#app/modules/events/events.server.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { placeOrder } from "#tests/support/place-order.ts";
import { startDueRuns as startRuns } from "./jobs.server.ts";
import { onCheckout, onOrder } from "./recovery.server.ts";

let admin: LocalAdmin;
beforeAll(async () => {
  admin = await startLocalAdmin();
});

// Each test a day later, so that a shop may be asked again.
let day = 0;
const at = (minutes: number) =>
  new Date(
    Date.parse("2026-11-20T10:00:00Z") + day * 86_400_000 + minutes * 60_000,
  );
beforeEach(async () => {
  day += 1;
  admin.asked = [];
  admin.platform.ctx.world.faults.api.mode = "ok";
  await db.run.deleteMany();
  await db.message.deleteMany();
});

async function leave(token: string) {
  const { shop } = admin;
  const payload = {
    token,
    email: `${token}@example.com`,
    buyer_accepts_marketing: true,
    currency: "USD",
    total_price: "10.00",
    line_items: [{ variant_id: 1, title: "Cup", quantity: 1, price: "10.00" }],
    created_at: at(0).toISOString(),
    updated_at: at(0).toISOString(),
  };
  await transaction(async (tx) => {
    const checkout = await recordCheckout(tx, { shop, payload });
    await recordBoxConsent(tx, { shop, kind: "checkout", payload });
    await onCheckout(tx, checkout, { now: at(0) });
  });
}

/** Shopify has the order, and its webhook never comes. */
const buySilently = (email: string, minutes: number) =>
  placeOrder(admin.platform, { email, at: at(minutes) });

const startDueRuns = ({ now }: { now: Date }) => startRuns({ onOrder, now });

const run = (token: string) =>
  db.run.findFirstOrThrow({
    where: { shop: admin.shop, checkoutToken: token },
  });

test("an order whose webhook never came stops the mail, and one of somebody else does not", async () => {
  await leave("mia");
  await leave("nora");
  buySilently("mia@example.com", 20);
  buySilently("else@example.com", 20);
  await startDueRuns({ now: at(61) });
  expect(await run("mia")).toMatchObject({
    state: "stopped",
    stateReason: "ordered",
  });
  expect(await run("nora")).toMatchObject({ state: "queued" });
  const orders = await db.order.findMany({ where: { shop: admin.shop } });
  expect(orders.map(({ email }) => email)).toEqual(["mia@example.com"]);
});

test("a shop is asked only when a basket is due, and not again for five minutes", async () => {
  await leave("dora");
  await startDueRuns({ now: at(30) });
  expect(admin.asked).toEqual([]);
  await startDueRuns({ now: at(61) });
  await leave("emma");
  await db.run.updateMany({
    where: { checkoutToken: "emma" },
    data: { dueAt: at(63) },
  });
  await startDueRuns({ now: at(63) });
  expect(admin.asked).toEqual(["OrdersToCompare"]);
});

test("a shop that does not answer does not hold the mails up", async () => {
  admin.platform.ctx.world.faults.api.mode = "failing";
  await leave("olga");
  await startDueRuns({ now: at(61) });
  expect(await run("olga")).toMatchObject({ state: "queued" });
});

test("an order that has arrived but is not worked yet is waited for", async () => {
  await leave("paula");
  await db.webhookDelivery.create({
    data: {
      shop: admin.shop,
      deliveryId: "d1",
      topic: "orders/create",
      payload: { id: 1, email: "Paula@example.com" },
      receivedAt: at(60),
    },
  });
  await startDueRuns({ now: at(61) });
  expect(await run("paula")).toMatchObject({ state: "waiting", dueAt: at(62) });
  await db.webhookDelivery.updateMany({ data: { doneAt: at(61) } });
  await startDueRuns({ now: at(62) });
  expect(await run("paula")).toMatchObject({ state: "queued" });
});
