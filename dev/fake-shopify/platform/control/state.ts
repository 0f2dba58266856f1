/** What the control page and the tests see of the local world. */
import type { LocalShopify } from "../../context.ts";
import { storefrontOrigin } from "../../context.ts";
import type { ShopWorld } from "../../world/types.ts";
import { findInstallation } from "../oauth/installation.ts";

function shopState(ctx: LocalShopify, shop: ShopWorld) {
  const installation = findInstallation(ctx, shop.shop);
  return {
    shop: shop.shop,
    name: shop.name,
    storefront: storefrontOrigin(ctx, shop.shop),
    admin: `${ctx.urls.platform}/store/${shop.shop.replace(/\.myshopify\.com$/, "")}`,
    installed: installation !== null,
    installedAt: installation?.installedAt ?? null,
    scopes: installation?.scopes ?? [],
    apiPoints: installation ? Math.floor(installation.bucket.available) : null,
    theme: shop.theme,
    counts: {
      products: shop.products.length,
      customers: shop.customers.length,
      orders: shop.orders.length,
      checkouts: shop.checkouts.length,
      discounts: shop.discounts.length,
      codes: shop.discounts.reduce(
        (sum, discount) => sum + discount.codes.length,
        0,
      ),
      appData: shop.metafields.filter(
        (metafield) => metafield.ownerType === "APP_INSTALLATION",
      ).length,
    },
    webhooks: {
      pending: shop.webhooks.pending.length,
      log: shop.webhooks.log.slice(-50).toReversed(),
    },
  };
}

export function readState(ctx: LocalShopify) {
  return {
    now: ctx.clock.now().toISOString(),
    rate: ctx.clock.rate,
    urls: ctx.urls,
    app: {
      name: ctx.appConfig.name,
      handle: ctx.appConfig.handle,
      topics: ctx.appConfig.webhooks.map(({ topic }) => topic),
    },
    faults: ctx.world.faults,
    mails: ctx.world.inbox.length,
    /** Null while our own theme is mounted. */
    themeNotes: ctx.themeNotes?.list() ?? null,
    shops: Object.values(ctx.world.shops).map((shop) => shopState(ctx, shop)),
  };
}

/** Which steps of the guide have been taken, as far as this side of the world can tell. */
export function readProgress(
  ctx: LocalShopify,
  shop: ShopWorld,
): Record<string, boolean> {
  const app = findInstallation(ctx, shop.shop);
  const since = app ? Date.parse(app.installedAt) : Infinity;
  const after = (iso: string) => Date.parse(iso) >= since;
  const appOrders = shop.orders.filter(
    (order) => after(order.createdAt) && order.checkoutId,
  );
  return {
    install: app !== null,
    campaign:
      app !== null &&
      shop.metafields.some(
        (metafield) =>
          metafield.ownerType === "APP_INSTALLATION" &&
          metafield.type === "json",
      ),
    embed: Object.values(shop.theme.embeds).some((embed) => !embed.disabled),
    block: shop.theme.blocks.length > 0,
    basket:
      Object.values(shop.carts).some(
        (cart) => cart.lines.length > 0 && after(cart.createdAt),
      ) || appOrders.length > 0,
    claim:
      Object.values(shop.carts).some((cart) => cart.discountCodes.length > 0) ||
      shop.checkouts.some(
        (checkout) =>
          after(checkout.createdAt) && checkout.discountCodes.length > 0,
      ),
    checkout: shop.checkouts.some(
      (checkout) =>
        after(checkout.createdAt) && (checkout.email ?? checkout.phone),
    ),
    mail: ctx.world.inbox.some((mail) => after(mail.receivedAt)),
    bought: appOrders.length > 0,
  };
}
