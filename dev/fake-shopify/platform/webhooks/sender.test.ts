import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeTestPlatform, SHOP, type TestPlatform } from "../test-platform.ts";
import { uninstall } from "../oauth/installation.ts";
import {
  signWebhook,
  startWebhookSender,
  type WebhookSender,
} from "./sender.ts";

test("the signature of Shopify's own vector", () => {
  expect(signWebhook('{"id":1}', "hush")).toBe(
    "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=",
  );
});

interface Arrived {
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

async function startReceiver(
  statuses: number[] = [],
): Promise<{ url: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      arrived.push({ url: request.url ?? "", headers: request.headers, body });
      response
        .writeHead(statuses.shift() ?? 200, { location: "/elsewhere" })
        .end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
  };
}

async function start(
  app: string,
): Promise<{ platform: TestPlatform; sender: WebhookSender }> {
  const subscribe = (topic: string) => ({
    topic,
    uri: "/webhooks",
    includeFields: null,
    filter: null,
  });
  const platform = await makeTestPlatform({
    config: {
      webhooks: [subscribe("orders/create"), subscribe("app/uninstalled")],
    },
  });
  platform.ctx.urls.app = app;
  const sender = startWebhookSender(platform.ctx);
  onTestFinished(() => sender.close());
  return { platform, sender };
}

test("a delivery carries Shopify's headers and a signature over its very bytes", async () => {
  const { url, arrived } = await startReceiver();
  const { platform } = await start(url);
  platform.ctx.emitWebhook(SHOP, "orders/create", { id: 7, note: "für dich" });
  platform.ctx.emitWebhook(SHOP, "products/update", { id: 8 });
  await vi.waitFor(() => expect(platform.shop.webhooks.log).toHaveLength(1));
  expect(arrived).toHaveLength(1);
  const { headers, body, url: path } = arrived[0]!;
  expect({ path, body }).toEqual({
    path: "/webhooks",
    body: '{"id":7,"note":"für dich"}',
  });
  expect(headers).toMatchObject({
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": SHOP,
    "x-shopify-api-version": "2026-10",
    "x-shopify-hmac-sha256": signWebhook(body, "hush"),
    "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-shopify-triggered-at": expect.stringMatching(/^2026-11-21T20:00:0/),
  });
  expect(platform.shop.webhooks.pending).toEqual([]);
});

test("anything but 2xx is delivered again, with the same id", async () => {
  const { url, arrived } = await startReceiver([302]);
  const { platform } = await start(url);
  platform.ctx.emitWebhook(SHOP, "orders/create", { id: 7 });
  await vi.waitFor(() => expect(arrived).toHaveLength(2), { timeout: 4000 });
  expect(arrived[1]!.headers["x-shopify-webhook-id"]).toBe(
    arrived[0]!.headers["x-shopify-webhook-id"],
  );
  await vi.waitFor(() =>
    expect(platform.shop.webhooks.log.map((one) => one.status)).toEqual([
      302, 200,
    ]),
  );
});

test("pending deliveries wait in the world while nobody answers", async () => {
  const { platform } = await start("http://127.0.0.1:9");
  platform.ctx.emitWebhook(SHOP, "orders/create", { id: 7 });
  await vi.waitFor(() =>
    expect(platform.shop.webhooks.log).toMatchObject([
      { status: "refused", attempt: 1 },
    ]),
  );
  expect(platform.shop.webhooks.pending).toMatchObject([
    { topic: "orders/create", attempt: 2 },
  ]);
});

test("after the app was removed it hears of that, and of nothing else", async () => {
  const { url, arrived } = await startReceiver();
  const { platform } = await start(url);
  expect(uninstall(platform.ctx, platform.shop)).toBe(true);
  platform.ctx.emitWebhook(SHOP, "orders/create", { id: 7 });
  await vi.waitFor(() => expect(arrived).toHaveLength(1));
  expect(arrived[0]!.headers["x-shopify-topic"]).toBe("app/uninstalled");
  expect(uninstall(platform.ctx, platform.shop)).toBe(false);
});

test("faults: duplicates share their id, dropped ones never arrive, a storm repeats what came", async () => {
  const { url, arrived } = await startReceiver();
  const { platform, sender } = await start(url);
  const { faults } = platform.ctx.world;
  faults.webhooks.drop = true;
  platform.ctx.emitWebhook(SHOP, "orders/create", { id: 1 });
  await vi.waitFor(() =>
    expect(platform.shop.webhooks.log).toMatchObject([{ status: "dropped" }]),
  );
  faults.webhooks.drop = false;
  faults.webhooks.duplicate = true;
  platform.ctx.emitWebhook(SHOP, "orders/create", { id: 2 });
  await vi.waitFor(() => expect(arrived).toHaveLength(2), { timeout: 4000 });
  expect(
    new Set(arrived.map(({ headers }) => headers["x-shopify-webhook-id"])).size,
  ).toBe(1);
  await vi.waitFor(() => expect(platform.shop.webhooks.pending).toEqual([]));
  expect(sender.replay({ shop: SHOP, topic: "orders/create", times: 5 })).toBe(
    10,
  );
  await vi.waitFor(() => expect(arrived).toHaveLength(12));
});
