import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import {
  drainInbox,
  listParked,
  purgeInbox,
  unpark,
  type Receive,
} from "./events.server.ts";
import { MAX_ATTEMPTS } from "./events.ts";

const shop = "inbox.myshopify.com";
const start = new Date("2026-11-21T12:00:00Z");
let now = start;
const clock = () => now;
const later = (ms: number) => (now = new Date(now.getTime() + ms));

const deliver = (
  deliveryId: string,
  payload: object = {},
  change: object = {},
) =>
  db.webhookDelivery.create({
    data: {
      shop,
      deliveryId,
      topic: "orders/create",
      payload,
      receivedAt: now,
      ...change,
    },
  });
const rowOf = (deliveryId: string) =>
  db.webhookDelivery.findUniqueOrThrow({
    where: { shop_deliveryId: { shop, deliveryId } },
  });
const drain = (receive: Receive, limit = 100) =>
  drainInbox({ receive, clock, limit });

beforeEach(async () => {
  now = start;
  await db.webhookDelivery.deleteMany();
  await db.consent.deleteMany();
});

test("each delivery is worked once, oldest first, however many drain", async () => {
  for (let i = 0; i < 30; i++) {
    await deliver(`d${i}`);
    later(1000);
  }
  const seen: string[] = [];
  const receive: Receive = async (_tx, { deliveryId }) =>
    void seen.push(deliveryId);
  const counts = await Promise.all([
    drain(receive),
    drain(receive),
    drain(receive),
  ]);
  expect(counts.reduce((a, b) => a + b)).toBe(30);
  expect(new Set(seen).size).toBe(30);
  expect(seen[0]).toBe("d0");
  expect(await drain(receive)).toBe(0);
  expect((await rowOf("d7")).doneAt).not.toBeNull();
});

test("ids reach the handler with every digit", async () => {
  await db.$executeRaw`insert into "WebhookDelivery" (shop, "deliveryId", topic, payload, "receivedAt")
    values (${shop}, 'big', 'orders/create', '{"id":820982911946154508}', ${now})`;
  let payload: unknown;
  await drain(async (_tx, delivery) => void (payload = delivery.payload));
  expect(payload).toEqual({ id: "820982911946154508" });
});

test("what a failed one did is undone, and it is tried again later, not before", async () => {
  await deliver("bad");
  await deliver("good");
  let broken = true;
  const worked: string[] = [];
  const receive: Receive = async (tx, { deliveryId }) => {
    if (deliveryId === "bad" && broken) {
      await tx.consent.create({
        data: {
          shop,
          address: "a@example.com",
          purpose: "marketing",
          granted: true,
          basis: "x",
          source: "y",
          at: now,
        },
      });
      throw new Error("the reason, which quotes ada@example.com");
    }
    worked.push(deliveryId);
  };
  await drain(receive);
  expect(worked).toEqual(["good"]);
  expect(await db.consent.count()).toBe(0);
  const row = await rowOf("bad");
  expect(row).toMatchObject({
    attempts: 1,
    doneAt: null,
    retryAt: new Date(start.getTime() + 5000),
  });
  expect(row.error).toMatch(/^the reason, which quotes/);
  expect(row.error).not.toContain("ada@example.com");

  broken = false;
  later(4999);
  expect(await drain(receive)).toBe(0);
  later(1);
  expect(await drain(receive)).toBe(1);
  expect(await rowOf("bad")).toMatchObject({
    error: null,
    retryAt: null,
    doneAt: now,
  });
});

test("poison is parked with its error, the rest goes on, and it can be tried again", async () => {
  await deliver("poison");
  const fail: Receive = async () => {
    throw new Error("always");
  };
  for (let i = 0; i < MAX_ATTEMPTS + 3; i++) {
    await drain(fail);
    later(3_600_000);
  }
  expect(await rowOf("poison")).toMatchObject({
    attempts: MAX_ATTEMPTS,
    doneAt: null,
  });
  expect(await listParked({ shop })).toEqual([
    expect.objectContaining({ deliveryId: "poison", error: "always" }),
  ]);
  await deliver("next");
  expect(await drain(async () => {})).toBe(1);
  expect(await unpark({ shop })).toBe(1);
  expect(await drain(async () => {})).toBe(1);
  expect(await listParked({ shop })).toEqual([]);
});

test("worked payloads are forgotten after a week, parked ones after 30 days, waiting ones never before", async () => {
  const days = (n: number) => new Date(start.getTime() - n * 86_400_000);
  await deliver("done 8 days", {}, { doneAt: days(8), receivedAt: days(8) });
  await deliver("done 6 days", {}, { doneAt: days(6), receivedAt: days(6) });
  await deliver(
    "parked 20 days",
    {},
    { attempts: MAX_ATTEMPTS, receivedAt: days(20) },
  );
  await deliver(
    "parked 31 days",
    {},
    { attempts: MAX_ATTEMPTS, receivedAt: days(31) },
  );
  expect(await purgeInbox({ now: start })).toBe(2);
  const left = await db.webhookDelivery.findMany({
    orderBy: { deliveryId: "asc" },
  });
  expect(left.map(({ deliveryId }) => deliveryId)).toEqual([
    "done 6 days",
    "parked 20 days",
  ]);
});
