import type { ChildProcess } from "node:child_process";
import fs from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Session } from "@shopify/shopify-api";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { db, pool } from "#app/db.server.ts";
import { requestOrderImport } from "#app/modules/events/events.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import { createShop } from "#tests/support/shop.ts";
import {
  bundleWorker,
  startWorkerProcess,
} from "#tests/support/worker-process.ts";

// Real worker processes, killed as machines kill them.

const shop = "worker.myshopify.com";
const bundle = path.resolve(`.cache/worker-test-${process.pid}`);
const workers: ChildProcess[] = [];

/** An Admin API that holds its answer back until told otherwise: the middle of a job. */
let held: (() => void)[] = [];
let holding = false;
const asked: string[] = [];
const shopify = http.createServer((req, res) => {
  void text(req).then(async (body) => {
    asked.push(/query (\w+)/.exec(body)?.[1] ?? body);
    if (holding) await new Promise<void>((resolve) => held.push(resolve));
    const orders = {
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: [order],
    };
    res
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ data: { orders } }));
  });
});
const money = { shopMoney: { amount: "10.00" } };
const order = {
  id: "gid://shopify/Order/77",
  name: "#77",
  test: false,
  processedAt: "2026-11-20T00:00:00Z",
  createdAt: "2026-11-20T00:00:00Z",
  updatedAt: "2026-11-20T00:00:00Z",
  currencyCode: "USD",
  discountCodes: [],
  customAttributes: [],
  totalPriceSet: money,
  displayFinancialStatus: "PAID",
  lineItems: {
    pageInfo: { hasNextPage: false },
    nodes: [
      {
        id: "gid://shopify/LineItem/1",
        quantity: 2,
        product: { id: "gid://shopify/Product/5" },
        originalTotalSet: money,
        discountAllocations: [],
      },
    ],
  },
};

beforeAll(async () => {
  await bundleWorker(bundle);
  await new Promise<void>((resolve) => shopify.listen(0, "127.0.0.1", resolve));
  await createShop({ shop, ordersImportedAt: null, installedAt: new Date() });
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${shop}`,
      shop,
      state: "",
      isOnline: false,
      accessToken: "x",
      scope: "read_orders",
    }),
  );
}, 60_000);

afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  held.forEach((release) => release());
  held = [];
  holding = false;
});

afterAll(async () => {
  shopify.closeAllConnections();
  shopify.close();
  await fs.rm(bundle, { recursive: true, force: true });
});

function startWorker(): ChildProcess {
  const { port } = shopify.address() as AddressInfo;
  const worker = startWorkerProcess(`${bundle}/worker.js`, {
    shopifyUrl: `http://127.0.0.1:${port}`,
  });
  workers.push(worker);
  return worker;
}

const ended = (worker: ChildProcess) =>
  new Promise<number | null>((resolve) =>
    worker.once("exit", (code) => resolve(code)),
  );
const until = (condition: () => Promise<boolean> | boolean, timeout = 15_000) =>
  vi.waitFor(async () => expect(await condition()).toBe(true), {
    timeout,
    interval: 50,
  });

/** Makes a dead worker's last beat old, instead of waiting the 30 seconds out. */
const age = () =>
  pool.query(
    `update "WorkerHeartbeat" set "beatAt" = "beatAt" - interval '1 minute'`,
  );
/** Imports, since the chores of a worker that has just begun make jobs too. */
const lockedJobs = async () =>
  (
    await pool.query<{ n: number }>(
      "select count(*)::int as n from graphile_worker.jobs where locked_by is not null and task_identifier = 'events.import-orders'",
    )
  ).rows[0]?.n;

test("a job whose worker is killed in the middle is done by another, once", async () => {
  holding = true;
  const first = startWorker();
  await requestOrderImport({ shop });
  await until(() => held.length === 1);
  first.kill("SIGKILL");
  await ended(first);
  expect(await lockedJobs()).toBe(1);
  expect(await db.order.count({ where: { shop } })).toBe(0);

  holding = false;
  await age();
  startWorker();
  await until(
    async () =>
      (await db.shop.findUniqueOrThrow({ where: { shop } }))
        .ordersImportedAt !== null,
  );
  expect(await db.order.count({ where: { shop } })).toBe(1);
  expect(await db.orderLine.findMany({ where: { shop } })).toEqual([
    expect.objectContaining({ quantity: 2 }),
  ]);
  await until(async () => (await lockedJobs()) === 0);
}, 60_000);

test("webhooks that a killed worker had begun are worked by another, each once", async () => {
  const count = 150;
  await db.webhookDelivery.createMany({
    data: Array.from({ length: count }, (_, i) => ({
      shop,
      deliveryId: `w${i}`,
      topic: "orders/create",
      receivedAt: new Date(),
      payload: {
        id: 1000 + i,
        currency: "USD",
        total_price: "5.00",
        created_at: "2026-11-21T10:00:00Z",
        updated_at: "2026-11-21T10:00:00Z",
        line_items: [{ id: 1, product_id: 9, quantity: 1, price: "5.00" }],
      },
    })),
  });
  const done = () =>
    db.webhookDelivery.count({ where: { shop, doneAt: { not: null } } });
  const first = startWorker();
  await until(async () => (await done()) >= 10);
  first.kill("SIGKILL");
  await ended(first);
  const doneByFirst = await done();
  expect(doneByFirst).toBeLessThan(count);
  expect(
    await db.order.count({ where: { shop, id: { startsWith: "1" } } }),
  ).toBeGreaterThanOrEqual(doneByFirst);

  const began = performance.now();
  startWorker();
  await until(async () => (await done()) === count, 30_000);
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(await db.orderLine.count({ where: { shop, productId: "9" } })).toBe(
    count,
  );
}, 90_000);

test("told to stop, a worker ends what it has begun and leaves no trace", async () => {
  await db.shop.update({ where: { shop }, data: { ordersImportedAt: null } });
  await pool.query(`delete from "WorkerHeartbeat"`);
  holding = true;
  const worker = startWorker();
  await requestOrderImport({ shop });
  await until(() => held.length === 1);
  const exit = ended(worker);
  worker.kill("SIGTERM");
  await sleep(300);
  expect(worker.exitCode).toBeNull();
  held.forEach((release) => release());
  expect(await exit).toBe(0);
  expect(
    (await db.shop.findUniqueOrThrow({ where: { shop } })).ordersImportedAt,
  ).not.toBeNull();
  expect(await db.workerHeartbeat.count()).toBe(0);
}, 60_000);
