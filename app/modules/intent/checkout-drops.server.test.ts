import { beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { ensureEventPartitions } from "#app/modules/events/event-partitions.server.ts";
import {
  hashCheckoutToken,
  recordCheckout,
  recordOrder,
  workBeacons,
} from "#app/modules/events/events.server.ts";
import { encodeSignals } from "#app/shared/signal-codec.ts";
import type { Signal } from "#app/shared/signals.ts";
import { createShop } from "#tests/support/shop.ts";
import {
  clearCheckoutDrop,
  noteCheckoutDrops,
} from "./checkout-drops.server.ts";

const shop = "a.myshopify.com";
const visitId = "0193a1f0-0000-4000-8000-000000000001";
const start = new Date("2026-11-21T12:00:00Z");
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const checkout = (minutes: number, change: object = {}, of = shop) =>
  transaction((tx) =>
    recordCheckout(tx, {
      shop: of,
      payload: {
        token: "c1",
        cart_token: "k1?key=x",
        currency: "USD",
        total_price: "60.00",
        email: "ada@example.com",
        created_at: start.toISOString(),
        updated_at: after(minutes).toISOString(),
        line_items: [{ product_id: 101, quantity: 1, price: "60.00" }],
        ...change,
      },
    }),
  );

const pixel = (step: string, minutes: number, change: object = {}) =>
  db.pixelStep.create({
    data: {
      shop,
      checkoutHash: hashCheckoutToken("c1"),
      step,
      reachedAt: after(minutes),
      ...change,
    },
  });

async function order(change: object) {
  await transaction(async (tx) => {
    const placed = await recordOrder(tx, {
      shop,
      payload: {
        id: 1,
        currency: "USD",
        total_price: "60.00",
        created_at: after(60).toISOString(),
        updated_at: after(60).toISOString(),
        ...change,
      },
    });
    await clearCheckoutDrop(tx, placed);
  });
}

async function visit(signals: Signal[]) {
  await ensureEventPartitions({ from: start, days: 1 });
  await db.beacon.create({
    data: {
      shop,
      id: crypto.randomUUID(),
      receivedAt: after(1),
      body: JSON.stringify({
        v: 1,
        visitId,
        events: [
          {
            id: crypto.randomUUID(),
            kind: "signals",
            ago: 0,
            page: "cart",
            data: encodeSignals(signals),
          },
        ],
      }),
    },
  });
  await workBeacons({ limit: 10 });
}

const note = (minutes: number) => noteCheckoutDrops({ now: after(minutes) });
const drops = () => db.checkoutDrop.findMany();
const address = { shipping_address: { country_code: "US", zip: "97201" } };
const delivery = { ...address, shipping_lines: [{ title: "Standard" }] };

beforeEach(async () => {
  for (const table of [
    "CheckoutDrop",
    "PixelStep",
    "Checkout",
    "Order",
    "Event",
    "Visit",
    "Shop",
  ])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  await createShop({ shop });
});

test("a checkout that rests for half an hour is one drop, whoever looks and however often", async () => {
  await checkout(0);
  expect(await note(29)).toBe(0);
  await Promise.all([note(30), note(30)]);
  await note(40);
  expect(await drops()).toEqual([
    {
      shop,
      checkoutHash: hashCheckoutToken("c1"),
      visitId: null,
      stage: "checkout-address",
      anxiety: "delivery",
      productId: "101",
      droppedAt: start,
      clearedAt: null,
    },
  ]);
});

test.each([
  ["an address, no delivery", address, "checkout-shipping", "delivery"],
  ["the total before her", delivery, "checkout-payment", "total-cost"],
])("%s: it stalls there", async (_what, given, stage, anxiety) => {
  await checkout(0, given);
  await note(31);
  expect(await drops()).toMatchObject([{ stage, anxiety }]);
});

test("the pixel's steps count, and a sign of life there is one", async () => {
  await checkout(0);
  await pixel("shipping", 10);
  expect(await note(31)).toBe(0);
  await note(41);
  expect(await drops()).toMatchObject([
    { stage: "checkout-payment", droppedAt: after(10) },
  ]);
});

test("what she looked into before says what it was about", async () => {
  await visit([
    { at: 0, kind: "page", page: "product", productId: "101" },
    { at: 5000, kind: "opened", topic: "returns" },
    { at: 9000, kind: "checkout" },
  ]);
  await checkout(2, {
    ...delivery,
    note_attributes: [{ name: "__second_thought", value: `v1.${visitId}` }],
  });
  await note(40);
  expect(await drops()).toMatchObject([
    { visitId, stage: "checkout-payment", anxiety: "returns" },
  ]);
});

test("a checkout that only the pixel saw counts for a visit we recorded, and for no other", async () => {
  await pixel("started", 0, { visitId });
  await note(31);
  expect(await drops()).toEqual([]);
  await visit([{ at: 0, kind: "act" }]);
  await note(32);
  expect(await drops()).toMatchObject([
    { visitId, stage: "checkout-contact", anxiety: "trust", productId: null },
  ]);
});

test("what was bought, completed, or left long ago is no drop", async () => {
  await checkout(0);
  await order({ cart_token: "k1" });
  expect(await note(40)).toBe(0);
  await checkout(1, { token: "c2", cart_token: null });
  await pixel("completed", 1, { checkoutHash: hashCheckoutToken("c2") });
  expect(await note(40)).toBe(0);
  await checkout(0, { token: "c3", cart_token: null });
  expect(await note(3 * 24 * 60)).toBe(0);
});

test("an order clears it, by checkout or by cart; also one that came in between", async () => {
  await checkout(0);
  await note(31);
  await order({ checkout_token: "other", cart_token: "k2" });
  expect(await drops()).toMatchObject([{ clearedAt: null }]);
  await order({ id: 2, cart_token: "k1" });
  expect(await drops()).toMatchObject([{ clearedAt: after(60) }]);

  await db.checkoutDrop.updateMany({ data: { clearedAt: null } });
  await note(70);
  expect(await drops()).toMatchObject([{ clearedAt: after(60) }]);
});

test("each shop's checkouts are its own, and a shop that left is not looked at", async () => {
  await createShop({ shop: "left.myshopify.com", uninstalledAt: start });
  await checkout(0, {}, "left.myshopify.com");
  await createShop({ shop: "b.myshopify.com" });
  await checkout(0, { token: "c1" }, "b.myshopify.com");
  await order({ checkout_token: "c1" });
  await note(31);
  expect((await drops()).map((drop) => drop.shop)).toEqual(["b.myshopify.com"]);
});
