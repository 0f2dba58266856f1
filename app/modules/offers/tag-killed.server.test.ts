import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { db, pool } from "#app/db.server.ts";
import { CLAIM_ATTRIBUTE } from "#app/shared/events.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { definitionOf } from "#tests/support/offers.ts";
import { placeOrder } from "#tests/support/place-order.ts";
import {
  bundleWorker,
  startWorkerProcess,
} from "#tests/support/worker-process.ts";
import { claim } from "./offers.server.ts";

// Real worker processes, killed as machines kill them while they tag an order.

const bundle = path.resolve(`.cache/tag-test-${process.pid}`);
const workers: ChildProcess[] = [];
let admin: LocalAdmin;
let shop: string;

beforeAll(async () => {
  await bundleWorker(bundle);
  admin = await startLocalAdmin();
  shop = admin.shop;
}, 60_000);
afterEach(() => {
  admin.before = admin.after = () => {};
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
});
afterAll(() => fs.rm(bundle, { recursive: true, force: true }));

function startWorker(): ChildProcess {
  const worker = startWorkerProcess(`${bundle}/worker.js`, {
    shopifyUrl: admin.url,
  });
  workers.push(worker);
  return worker;
}

async function promise(campaignId: string): Promise<string> {
  const visitId = randomUUID();
  const made = await claim({ shop, campaignId, visitId, now: new Date() });
  if (made.kind !== "promise") throw new Error("Not a promise.");
  return made.claimId;
}

async function createCampaign(): Promise<string> {
  const [id, at] = [randomUUID(), new Date()];
  const incentive = { kind: "promise", promise: "free-returns" } as const;
  await db.campaign.create({
    data: {
      shop,
      id,
      name: "Free returns",
      status: "active",
      definition: definitionOf({ incentive, validFor: "day" }) as object,
      createdAt: at,
      updatedAt: at,
    },
  });
  return id;
}

/** Shopify tells of an order with this claim; twice, as it may. */
async function deliver(claimId: string): Promise<string> {
  const at = new Date();
  const id = placeOrder(admin.platform, { email: null, at });
  const payload = {
    id: Number(id),
    currency: "USD",
    total_price: "10.00",
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    line_items: [],
    note_attributes: [{ name: CLAIM_ATTRIBUTE, value: claimId }],
  };
  await db.webhookDelivery.createMany({
    data: ["orders/create", "orders/updated"].map((topic) => ({
      shop,
      deliveryId: randomUUID(),
      topic,
      receivedAt: at,
      payload,
    })),
  });
  return id;
}

const tagsOf = (id: string) =>
  admin.platform.shop.orders.find((one) => one.id === id)!.tags;
const until = (condition: () => Promise<boolean>) =>
  vi.waitFor(async () => expect(await condition()).toBe(true), {
    timeout: 20_000,
    interval: 50,
  });

test.each(["before", "after"] as const)(
  "a worker killed %s Shopify tagged the order: another one tags it, and the tag is there once",
  async (when) => {
    const claimId = await promise(await createCampaign());
    const [reached, dead] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ];
    admin[when] = async (operation) => {
      // The order is told of twice: every tag that this worker asks for meets its end.
      if (operation !== "TagPromisedOrder") return;
      reached.resolve();
      await dead.promise;
      throw new Error("nobody hears the answer");
    };
    const first = startWorker();
    const orderId = await deliver(claimId);
    await reached.promise;
    const exit = once(first, "exit");
    first.kill("SIGKILL");
    await exit;
    admin[when] = () => {};
    dead.resolve();
    const before = await db.claim.findFirstOrThrow({ where: { id: claimId } });
    expect(before).toMatchObject({ orderId, taggedAt: null });
    expect(tagsOf(orderId)).toHaveLength(when === "before" ? 0 : 1);

    // Instead of waiting the 30 seconds out after which a worker counts as dead.
    await pool.query(
      `update "WorkerHeartbeat" set "beatAt" = "beatAt" - interval '1 minute'`,
    );
    startWorker();
    const isTagged = async () =>
      (await db.claim.findFirstOrThrow({ where: { id: claimId } })).taggedAt !==
      null;
    await until(isTagged);
    expect(tagsOf(orderId)).toEqual(["Second Thought: free returns"]);
    await until(async () => (await waitingTags()) === 0);
    expect(await db.claim.count({ where: { shop, orderId } })).toBe(1);

    // A second order with the same claim gets nothing.
    const other = await deliver(claimId);
    await until(
      async () =>
        (await db.webhookDelivery.count({ where: { shop, doneAt: null } })) ===
        0,
    );
    expect(tagsOf(other)).toEqual([]);
    expect(await waitingTags()).toBe(0);
  },
  60_000,
);

/** One that is asked for again while it runs is not tried again itself: the queue spends its attempts. */
async function waitingTags(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'offers.tag-order' and attempts < max_attempts",
  );
  return rows[0]!.n;
}
