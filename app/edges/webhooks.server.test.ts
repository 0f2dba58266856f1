import { createHmac } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { shopifyLibrary } from "#app/shopify.server.ts";
import { startEdges, webhookHeaders } from "#tests/support/edge-server.ts";

const origin = await startEdges();

const send = (body: string, headers = webhookHeaders(body), method = "POST") =>
  fetch(`${origin}/webhooks`, {
    method,
    headers,
    ...(method === "POST" ? { body } : {}),
  });

beforeEach(async () => {
  await db.webhookDelivery.deleteMany();
});

test("a signed webhook is stored as it came, once however often it is delivered", async () => {
  const body = '{"id":820982911946154508,"note":"für Ada ☕"}';
  const headers = webhookHeaders(body, {
    "x-shopify-webhook-id": "w1",
    "x-shopify-event-id": "e1",
  });
  const answers = await Promise.all([
    send(body, headers),
    send(body, headers),
    send(body, headers),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const rows = await db.$queryRaw`
    select shop, "deliveryId", topic, "eventId", "triggeredAt", payload::text as text, attempts, "doneAt" from "WebhookDelivery"`;
  expect(rows).toEqual([
    {
      shop: "a.myshopify.com",
      deliveryId: "w1",
      topic: "orders/create",
      eventId: "e1",
      triggeredAt: new Date("2026-11-21T12:00:00.123Z"),
      text: '{"id": 820982911946154508, "note": "für Ada ☕"}',
      attempts: 0,
      doneAt: null,
    },
  ]);
});

test("the same delivery id of another shop is another delivery", async () => {
  const same = { "x-shopify-webhook-id": "w1" };
  await send("{}", webhookHeaders("{}", same));
  await send(
    "{}",
    webhookHeaders("{}", {
      ...same,
      "x-shopify-shop-domain": "b.myshopify.com",
    }),
  );
  expect(await db.webhookDelivery.count()).toBe(2);
});

test.each([
  ["no signature", 401, '{"id":1}', { "x-shopify-hmac-sha256": undefined }],
  ["a wrong signature", 401, '{"id":1}', { "x-shopify-hmac-sha256": "AAAA" }],
  [
    "a signature with another secret",
    401,
    '{"id":1}',
    {
      "x-shopify-hmac-sha256": createHmac("sha256", "x")
        .update('{"id":1}')
        .digest("base64"),
    },
  ],
  ["an empty body", 400, "", {}],
  ["no JSON", 400, "hello", {}],
  ["broken JSON", 400, '{"id":1', {}],
  ["JSON that is no object", 400, "[1]", {}],
  ["no topic", 400, "{}", { "x-shopify-topic": undefined }],
  ["no delivery id", 400, "{}", { "x-shopify-webhook-id": undefined }],
  ["no API version", 400, "{}", { "x-shopify-api-version": undefined }],
  [
    "a shop that is none",
    400,
    "{}",
    { "x-shopify-shop-domain": "evil.example.com" },
  ],
])(
  "%s is refused with %i, and nothing is stored",
  async (_what, status, body, change) => {
    const answer = await send(body, webhookHeaders(body, change));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      error: { code: expect.any(String), message: expect.any(String) },
    });
    expect(await db.webhookDelivery.count()).toBe(0);
  },
);

test("one that is no JSON does not spoil those that arrive with it", async () => {
  const good = Array.from({ length: 20 }, () => send("{}"));
  const bad = send('{"broken"');
  expect((await Promise.all(good)).every(({ status }) => status === 200)).toBe(
    true,
  );
  expect((await bad).status).toBe(400);
  expect(await db.webhookDelivery.count()).toBe(20);
});

test("U+0000, which the database cannot hold, is taken out; a backslash before u0000 is not", async () => {
  const body = JSON.stringify({
    note: "a\u0000b",
    path: "C:\\u0000",
    plain: "\\\u0000.",
  });
  expect((await send(body)).status).toBe(200);
  const row = await db.webhookDelivery.findFirstOrThrow();
  expect(row.payload).toEqual({ note: "ab", path: "C:\\u0000", plain: "\\." });
});

test("only POST, only up to 2 MB, only this path", async () => {
  expect((await send("", {}, "GET")).status).toBe(405);
  const large = JSON.stringify({ note: "x".repeat(2 * 1024 * 1024) });
  expect((await send(large)).status).toBe(413);
  expect(
    (await fetch(`${origin}/webhooks/else`, { method: "POST" })).status,
  ).toBe(404);
  expect(await db.webhookDelivery.count()).toBe(0);
});

test("the signature is judged as the library judges it", async () => {
  for (const [body, hmac] of [
    [
      "{}",
      createHmac("sha256", "test-client-secret").update("{}").digest("base64"),
    ],
    [
      "{}",
      createHmac("sha256", "test-client-secret").update("{} ").digest("base64"),
    ],
    [
      '{"ü":"☕"}',
      createHmac("sha256", "test-client-secret")
        .update('{"ü":"☕"}')
        .digest("base64"),
    ],
    [
      "{}",
      `${createHmac("sha256", "test-client-secret").update("{}").digest("base64")}=`,
    ],
    ["{}", "ü"],
  ] as const) {
    const headers = webhookHeaders(body, {
      "x-shopify-hmac-sha256": encodeURI(hmac),
    });
    const theirs = await shopifyLibrary.webhooks.validate({
      rawBody: body,
      rawRequest: new Request("https://app.test/webhooks", {
        method: "POST",
        headers,
      }),
    });
    expect((await send(body, headers)).status).toBe(theirs.valid ? 200 : 401);
  }
});
