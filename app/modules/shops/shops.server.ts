import type { Shop } from "@prisma/client";
import { refreshAhead } from "#app/admin-tokens.server.ts";
import { db, type Database, type Transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import { readShopFacts } from "./read-shop-facts.server.ts";
import {
  DEFAULT_SETTINGS,
  parseSettings,
  scopesPayload,
  type Settings,
  type SettingsErrors,
} from "./shops.ts";

export { getAppearance, saveAppearance } from "./appearance.server.ts";
export { getThemeColours } from "./theme-colours.server.ts";

/** Name, currency and languages change rarely; a day is soon enough. */
const FACTS_MS = 24 * 3_600_000;
/** So long ago that they are asked for at the next load. */
const FACTS_UNKNOWN = new Date(0);

/** The worker's margin before the library's own five minutes, so that no request of a person waits for a refresh. */
const REFRESH_AHEAD_MS = 15 * 60_000;

/** @throws AppError "unknown-shop" when the shop never installed the app. */
export async function getShop({
  shop,
  tx = db,
}: {
  shop: string;
  tx?: Database;
}): Promise<Shop> {
  const row = await tx.shop.findUnique({ where: { shop } });
  if (!row)
    throw new AppError(
      "unknown-shop",
      404,
      `${shop} does not use Second Thought.`,
    );
  return row;
}

/** All shops that have the app now. */
export async function listInstalledShops(): Promise<string[]> {
  const rows = await db.shop.findMany({
    where: { uninstalledAt: null },
    select: { shop: true },
    orderBy: { shop: "asc" },
  });
  return rows.map(({ shop }) => shop);
}

/**
 * The shop of an admin request, which every page's loader asks for: makes its row on the first load and after a reinstall,
 * and refreshes what we know of the shop once a day. Pages load side by side, so several may be the first at once.
 */
export async function ensureShop({
  shop,
  scopes,
  now,
}: {
  shop: string;
  scopes: string;
  now: Date;
}): Promise<Shop> {
  const known = await db.shop.findUnique({ where: { shop } });
  const here = known !== null && known.uninstalledAt === null;
  const isFresh =
    here &&
    known.scopes === scopes &&
    now.getTime() - known.updatedAt.getTime() < FACTS_MS;
  if (isFresh) return known;

  // First, since the Admin API is never asked for a shop that counts as uninstalled; and all of it at once: should we die or
  // Shopify not answer, the next load finds a shop that came back, not one that never left.
  if (known && !here)
    await db.shop.updateMany({
      where: { shop, uninstalledAt: { not: null } },
      data: {
        uninstalledAt: null,
        installedAt: now,
        // The orders of the time in between have to be fetched.
        ordersImportedAt: null,
        updatedAt: FACTS_UNKNOWN,
      },
    });
  const facts = await readShopFacts({ shop });
  const data = { ...facts, scopes, updatedAt: now };
  const row = await db.shop.upsert({
    where: { shop },
    create: { shop, ...data, installedAt: now },
    update: data,
  });
  if (!here)
    logFor({ shop }).info({ again: known !== null }, "the app was installed");
  return row;
}

export async function getSettings({
  shop,
  tx = db,
}: {
  shop: string;
  tx?: Database;
}): Promise<Settings> {
  const row = await tx.shopSettings.findUnique({ where: { shop } });
  if (!row) return DEFAULT_SETTINGS;
  const result = parseSettings(row);
  // Rules may have become stricter since it was saved; the merchant's page shows the fault, mails use the defaults.
  return result.ok ? result.settings : DEFAULT_SETTINGS;
}

/** Errors carry a sentence for each field that is not right; nothing is saved then. */
export async function saveSettings({
  shop,
  input,
  now,
}: {
  shop: string;
  input: unknown;
  now: Date;
}): Promise<
  { ok: true; settings: Settings } | { ok: false; errors: SettingsErrors }
> {
  const result = parseSettings(input);
  if (!result.ok) return result;
  const data = { ...result.settings, updatedAt: now };
  await db.shopSettings.upsert({
    where: { shop },
    create: { shop, ...data },
    update: data,
  });
  return result;
}

/** Marks that orders of before the installation are here. */
export async function markOrdersImported(
  tx: Database,
  { shop, at }: { shop: string; at: Date },
): Promise<void> {
  await tx.shop.updateMany({ where: { shop }, data: { ordersImportedAt: at } });
}

/**
 * Webhook app/uninstalled. The tokens are worthless from now on and go at once; the rest stays until shop/redact, 48
 * hours later, since many merchants come back. One that arrives after the reinstall it preceded changes nothing.
 */
export async function uninstall(
  tx: Transaction,
  { shop, triggeredAt }: { shop: string; triggeredAt: Date },
): Promise<void> {
  const { count } = await tx.shop.updateMany({
    where: { shop, uninstalledAt: null, installedAt: { lte: triggeredAt } },
    data: { uninstalledAt: triggeredAt },
  });
  if (count === 0) return;
  await tx.session.deleteMany({ where: { shop } });
  logFor({ shop }).info("the app was uninstalled");
}

/** Webhook app/scopes_update: the next load of the admin exchanges a token with the new scopes. */
export async function changeScopes(
  tx: Transaction,
  { shop, payload }: { shop: string; payload: unknown },
): Promise<void> {
  const scopes = scopesPayload.parse(payload).current.join(",");
  await tx.session.updateMany({
    where: { shop, isOnline: false },
    data: { scope: scopes },
  });
  await tx.shop.updateMany({ where: { shop }, data: { scopes } });
}

/** Refreshes every token that ends within 15 minutes; a shop that fails does not keep the others waiting. */
export async function refreshTokens(): Promise<{
  refreshed: number;
  failed: number;
}> {
  return await refreshAhead({ within: REFRESH_AHEAD_MS });
}

/**
 * Whether the shop has the app for certain: a token that has not ended. The worker refreshes them all the time, and
 * for a shop that left Shopify refuses to.
 */
export async function hasLiveToken(
  tx: Database,
  { shop, now }: { shop: string; now: Date },
): Promise<boolean> {
  const session = await tx.session.findFirst({
    where: { shop, isOnline: false, expires: { gt: now } },
  });
  return session !== null;
}

/** Development stores have no orders but test orders: only there do they count. */
export async function countsTestOrders(
  tx: Database,
  { shop }: { shop: string },
): Promise<boolean> {
  const row = await tx.shop.findUnique({ where: { shop } });
  return row?.developmentStore ?? false;
}

/** The shop's currency for amounts that do not name theirs; USD for a shop we do not know. */
export async function findCurrency(
  tx: Database,
  { shop }: { shop: string },
): Promise<string> {
  const row = await tx.shop.findUnique({
    where: { shop },
    select: { currency: true },
  });
  return row?.currency ?? "USD";
}
