import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { ensureEventPartitions } from "#app/modules/events/event-partitions.server.ts";
import { workBeacons } from "#app/modules/events/events.server.ts";
import { EVENT_KINDS } from "#app/shared/events.ts";
import { encodeSignals } from "#app/shared/signal-codec.ts";
import { proxyUrl, startEdges } from "#tests/support/edge-server.ts";
import { startLocalAdmin } from "#tests/support/local-admin.ts";
import { writeProofs } from "./write-proofs.server.ts";

// Anybody can send a beacon. What a shopper is told about a product is counted from orders alone.

const { shop, platform } = await startLocalAdmin();
const origin = await startEdges();
const now = new Date();
const productId = "101";

const DATA: Record<string, unknown> = {
  signals: encodeSignals([
    { at: 0, kind: "page", page: "product", productId },
    {
      at: 1,
      kind: "cart",
      change: "add",
      count: 99,
      totalMinor: 1,
      productId,
    },
    { at: 2, kind: "checkout" },
    { at: 3, kind: "purchased" },
  ]),
  segment: {
    segment: "committed",
    model: "m",
    intent: { purchase: 1, abandon: 0, return: 0 },
  },
  drop: {
    page: "cart",
    stage: "checkout-payment",
    productId,
    anxiety: "trust",
    points: 100,
  },
};

async function forgeVisit(): Promise<number> {
  const events = EVENT_KINDS.map((kind) => ({
    id: crypto.randomUUID(),
    kind,
    ago: 1,
    page: "product",
    productId,
    campaignId: crypto.randomUUID(),
    arm: "treatment",
    data: DATA[kind],
  }));
  const { status } = await fetch(origin + proxyUrl("/proxy/events", { shop }), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      v: 1,
      revision: 1,
      visitId: crypto.randomUUID(),
      events,
    }),
  });
  return status;
}

const proofs = () =>
  platform.shop.metafields.filter(({ key }) => key === "proof");

test("a hundred visits that say they bought move no proof", async () => {
  await ensureEventPartitions({ from: now, days: 1 });
  const answers = await Promise.all(Array.from({ length: 100 }, forgeVisit));
  expect(new Set(answers)).toEqual(new Set([204]));
  while ((await workBeacons({ limit: 100 })) > 0);
  expect(await db.event.count({ where: { shop, productId } })).toBe(
    100 * EVENT_KINDS.length,
  );
  await writeProofs({ shop, now: new Date(), log });
  expect(proofs()).toEqual([]);
  expect(await db.productProof.count()).toBe(0);
});
