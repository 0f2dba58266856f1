import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { db, pool } from "#app/db.server.ts";
import { refreshTokens, uninstall } from "#app/modules/shops/shops.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import {
  install,
  uninstall as uninstallThere,
} from "#dev/fake-shopify/platform/oauth/installation.ts";
import { createShop } from "#tests/support/shop.ts";
import { startTestShopify } from "#tests/support/test-shopify.ts";
import { adminApi } from "./admin-api.server.ts";

const shopify = await startTestShopify();
const NAME = {
  query: "query ShopName { shop { name } }",
  schema: z.object({ shop: z.object({ name: z.string() }) }),
};
let shop = "";
let count = 0;

beforeEach(async () => {
  shop = `api-${++count}.myshopify.com`;
  await shopify.installApp(shop);
  await createShop({ shop, installedAt: new Date(Date.now() - 60_000) });
  await db.session.deleteMany({ where: { shop: { not: shop } } });
  shopify.requests.length = 0;
  shopify.before = () => {};
  Object.assign(shopify.world.faults.api, { mode: "ok", delayMs: 0 });
});

const refreshes = () =>
  shopify.requests.filter((request) => request.endsWith("/oauth/access_token"));
const sessionOf = async () =>
  (await sessionStorage.loadSession(`offline_${shop}`))!;

/** Lets the stored token end in so many minutes. */
const endIn = (minutes: number) =>
  db.session.update({
    where: { id: `offline_${shop}` },
    data: { expires: new Date(Date.now() + minutes * 60_000) },
  });

test("a good token is used as it is", async () => {
  const { data } = await adminApi(shop).graphql(NAME);
  expect(data.shop.name).toBe("Fern & Field");
  expect(refreshes()).toEqual([]);
});

test("a token that ends soon is refreshed once, however many ask at the same moment", async () => {
  await endIn(1);
  const before = await sessionOf();
  await Promise.all(
    Array.from({ length: 6 }, () => adminApi(shop).graphql(NAME)),
  );
  expect(refreshes()).toHaveLength(1);
  const after = await sessionOf();
  expect(after.accessToken).not.toBe(before.accessToken);
  expect(after.refreshToken).not.toBe(before.refreshToken);
  expect(Number(after.expires)).toBeGreaterThan(Date.now() + 50 * 60_000);
});

test("another process that is refreshing is waited for, and its token is used", async () => {
  await endIn(1);
  const other = await pool.connect();
  await other.query("select pg_advisory_lock($1, hashtext($2))", [
    0x70c3,
    shop,
  ]);
  const asking = adminApi(shop).graphql(NAME);
  await sleep(200);
  expect(shopify.requests).toEqual([]);
  await endIn(60);
  other.release(true);
  expect((await asking).data.shop.name).toBe("Fern & Field");
  expect(refreshes()).toEqual([]);
});

test("the worker refreshes ahead what ends within 15 minutes, and nothing else", async () => {
  expect(await refreshTokens()).toEqual({ refreshed: 0, failed: 0 });
  await endIn(14);
  expect(await refreshTokens()).toEqual({ refreshed: 1, failed: 0 });
  expect(await refreshTokens()).toEqual({ refreshed: 0, failed: 0 });
});

test("one shop whose refresh is refused does not keep the others waiting", async () => {
  const refused = shop;
  await endIn(10);
  uninstallThere(shopify.ctx, shopify.world.shops[refused]!);
  shop = `api-${++count}.myshopify.com`;
  await shopify.installApp(shop);
  await createShop({ shop });
  await endIn(10);
  expect(await refreshTokens()).toEqual({ refreshed: 1, failed: 1 });
});

test("after the uninstall nothing is asked any more", async () => {
  await uninstall(db, { shop, triggeredAt: new Date() });
  await expect(adminApi(shop).graphql(NAME)).rejects.toMatchObject({
    code: "uninstalled",
  });
  expect(shopify.requests).toEqual([]);
  expect(await db.session.count({ where: { shop } })).toBe(0);
});

test("a shop that has left before its webhook came answers uninstalled", async () => {
  uninstallThere(shopify.ctx, shopify.world.shops[shop]!);
  await expect(adminApi(shop).graphql(NAME)).rejects.toMatchObject({
    code: "uninstalled",
  });
});

test("a token that does not open is our trouble, not the shop's leaving", async () => {
  await db.session.update({
    where: { id: `offline_${shop}` },
    data: {
      accessToken: "v1.AAAAAAAA.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA",
    },
  });
  await expect(adminApi(shop).graphql(NAME)).rejects.toMatchObject({
    code: "token-unreadable",
  });
});

test("an uninstall that is told after the reinstall changes nothing", async () => {
  const reinstalledAt = new Date();
  await db.shop.update({
    where: { shop },
    data: { installedAt: reinstalledAt },
  });
  await uninstall(db, {
    shop,
    triggeredAt: new Date(reinstalledAt.getTime() - 1000),
  });
  expect((await adminApi(shop).graphql(NAME)).data.shop.name).toBe(
    "Fern & Field",
  );
});

test("a throttled query waits for what it costs, and then is answered", async () => {
  const { bucket } = shopify.world.installations[shop]!;
  Object.assign(bucket, {
    available: -20,
    at: performance.timeOrigin + performance.now(),
  });
  const start = performance.now();
  const { data } = await adminApi(shop).graphql(NAME);
  expect(data.shop.name).toBe("Fern & Field");
  expect(performance.now() - start).toBeGreaterThan(150); // 20 points at 100 a second
  expect(shopify.requests.length).toBeGreaterThan(1);
});

test("failures are asked again, and patience ends them kindly", async () => {
  shopify.world.faults.api.mode = "failing";
  setTimeout(() => (shopify.world.faults.api.mode = "ok"), 300);
  expect((await adminApi(shop).graphql(NAME)).data.shop.name).toBe(
    "Fern & Field",
  );

  shopify.world.faults.api.mode = "failing";
  const start = performance.now();
  await expect(
    adminApi(shop, { patience: 800 }).graphql(NAME),
  ).rejects.toMatchObject({ code: "try-again", status: 503 });
  expect(performance.now() - start).toBeLessThan(1500);
});

test("a slow answer is waited for no longer than patience allows", async () => {
  Object.assign(shopify.world.faults.api, { mode: "slow", delayMs: 3000 });
  const start = performance.now();
  await expect(
    adminApi(shop, { patience: 500 }).graphql(NAME),
  ).rejects.toMatchObject({ code: "try-again" });
  expect(performance.now() - start).toBeLessThan(1500);
});

test("what Shopify refuses in a mutation comes apart from the data", async () => {
  const { data, userErrors } = await adminApi(shop).graphql({
    query: `mutation NoTitle($input: DiscountCodeBasicInput!) {
      discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { field message code } }
    }`,
    variables: {
      input: {
        code: "A",
        startsAt: new Date().toISOString(),
        context: { all: "ALL" },
        customerGets: { items: { all: true }, value: { percentage: 0.1 } },
      },
    },
    schema: z.object({
      discountCodeBasicCreate: z.object({ codeDiscountNode: z.null() }),
    }),
  });
  expect(data.discountCodeBasicCreate.codeDiscountNode).toBeNull();
  expect(userErrors).toEqual([
    {
      field: ["basicCodeDiscount", "title"],
      message: "Title can't be blank",
      code: "BLANK",
    },
  ]);
});

test("a document with a mistake is ours, and is not asked twice", async () => {
  const query = "query Mistake { shop { nmae } }";
  await expect(
    adminApi(shop).graphql({ ...NAME, query }),
  ).rejects.toMatchObject({ code: "admin-api" });
  expect(shopify.requests).toHaveLength(1);
});

test("another reinstall gives access again", async () => {
  const world = shopify.world.shops[shop]!;
  uninstallThere(shopify.ctx, world);
  install(shopify.ctx, world);
  await expect(adminApi(shop).graphql(NAME)).rejects.toMatchObject({
    code: "uninstalled",
  });
  await shopify.installApp(shop);
  expect((await adminApi(shop).graphql(NAME)).data.shop.name).toBe(
    "Fern & Field",
  );
});
