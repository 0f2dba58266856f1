import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { startLocalAdmin } from "#tests/support/local-admin.ts";
import { ensureWebPixel, keepWebPixels } from "./web-pixel.server.ts";

const scopes = "read_orders,write_pixels,read_customer_events";
const admin = await startLocalAdmin({ scopes });
const { shop, platform } = admin;
const { installation } = platform;
// Its neighbour, extensions/pixel, is the app's pixel.
platform.ctx.extensionDir = path.resolve("extensions/storefront");
const now = new Date("2026-11-21T12:00:00Z");
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const endpoint = `${env.SHOPIFY_APP_URL}/pixel`;

beforeEach(async () => {
  installation.scopes = [
    ...new Set([...installation.scopes, ...scopes.split(",")]),
  ];
  delete installation.webPixel;
  Object.assign(admin, { asked: [], before: () => {}, after: () => {} });
  await db.webPixel.deleteMany();
  await db.shop.update({
    where: { shop },
    data: { scopes, uninstalledAt: null, installedAt: inHours(-1) },
  });
});

const row = () => db.webPixel.findUniqueOrThrow({ where: { shop } });

test("the pixel is made once, with a name of its own for the shop", async () => {
  expect(await keepWebPixels({ now })).toBe(1);
  await ensureWebPixel({ shop, now });
  const { accountId, written, checkedAt, error } = await row();
  expect(accountId).toMatch(/^[\w-]{22}$/);
  expect({ written, checkedAt, error }).toEqual({
    written: endpoint,
    checkedAt: now,
    error: null,
  });
  expect(installation.webPixel?.settings).toEqual({
    accountID: accountId,
    endpoint,
  });
  expect(await keepWebPixels({ now })).toBe(0);
  await ensureWebPixel({ shop, now });
  expect(admin.asked.filter((name) => name === "UpdateWebPixel")).toEqual([]);
});

test("two workers at once, or an answer that was lost, leave one pixel", async () => {
  await Promise.all([
    ensureWebPixel({ shop, now }),
    ensureWebPixel({ shop, now }),
  ]);
  expect(installation.webPixel?.settings["accountID"]).toBe(
    (await row()).accountId,
  );
  const { id } = installation.webPixel ?? {};
  await db.webPixel.deleteMany();
  await ensureWebPixel({ shop, now });
  expect(installation.webPixel).toMatchObject({
    id,
    settings: { accountID: (await row()).accountId },
  });
});

test("made by somebody else between our look and our call, it is taken over", async () => {
  admin.before = (operation) => {
    if (operation === "CreateWebPixel")
      installation.webPixel = { id: "77", settings: {} };
  };
  await ensureWebPixel({ shop, now });
  expect(installation.webPixel).toMatchObject({
    id: "77",
    settings: { endpoint },
  });
});

test("a pixel that was taken away, or points elsewhere, is repaired within a day", async () => {
  await ensureWebPixel({ shop, now });
  delete installation.webPixel;
  expect(await keepWebPixels({ now: inHours(23) })).toBe(0);
  expect(await keepWebPixels({ now: inHours(25) })).toBe(1);
  await ensureWebPixel({ shop, now: inHours(25) });
  expect(installation.webPixel).toBeDefined();
  await db.webPixel.updateMany({ data: { written: "https://old/pixel" } });
  expect(await keepWebPixels({ now: inHours(25) })).toBe(1);
});

test("after a reinstall it is looked at again; without the scope, or after leaving, never", async () => {
  await ensureWebPixel({ shop, now });
  const set = (data: object) => db.shop.update({ where: { shop }, data });
  await set({ installedAt: inHours(1) });
  expect(await keepWebPixels({ now: inHours(2) })).toBe(1);
  await set({ scopes: "read_orders" });
  expect(await keepWebPixels({ now: inHours(2) })).toBe(0);
  await set({ scopes, uninstalledAt: inHours(2) });
  expect(await keepWebPixels({ now: inHours(2) })).toBe(0);
});

test("refused by Shopify, it is noted and tried again a day later", async () => {
  const { extensionDir } = platform.ctx;
  platform.ctx.extensionDir = path.resolve("docs/nowhere");
  await ensureWebPixel({ shop, now });
  platform.ctx.extensionDir = extensionDir;
  expect((await row()).error).toContain("No extension found");
  expect(await keepWebPixels({ now: inHours(1) })).toBe(0);
  expect(await keepWebPixels({ now: inHours(25) })).toBe(1);
  await ensureWebPixel({ shop, now: inHours(25) });
  expect((await row()).error).toBeNull();
});
