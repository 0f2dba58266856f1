import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import type { PixelBody } from "#app/shared/checkout-steps.ts";
import { startEdges } from "#tests/support/edge-server.ts";
import { createShop } from "#tests/support/shop.ts";

const origin = await startEdges();
const shop = "a.myshopify.com";
const account = "AbCdEfGhIjKlMnOpQrStUv";
const visitId = "0193a1f0-0000-4000-8000-000000000001";

const makeBody = (change: Partial<Record<keyof PixelBody, unknown>> = {}) => ({
  v: 1,
  shop,
  account,
  checkout: crypto.randomUUID().replaceAll("-", ""),
  step: "contact",
  visitId,
  ...change,
});

const send = (body: unknown, address = crypto.randomUUID().slice(0, 8)) =>
  fetch(`${origin}/pixel`, {
    method: "POST",
    headers: { "x-forwarded-for": address },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const rows = () => db.pixelStep.findMany();

beforeEach(async () => {
  for (const table of ["PixelStep", "WebPixel", "Shop"])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  await createShop({ shop });
  await db.webPixel.create({ data: { shop, accountId: account } });
});

test("a step is kept, readable for a page of any origin, and no later word moves it", async () => {
  const before = Date.now();
  const body = makeBody();
  const answer = await send(body);
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  await send({ ...body, visitId: undefined });
  const [row, ...more] = await rows();
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    shop,
    checkoutHash: body.checkout,
    step: "contact",
    visitId,
  });
  expect(row?.reachedAt.getTime()).toBeGreaterThanOrEqual(before);
});

test("another account, an unknown shop and one that left are answered alike, and nothing is kept", async () => {
  await createShop({ shop: "left.myshopify.com", uninstalledAt: new Date() });
  await db.webPixel.create({
    data: { shop: "left.myshopify.com", accountId: account },
  });
  for (const change of [
    { account: "0".repeat(22) },
    { shop: "unknown.myshopify.com" },
    { shop: "left.myshopify.com" },
  ])
    expect((await send(makeBody(change))).status).toBe(204);
  expect(await rows()).toEqual([]);
});

test.each([
  ["no JSON", "hello"],
  ["another version", makeBody({ v: 2 })],
  ["an unknown step", makeBody({ step: "gift" })],
  ["a token instead of its hash", makeBody({ checkout: "c1" })],
  ["a visit that is no id", makeBody({ visitId: "me" })],
  ["a shop that is none", makeBody({ shop: "example.com" })],
  ["a null", "null"],
])("%s is refused with 400, and nothing is kept", async (_what, body) => {
  const answer = await send(body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: "bad-step" } });
  expect(await rows()).toEqual([]);
});

test("what a sender adds is not kept", async () => {
  await send({ ...makeBody(), email: "ada@example.com" });
  expect(JSON.stringify(await rows())).not.toContain("ada");
});

test("one address floods no shop; other buyers are heard", async () => {
  const flood = await Promise.all(
    Array.from({ length: 160 }, () => send(makeBody(), "203.0.113.9")),
  );
  const refused = flood.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(20);
  expect((await send(makeBody())).status).toBe(204);
  expect((await send("x".repeat(2000))).status).toBe(413);
});

test("a browser that asks first is told yes; other methods are refused", async () => {
  const asked = await fetch(`${origin}/pixel`, { method: "OPTIONS" });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-methods")).toBe("POST");
  expect((await fetch(`${origin}/pixel`)).status).toBe(405);
});
