import { beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { hashCheckoutToken } from "./checkout-hash.server.ts";
import { ensureEventPartitions } from "./event-partitions.server.ts";
import { recordCheckout, recordOrder, workBeacons } from "./events.server.ts";

// The row by which a visit is found, and what an order and the web pixel add.

const shop = "visits.myshopify.com";
const start = new Date("2026-11-21T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const visitId = "0193a1f0-0000-4000-8000-000000000001";

const segment = (name: string) => ({
  segment: name,
  model: "m",
  intent: { purchase: 0.1, abandon: 0.1, return: 0.1 },
});

/** One beacon that leaves at `seconds`; each event is [kind, seconds before, data]. */
async function tell(
  seconds: number,
  events: [kind: string, ago: number, data?: unknown][],
  id = visitId,
) {
  await db.beacon.create({
    data: {
      shop,
      id: crypto.randomUUID(),
      receivedAt: after(seconds),
      body: JSON.stringify({
        v: 1,
        visitId: id,
        events: events.map(([kind, ago, data]) => ({
          id: crypto.randomUUID(),
          kind,
          ago: ago * 1000,
          page: "cart",
          data,
        })),
      }),
    },
  });
  await workBeacons({ limit: 100 });
}

const visits = () => db.visit.findMany({ where: { shop } });

const order = (change: object) =>
  transaction((tx) =>
    recordOrder(tx, {
      shop,
      payload: {
        id: 77,
        currency: "USD",
        total_price: "10.00",
        created_at: after(600).toISOString(),
        updated_at: after(600).toISOString(),
        ...change,
      },
    }),
  );

beforeEach(async () => {
  for (const table of [
    "Beacon",
    "Event",
    "Visit",
    "PixelStep",
    "Checkout",
    "Order",
    "Shop",
  ])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  await ensureEventPartitions({ from: start, days: 1 });
  await db.shop.create({
    data: {
      shop,
      name: "Visits",
      primaryUrl: "https://visits.example",
      currency: "USD",
      countryCode: "US",
      timeZone: "UTC",
      installedAt: start,
      updatedAt: start,
    },
  });
});

test("a visit of page views alone has no row", async () => {
  await tell(10, [["page-view", 10]]);
  expect(await visits()).toEqual([]);
});

test("it begins with its first page, and keeps the last segment and drop", async () => {
  await tell(10, [["page-view", 10]]);
  await tell(40, [
    ["signals", 30, [["act", 1]]],
    ["segment", 20, segment("building")],
    ["segment", 5, segment("product-hesitant")],
  ]);
  await tell(90, [
    ["drop", 10, { stage: "cart", anxiety: "delivery", points: 20 }],
  ]);
  await tell(100, [["offer-accepted", 0]]);
  expect(await visits()).toEqual([
    {
      shop,
      id: visitId,
      shopperId: null,
      startedAt: start,
      lastAt: after(100),
      segment: "product-hesitant",
      stage: "cart",
      anxiety: "delivery",
      acceptedAt: after(100),
      boughtAt: null,
    },
  ]);
});

test("the same beacon again changes nothing", async () => {
  const body = JSON.stringify({
    v: 1,
    visitId,
    events: [
      {
        id: crypto.randomUUID(),
        kind: "segment",
        ago: 0,
        page: "cart",
        data: segment("building"),
      },
    ],
  });
  for (const seconds of [10, 500]) {
    await db.beacon.create({
      data: {
        shop,
        id: crypto.randomUUID(),
        receivedAt: after(seconds),
        body,
      },
    });
    await workBeacons({ limit: 1 });
  }
  expect(await visits()).toMatchObject([{ lastAt: after(10) }]);
});

test("an order ends the visit that its attribute names", async () => {
  await tell(10, [["signals", 1, [["act", 1]]]]);
  await order({
    note_attributes: [{ name: "__second_thought", value: `v1.${visitId}` }],
  });
  expect(await visits()).toMatchObject([{ boughtAt: after(600) }]);
});

test("or the one that the web pixel saw in its checkout; another shop's stays", async () => {
  await tell(10, [["signals", 1, [["act", 1]]]]);
  const row = {
    checkoutHash: hashCheckoutToken("c1"),
    step: "started",
    visitId,
    reachedAt: after(20),
  };
  await db.pixelStep.create({ data: { shop: "b.myshopify.com", ...row } });
  await order({ checkout_token: "c1" });
  expect(await visits()).toMatchObject([{ boughtAt: null }]);
  await db.pixelStep.create({ data: { shop, ...row } });
  await order({ checkout_token: "c1" });
  expect(await visits()).toMatchObject([{ boughtAt: after(600) }]);
});

test("a checkout learns its steps from the pixel as well, also those told before it came", async () => {
  const step = (name: string, seconds: number) =>
    db.pixelStep.create({
      data: {
        shop,
        checkoutHash: hashCheckoutToken("c1"),
        step: name,
        reachedAt: after(seconds),
      },
    });
  const payload = {
    token: "c1",
    currency: "USD",
    total_price: "10.00",
    created_at: after(60).toISOString(),
    updated_at: after(60).toISOString(),
    email: "ada@example.com",
  };
  await step("started", 20);
  await step("contact", 30);
  const record = () =>
    transaction((tx) => recordCheckout(tx, { shop, payload }));
  expect(await record()).toMatchObject({
    contactAt: after(30),
    addressAt: null,
  });
  await step("payment", 90);
  expect(await record()).toMatchObject({
    contactAt: after(30),
    paymentAt: after(90),
  });
});
