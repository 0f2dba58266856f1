/** The app's life in a shop: installed, uninstalled, installed again. */
import type { LocalShopify } from "../../context.ts";
import type { Installation, ShopWorld } from "../../world/types.ts";
import { newId, toIso } from "../../world/world.ts";
import { BUCKET_SIZE } from "../graphql/cost.ts";

/** Shopify asks for the shop's data to be erased this long after the app was removed. */
const REDACT_AFTER_MS = 48 * 3600 * 1000;

export function findInstallation(
  ctx: LocalShopify,
  shop: string,
): Installation | null {
  const installation = ctx.world.installations[shop];
  return installation && !installation.uninstalledAt ? installation : null;
}

/** The merchant approves the scopes of shopify.app.toml. Nothing happens when the app is installed already. */
export function install(ctx: LocalShopify, shop: ShopWorld): Installation {
  const found = findInstallation(ctx, shop.shop);
  if (found) return found;
  const installation: Installation = {
    shop: shop.shop,
    appInstallationId: newId(ctx.world),
    installedAt: toIso(ctx.clock.now()),
    uninstalledAt: null,
    scopes: [...ctx.appConfig.scopes],
    tokens: [],
    bucket: { available: BUCKET_SIZE, at: 0 },
  };
  ctx.world.installations[shop.shop] = installation;
  ctx.save();
  return installation;
}

/** Tokens die at once and the app's own data go with it; the app hears of it when it can do nothing about it any more. */
export function uninstall(ctx: LocalShopify, shop: ShopWorld): boolean {
  const installation = findInstallation(ctx, shop.shop);
  if (!installation) return false;
  installation.uninstalledAt = toIso(ctx.clock.now());
  installation.tokens = [];
  shop.metafields = shop.metafields.filter(
    (metafield) => metafield.ownerType !== "APP_INSTALLATION",
  );
  ctx.emitWebhook(shop.shop, "app/uninstalled", {
    id: Number(shop.id),
    name: shop.name,
    email: shop.email,
    domain: shop.shop,
    myshopify_domain: shop.shop,
    currency: shop.currency,
    iana_timezone: shop.timeZone,
    country_code: shop.countryCode,
    plan_name: shop.developmentStore ? "partner_test" : "basic",
  });
  ctx.save();
  return true;
}

/** Sends shop/redact to those who were left long enough ago. Called every second. */
export function redactDeparted(ctx: LocalShopify): void {
  const now = ctx.clock.now().getTime();
  for (const installation of Object.values(ctx.world.installations)) {
    const { uninstalledAt, redactionAskedAt, shop } = installation;
    if (
      !uninstalledAt ||
      redactionAskedAt ||
      now - Date.parse(uninstalledAt) < REDACT_AFTER_MS
    )
      continue;
    installation.redactionAskedAt = toIso(new Date(now));
    const world = ctx.world.shops[shop];
    if (world)
      ctx.emitWebhook(shop, "shop/redact", {
        shop_id: Number(world.id),
        shop_domain: shop,
      });
    ctx.save();
  }
}
