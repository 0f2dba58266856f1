import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { makeExplainToken } from "#app/links.server.ts";
import { makeCampaign } from "#app/modules/campaigns/definition.fixture.ts";
import { proxyUrl, startEdges } from "#tests/support/edge-server.ts";
import { createShop } from "#tests/support/shop.ts";

const origin = await startEdges();
const shop = "a.myshopify.com";
const id = crypto.randomUUID();

beforeEach(async () => {
  await db.campaign.deleteMany();
  await db.shop.deleteMany();
  await createShop({ shop });
  const at = new Date();
  for (const [of, campaignId, status] of [
    [shop, id, "active"],
    [shop, crypto.randomUUID(), "draft"],
    ["b.myshopify.com", crypto.randomUUID(), "active"],
  ] as const)
    await db.campaign.create({
      data: {
        shop: of,
        id: campaignId,
        name: "Delivery for stalled baskets",
        status,
        definition: makeCampaign(campaignId).definition as object,
        createdAt: at,
        updatedAt: at,
      },
    });
});

const ask = (token: string, of = shop, address?: string) =>
  fetch(
    `${origin}${proxyUrl("/proxy/explain", { shop: of, more: { token } })}`,
    { headers: { "x-forwarded-for": address ?? crypto.randomUUID() } },
  );

const token = (hoursAgo = 0, of = shop) =>
  makeExplainToken({
    shop: of,
    now: new Date(Date.now() - hoursAgo * 3_600_000),
  });

test("a fresh link is told the names of the running campaigns", async () => {
  const answer = await ask(token());
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { ok: true, campaigns: [{ id, name: "Delivery for stalled baskets" }] },
  ]);
});

test("no other token opens it: too old, another shop's, changed, or none", async () => {
  const good = token();
  const last = good.at(-1) === "A" ? "E" : "A";
  for (const bad of [
    token(1.01),
    token(0, "b.myshopify.com"),
    good.slice(0, -1) + last,
    `${good}A`,
    "",
    "x".repeat(5000),
  ])
    expect((await ask(bad)).status, bad.slice(0, 40)).toBe(403);
});

test("only what Shopify's proxy forwarded is answered, and not without end", async () => {
  expect((await fetch(`${origin}/proxy/explain?token=${token()}`)).status).toBe(
    400,
  );
  const flood = await Promise.all(
    Array.from({ length: 40 }, () => ask("x", shop, "203.0.113.9")),
  );
  expect(flood.filter(({ status }) => status === 429).length).toBeGreaterThan(
    5,
  );
});
