import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { ensureEventPartitions } from "#app/modules/events/event-partitions.server.ts";
import { workBeacons } from "#app/modules/events/events.server.ts";
import type { BeaconBody } from "#app/shared/events.ts";
import { proxyUrl, startEdges } from "#tests/support/edge-server.ts";
import { createShop } from "#tests/support/shop.ts";

const origin = await startEdges();
const shop = "a.myshopify.com";
const campaignId = crypto.randomUUID();
const foreignCampaign = crypto.randomUUID();

const beacon = (change: Partial<BeaconBody> = {}): BeaconBody => ({
  v: 1,
  revision: 3,
  visitId: crypto.randomUUID(),
  events: [
    {
      id: crypto.randomUUID(),
      kind: "page-view",
      ago: 1500,
      page: "product",
      productId: "8123450000001",
    },
    {
      id: crypto.randomUUID(),
      kind: "exposure",
      ago: 500,
      page: "cart",
      campaignId,
      arm: "holdout",
    },
  ],
  ...change,
});

const send = (
  body: unknown,
  url = proxyUrl("/proxy/events"),
  headers: Record<string, string> = {},
) =>
  fetch(origin + url, {
    method: "POST",
    headers: {
      "content-type": "text/plain",
      "x-forwarded-for": crypto.randomUUID().slice(0, 8),
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** As the worker does; answers what the tables hold then. */
async function work() {
  await workBeacons({ limit: 100 });
  return {
    waiting: await db.beacon.count(),
    events: await db.event.findMany({ orderBy: { occurredAt: "asc" } }),
    exposures: await db.exposure.findMany(),
  };
}

beforeEach(async () => {
  for (const table of ["Beacon", "Event", "Exposure", "Campaign", "Shop"])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  await ensureEventPartitions({ from: new Date(), days: 1 });
  await createShop({ shop });
  const at = new Date();
  for (const [of, id] of [
    [shop, campaignId],
    ["b.myshopify.com", foreignCampaign],
  ] as const)
    await db.campaign.create({
      data: {
        shop: of,
        id,
        name: "x",
        status: "active",
        definition: {},
        createdAt: at,
        updatedAt: at,
      },
    });
});

test("a beacon becomes events, exposures and a sign that the embed lives", async () => {
  const body = beacon({ shopperId: crypto.randomUUID() });
  const before = Date.now();
  const answer = await send(body);
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  const { waiting, events, exposures } = await work();
  expect(waiting).toBe(0);
  expect(
    events.map(({ id, kind, productId, arm }) => ({
      id,
      kind,
      productId,
      arm,
    })),
  ).toEqual([
    {
      id: body.events[0]?.id,
      kind: "page-view",
      productId: "8123450000001",
      arm: null,
    },
    {
      id: body.events[1]?.id,
      kind: "exposure",
      productId: null,
      arm: "holdout",
    },
  ]);
  expect(events[0]?.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
  expect(Number(events[0]?.receivedAt) - Number(events[0]?.occurredAt)).toBe(
    1500,
  );
  expect(exposures).toEqual([
    expect.objectContaining({
      shop,
      campaignId,
      visitId: body.visitId,
      shopperId: body.shopperId,
      arm: "holdout",
    }),
  ]);
  expect(
    (await db.shop.findUniqueOrThrow({ where: { shop } })).embedSeenAt,
  ).toEqual(events[0]?.receivedAt);
});

test("sent again it counts once, in one go or later", async () => {
  const body = beacon();
  await Promise.all([send(body), send(body)]);
  expect((await work()).events).toHaveLength(2);
  await send(body);
  const { events, exposures } = await work();
  expect([events.length, exposures.length]).toEqual([2, 1]);
});

test("the first exposure of a visit is the one that counts", async () => {
  const body = beacon();
  const later = {
    ...body.events[1],
    id: crypto.randomUUID(),
    arm: "treatment",
    ago: 100,
  };
  await send({ ...body, events: [later, ...body.events] });
  expect((await work()).exposures).toEqual([
    expect.objectContaining({ arm: "holdout" }),
  ]);
});

test("nothing is kept for a shop that left or never came, and no exposure of another shop's campaign", async () => {
  await send(
    beacon(),
    proxyUrl("/proxy/events", { shop: "unknown.myshopify.com" }),
  );
  await createShop({ shop: "left.myshopify.com", uninstalledAt: new Date() });
  await send(
    beacon(),
    proxyUrl("/proxy/events", { shop: "left.myshopify.com" }),
  );
  const exposure = beacon().events[1];
  await send(
    beacon({ events: [{ ...exposure!, campaignId: foreignCampaign }] }),
  );
  const { waiting, events, exposures } = await work();
  expect(waiting).toBe(0);
  expect(exposures).toEqual([]);
  expect(events.map((event) => event.shop)).toEqual([shop]);
});

test("the embed's sign of life is written at most once an hour", async () => {
  const seen = new Date(Date.now() - 30 * 60_000);
  await db.shop.update({ where: { shop }, data: { embedSeenAt: seen } });
  await send(beacon());
  await work();
  expect(
    (await db.shop.findUniqueOrThrow({ where: { shop } })).embedSeenAt,
  ).toEqual(seen);
});

const [view, exposure] = beacon().events;
test.each([
  ["no JSON", "hello"],
  ["no beacon", { hello: "world" }],
  ["another version", { ...beacon(), v: 2 }],
  ["no events", beacon({ events: [] })],
  [
    "too many events",
    beacon({
      events: Array.from({ length: 51 }, () => ({
        ...view!,
        id: crypto.randomUUID(),
      })),
    }),
  ],
  ["a visit that is no id", beacon({ visitId: "me" })],
  ["an unknown kind", { ...beacon(), events: [{ ...view, kind: "purchase" }] }],
  ["an event of the future", beacon({ events: [{ ...view!, ago: -1 }] })],
  [
    "an event of last week",
    beacon({ events: [{ ...view!, ago: 7 * 86_400_000 }] }),
  ],
  [
    "a product that is no number",
    beacon({ events: [{ ...view!, productId: "1; drop table" }] }),
  ],
  [
    "an exposure without its campaign",
    beacon({ events: [{ ...exposure!, campaignId: undefined }] }),
  ],
])("%s is refused with 400, and nothing is stored", async (_what, body) => {
  const answer = await send(body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    error: {
      code: expect.stringMatching(/^bad-/),
      message: expect.any(String),
    },
  });
  expect(await db.beacon.count()).toBe(0);
});

test("only what Shopify's proxy forwarded just now is taken", async () => {
  const url = proxyUrl("/proxy/events");
  const wrong = [
    "/proxy/events",
    url.replace(/signature=../, "signature=00"),
    url.replace("a.myshopify.com", "b.myshopify.com"),
    `${url}&shop=b.myshopify.com`,
    proxyUrl("/proxy/events", { at: Date.now() - 5 * 60_000 }),
  ];
  for (const each of wrong)
    expect((await send(beacon(), each)).status, each).toBe(400);
  expect((await fetch(origin + url)).status).toBe(405);
  expect((await send("x".repeat(33_000))).status).toBe(413);
  expect(await db.beacon.count()).toBe(0);
});

test("one visit cannot flood; the others behind its address can still speak", async () => {
  const visitId = crypto.randomUUID();
  const headers = { "x-forwarded-for": "203.0.113.9, 10.0.0.1" };
  const url = proxyUrl("/proxy/events");
  const flood = await Promise.all(
    Array.from({ length: 80 }, () => send(beacon({ visitId }), url, headers)),
  );
  const refused = flood.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(10);
  expect(refused[0]?.headers.get("retry-after")).toBeTruthy();
  expect((await send(beacon(), url, headers)).status).toBe(204);
});

test("a beacon that cannot be worked is dropped, and those with it are worked", async () => {
  await send(beacon());
  await db.beacon.create({
    data: {
      shop,
      id: crypto.randomUUID(),
      receivedAt: new Date(),
      body: "not json",
    },
  });
  await send(beacon());
  for (let i = 0; i < 4; i++) await workBeacons({ limit: 100 });
  expect(await db.beacon.count()).toBe(0);
  expect(await db.event.count()).toBe(4);
});

test("nothing that a shopper's device can send keeps the worker from the other beacons", async () => {
  const page = (text: string) =>
    beacon({
      events: [
        { id: crypto.randomUUID(), kind: "page-view", ago: 1, page: text },
      ],
    });
  const good = beacon();
  const text = JSON.stringify(beacon());
  const odd = [
    page("a\u0000b"),
    page("\ud800"),
    // Fields we do not know are not read, so nobody checks them either.
    text.replace("{", String.raw`{"x":"\u0000",`),
    text.replace("{", `{"x":${"[".repeat(15_000)}${"]".repeat(15_000)},`),
  ];
  for (const body of odd) await send(body);
  expect((await send(good)).status).toBe(204);
  const { waiting, events } = await work();
  expect(waiting).toBe(0);
  expect(events.map(({ visitId }) => visitId)).toContain(good.visitId);
});

test("a beacon that cannot be worked is dropped alone, and nothing waits for it", async () => {
  const good = [beacon(), beacon()];
  for (const body of good) await send(body);
  // Only a mistake of ours brings such a row in.
  await db.beacon.create({
    data: {
      shop,
      id: crypto.randomUUID(),
      receivedAt: new Date(),
      body: '{"visitId":"none"}',
    },
  });
  for (const body of [beacon(), beacon()]) await send(body);
  expect(await workBeacons({ limit: 100 })).toBe(5);
  const { waiting, events } = await work();
  expect(waiting).toBe(0);
  expect(new Set(events.map(({ visitId }) => visitId))).toHaveProperty(
    "size",
    4,
  );
});
