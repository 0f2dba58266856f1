import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { ensureEventPartitions } from "#app/modules/events/event-partitions.server.ts";
import { tidyEvents } from "#app/modules/events/jobs.server.ts";
import { workBeacons } from "#app/modules/events/events.server.ts";
import { encodeSignals } from "#app/shared/signal-codec.ts";
import type { Signal } from "#app/shared/signals.ts";
import { createShop } from "#tests/support/shop.ts";
import { visitQuery } from "./intent.ts";
import { listVisits, readVisit } from "./visits.server.ts";

const shop = "a.myshopify.com";
const other = "b.myshopify.com";
const start = new Date("2026-11-21T12:00:00Z");
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const idOf = (n: number) =>
  `0193a1f0-0000-4000-8000-${String(n).padStart(12, "0")}`;
const shopperId = idOf(999);

type Told = { kind: string; ago?: number; data?: unknown; arm?: string };

async function tell(
  n: number,
  minutes: number,
  events: Told[],
  { of = shop, known = false } = {},
) {
  await db.beacon.create({
    data: {
      shop: of,
      id: crypto.randomUUID(),
      receivedAt: after(minutes),
      body: JSON.stringify({
        v: 1,
        visitId: idOf(n),
        ...(known ? { shopperId } : {}),
        events: events.map(({ ago = 0, ...event }) => ({
          id: crypto.randomUUID(),
          page: "cart",
          campaignId: event.arm ? idOf(500) : undefined,
          ...event,
          ago: ago * 1000,
        })),
      }),
    },
  });
  await workBeacons({ limit: 10 });
}

const signals = (...list: Signal[]): Told => ({
  kind: "signals",
  data: encodeSignals(list),
});
const segment = (name: string, ago = 0): Told => ({
  kind: "segment",
  ago,
  data: {
    segment: name,
    model: "m",
    intent: { purchase: 0, abandon: 0, return: 0 },
  },
});
const act = (at: number): Signal => ({ at, kind: "act" });

beforeEach(async () => {
  for (const table of ["Beacon", "Event", "Visit", "CheckoutDrop", "Shop"])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  await ensureEventPartitions({ from: start, days: 2 });
  await createShop({ shop });
  await createShop({ shop: other });
});

test("a visit is read with its signals in the order of their time, however they came", async () => {
  await tell(1, 0, [{ kind: "page-view" }, signals(act(0), act(5000))]);
  await tell(1, 3, [
    signals(act(120_000)),
    segment("building", 60),
    segment("building", 50),
    segment("last-chancer"),
    { kind: "exposure", arm: "holdout" },
  ]);
  await tell(1, 2, [signals(act(9000)), { kind: "page-view" }]);
  expect(await readVisit({ shop, id: idOf(1) })).toMatchObject({
    startedAt: start,
    lastAt: after(3),
    outcome: "left",
    pages: 2,
    path: ["building", "last-chancer"],
    signals: [act(0), act(5000), act(9000), act(120_000)],
    returning: false,
    exposures: [{ campaignId: idOf(500), arm: "holdout" }],
    checkoutDrop: null,
  });
});

test("a shopper who was here before returns", async () => {
  await tell(1, 0, [signals(act(0))], { known: true });
  await tell(2, 60, [signals(act(0))], { known: true });
  expect(await readVisit({ shop, id: idOf(1) })).toMatchObject({
    returning: false,
  });
  expect(await readVisit({ shop, id: idOf(2) })).toMatchObject({
    returning: true,
  });
});

test("each shop reads its own visits alone", async () => {
  await tell(1, 0, [signals(act(0))], { of: other });
  expect(await readVisit({ shop, id: idOf(1) })).toBeNull();
  expect(await listVisits({ shop, limit: 10 })).toEqual([]);
  expect(await listVisits({ shop: other, limit: 10 })).toHaveLength(1);
});

test("the list is newest first, page by page, without gap or repetition", async () => {
  // Several begin in the same moment.
  for (let n = 0; n < 7; n++)
    await tell(n, Math.floor(n / 3), [signals(act(0))]);
  const seen: string[] = [];
  for (let before: { startedAt: Date; id: string } | undefined; ;) {
    const page = await listVisits({ shop, before, limit: 2 });
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1)!;
    before = visitQuery.parse({
      before: `${last.startedAt.toISOString()}_${last.id}`,
    }).before;
    expect(before).toEqual({ startedAt: last.startedAt, id: last.id });
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map(idOf));
});

test("filters choose by outcome and by the last segment", async () => {
  await tell(1, 0, [segment("building")]);
  await tell(2, 1, [segment("building"), { kind: "offer-accepted" }]);
  await tell(3, 2, [segment("committed")]);
  await db.visit.updateMany({
    where: { id: idOf(3) },
    data: { boughtAt: after(9), acceptedAt: after(8) },
  });
  const ids = async (filter: Parameters<typeof listVisits>[0]["filter"]) =>
    (await listVisits({ shop, filter: filter ?? {}, limit: 10 })).map(
      ({ id }) => id,
    );
  expect(await ids({ outcome: "left" })).toEqual([idOf(1)]);
  expect(await ids({ outcome: "claimed" })).toEqual([idOf(2)]);
  expect(await ids({ outcome: "bought" })).toEqual([idOf(3)]);
  expect(await ids({ segment: "building" })).toEqual([idOf(2), idOf(1)]);
  expect(await ids({ segment: "building", outcome: "left" })).toEqual([
    idOf(1),
  ]);
});

test("where the checkout came to rest is the last drop of its visit", async () => {
  const dropped = { page: "cart", stage: "cart", anxiety: "value", points: 20 };
  await tell(1, 0, [{ kind: "drop", data: dropped }]);
  await tell(2, 1, [{ kind: "drop", data: dropped }]);
  await db.checkoutDrop.create({
    data: {
      shop,
      checkoutHash: "h",
      visitId: idOf(2),
      stage: "checkout-shipping",
      anxiety: "delivery",
      droppedAt: after(40),
    },
  });
  expect(await listVisits({ shop, limit: 10 })).toMatchObject([
    { stage: "checkout-shipping", anxiety: "delivery" },
    { stage: "cart", anxiety: "value" },
  ]);
});

test("an address that nobody wrote asks for everything", () => {
  expect(
    visitQuery.parse({ outcome: "rich", segment: "x", before: "1'; drop" }),
  ).toEqual({});
});

test("visits go with their events, after 90 days", async () => {
  await tell(1, 0, [signals(act(0))]);
  const days = (count: number) =>
    new Date(start.getTime() + count * 86_400_000);
  await tidyEvents({ now: days(89) });
  expect(await db.visit.count()).toBe(1);
  await tidyEvents({ now: days(91) });
  expect([await db.visit.count(), await db.event.count()]).toEqual([0, 0]);
});

test("a visit that somebody made up by the thousand is read as far as a page can bear", async () => {
  await tell(1, 0, [segment("building")]);
  await db.event.createMany({
    data: Array.from({ length: 6_000 }, (_, i) => ({
      shop,
      receivedAt: after(0),
      id: crypto.randomUUID(),
      kind: "page-view",
      visitId: idOf(1),
      occurredAt: new Date(start.getTime() + i),
      page: "cart",
    })),
  });
  const [listed] = await listVisits({ shop, limit: 25 });
  expect(listed?.pages).toBeLessThanOrEqual(5_000);
  expect(listed?.pages).toBeGreaterThan(4_900);
  expect((await readVisit({ shop, id: idOf(1) }))?.pages).toBe(listed?.pages);
});
