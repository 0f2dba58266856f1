import { beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { uninstall as uninstallThere } from "#dev/fake-shopify/platform/oauth/installation.ts";
import { startTestShopify } from "#tests/support/test-shopify.ts";
import { DEFAULT_SETTINGS } from "./shops.ts";
import {
  changeScopes,
  ensureShop,
  getSettings,
  getShop,
  listInstalledShops,
  saveSettings,
  uninstall,
} from "./shops.server.ts";

const shopify = await startTestShopify();
const scopes = "read_orders,read_products";
const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
let shop = "";
let count = 0;

beforeEach(async () => {
  shop = `shops-${++count}.myshopify.com`;
  await shopify.installApp(shop);
  shopify.requests.length = 0;
});

const questions = () =>
  shopify.requests.filter((request) => request.includes("graphql.json")).length;

test("the first load of the admin makes the shop's row out of what Shopify says; the next asks nothing", async () => {
  const first = await ensureShop({ shop, scopes, now: at(0) });
  expect(first).toMatchObject({
    shop,
    name: "Fern & Field",
    currency: "USD",
    countryCode: "US",
    postalAddress: expect.arrayContaining([expect.stringMatching(/\S/)]),
    timeZone: "America/New_York",
    primaryLocale: "en",
    locales: ["en"],
    scopes,
    uninstalledAt: null,
    ordersImportedAt: null,
  });
  expect(first.primaryUrl).toMatch(/^https?:\/\/[^/]+$/);
  expect(first.appInstallationId).toMatch(
    /^gid:\/\/shopify\/AppInstallation\/\d+$/,
  );
  expect(questions()).toBe(1);
  const second = await ensureShop({ shop, scopes, now: at(1) });
  expect(second.installedAt).toEqual(first.installedAt);
  expect(questions()).toBe(1);
});

test("what changed at Shopify is here a day later, or at once with new scopes", async () => {
  await ensureShop({ shop, scopes, now: at(0) });
  shopify.world.shops[shop]!.name = "Fern & Field & Sons";
  shopify.world.shops[shop]!.locales = [
    { code: "en", primary: true },
    { code: "pt-BR", primary: false },
  ];
  expect((await ensureShop({ shop, scopes, now: at(23) })).name).toBe(
    "Fern & Field",
  );
  const fresh = await ensureShop({ shop, scopes, now: at(25) });
  expect(fresh).toMatchObject({
    name: "Fern & Field & Sons",
    locales: ["en", "pt-BR"],
  });
  await transaction((tx) =>
    changeScopes(tx, { shop, payload: { current: ["read_orders"] } }),
  );
  expect((await getShop({ shop })).scopes).toBe("read_orders");
});

test("uninstalled, its tokens are gone and it counts no more; a reinstall begins anew and keeps the settings", async () => {
  await ensureShop({ shop, scopes, now: at(0) });
  await saveSettings({
    shop,
    input: { ...DEFAULT_SETTINGS, senderName: "Fern" },
    now: at(0),
  });
  await db.shop.update({ where: { shop }, data: { ordersImportedAt: at(0) } });
  uninstallThere(shopify.ctx, shopify.world.shops[shop]!);
  await transaction((tx) => uninstall(tx, { shop, triggeredAt: at(1) }));
  expect(await listInstalledShops()).not.toContain(shop);
  expect(await db.session.count({ where: { shop } })).toBe(0);

  await shopify.installApp(shop);
  const again = await ensureShop({ shop, scopes, now: at(2) });
  expect(again).toMatchObject({ uninstalledAt: null, ordersImportedAt: null });
  expect(Number(again.installedAt)).toBeGreaterThan(Number(at(1)));
  expect(await getSettings({ shop })).toMatchObject({ senderName: "Fern" });
  expect(await listInstalledShops()).toContain(shop);
});

test("a reinstall during which Shopify fails or we die is one at the next load", async () => {
  const { installedAt } = await ensureShop({ shop, scopes, now: at(0) });
  await db.shop.update({ where: { shop }, data: { ordersImportedAt: at(0) } });
  const sessions = await db.session.findMany({ where: { shop } });
  uninstallThere(shopify.ctx, shopify.world.shops[shop]!);
  await transaction((tx) => uninstall(tx, { shop, triggeredAt: at(1) }));

  // A token that Shopify does not take: the shop's facts cannot be asked for.
  await db.session.createMany({ data: sessions });
  await expect(ensureShop({ shop, scopes, now: at(2) })).rejects.toThrow();
  await shopify.installApp(shop);
  const again = await ensureShop({ shop, scopes, now: at(2) });
  expect(again).toMatchObject({ uninstalledAt: null, ordersImportedAt: null });
  expect(Number(again.installedAt)).toBeGreaterThan(Number(installedAt));
});

test("settings with a fault are not saved, and say which", async () => {
  expect(await getSettings({ shop })).toEqual(DEFAULT_SETTINGS);
  const bad = await saveSettings({
    shop,
    input: { ...DEFAULT_SETTINGS, proofFloor: 0 },
    now: at(0),
  });
  expect(bad).toMatchObject({
    ok: false,
    errors: { proofFloor: expect.stringMatching(/At least 2/) },
  });
  expect(await saveSettings({ shop, input: null, now: at(0) })).toMatchObject({
    ok: false,
  });
  expect(await db.shopSettings.count({ where: { shop } })).toBe(0);
});

test("a shop we do not know is a clear error", async () => {
  await expect(getShop({ shop: "nobody.myshopify.com" })).rejects.toMatchObject(
    { code: "unknown-shop", status: 404 },
  );
});
