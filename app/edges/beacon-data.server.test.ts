import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { ensureEventPartitions } from "#app/modules/events/event-partitions.server.ts";
import { workBeacons } from "#app/modules/events/events.server.ts";
import { encodeSignals } from "#app/shared/signal-codec.ts";
import type { Signal } from "#app/shared/signals.ts";
import { proxyUrl, startEdges } from "#tests/support/edge-server.ts";
import { createShop } from "#tests/support/shop.ts";

// What a beacon's events carry: signals, segments, drops.

const origin = await startEdges();
const shop = "a.myshopify.com";

const SIGNALS: Signal[] = [
  {
    at: 0,
    kind: "page",
    page: "product",
    productId: "101",
    priceMinor: 4900,
  },
  { at: 4200, kind: "scroll", depth: 50 },
  { at: 9000, kind: "opened", topic: "returns" },
  {
    at: 12_000,
    kind: "cart",
    change: "add",
    count: 1,
    totalMinor: 4900,
    productId: "101",
  },
];
const signals = encodeSignals(SIGNALS);
const segment = {
  segment: "building",
  model: "default-1",
  intent: { purchase: 0.41, abandon: 0.3, return: 0.5 },
};
const drop = {
  page: "product",
  stage: "product",
  productId: "101",
  anxiety: "returns",
  points: 35,
};

const event = (kind: string, data?: unknown, ago = 100) => ({
  id: crypto.randomUUID(),
  kind,
  ago,
  page: "product",
  data,
});

const send = async (events: unknown[], visitId: string = crypto.randomUUID()) =>
  (
    await fetch(origin + proxyUrl("/proxy/events"), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-for": crypto.randomUUID().slice(0, 8),
      },
      body: JSON.stringify({ v: 1, revision: 1, visitId, events }),
    })
  ).status;

beforeEach(async () => {
  for (const table of ["Beacon", "Event", "Exposure", "Shop"])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  await ensureEventPartitions({ from: new Date(), days: 1 });
  await createShop({ shop });
});

test("signals, segment and drop are kept as they were sent", async () => {
  expect(
    await send([
      event("signals", signals, 300),
      event("segment", segment, 200),
      event("drop", drop),
    ]),
  ).toBe(204);
  await workBeacons({ limit: 100 });
  const events = await db.event.findMany({ orderBy: { occurredAt: "asc" } });
  expect(events.map(({ kind, data }) => [kind, data])).toEqual([
    ["signals", signals],
    ["segment", segment],
    ["drop", drop],
  ]);
});

test.each([
  ["signals without any", event("signals")],
  ["an empty list", event("signals", [])],
  ["an unknown signal", event("signals", [["pay", 1]])],
  [
    "too many signals",
    event(
      "signals",
      Array.from({ length: 201 }, () => ["act", 1]),
    ),
  ],
  [
    "time that runs backwards",
    event("signals", [
      ["act", 9],
      ["act", -3],
    ]),
  ],
  [
    "a product that is no number",
    event("signals", [["page", 0, "product", "x"]]),
  ],
  ["signals of the future", event("signals", signals, -5000)],
  ["an unknown segment", event("segment", { ...segment, segment: "rich" })],
  [
    "a propensity above one",
    event("segment", {
      ...segment,
      intent: { ...segment.intent, purchase: 1.2 },
    }),
  ],
  ["a model's name of markup", event("segment", { ...segment, model: "<b>" })],
  ["more than a segment", event("segment", { ...segment, note: "x" })],
  ["an unknown anxiety", event("drop", { ...drop, anxiety: "weather" })],
  ["more than all points", event("drop", { ...drop, points: 101 })],
  ["an unknown stage", event("drop", { ...drop, stage: "warehouse" })],
  ["data where none belongs", event("page-view", { bought: 99 })],
  ["an unknown kind", event("proof", { bought: 99 })],
])("%s: 400, and nothing is kept", async (_what, one) => {
  expect(await send([one])).toBe(400);
  expect(await db.beacon.count()).toBe(0);
});

test("one visit fills no more than its share, whatever it sends, and the next one is heard", async () => {
  const visitId = crypto.randomUUID();
  for (let i = 0; i < 8; i++)
    await send(
      Array.from({ length: 50 }, () => event("drop", drop)),
      visitId,
    );
  await send([event("drop", drop)]);
  await send([event("segment", segment)], visitId);
  for (let i = 0; i < 10; i++) await workBeacons({ limit: 1 });
  const counts = await db.event.groupBy({ by: ["visitId"], _count: true });
  expect(counts.map(({ _count }) => _count).sort()).toEqual([1, 301]);
});
