/** What a merchant changes outside the app, and what the app hears of it. */
import type { LocalShopify } from "../../context.ts";
import type { Customer, Product, ShopWorld } from "../../world/types.ts";
import { gid, toIso } from "../../world/world.ts";
import { moneyText } from "../graphql/money.ts";
import { Refusal } from "../http.ts";

function productPayload(product: Product, currency: string) {
  return {
    id: Number(product.id),
    admin_graphql_api_id: gid("Product", product.id),
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    product_type: product.type,
    status: product.status.toLowerCase(),
    tags: product.tags.join(", "),
    published_at: product.publishedAt,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    options: product.options,
    variants: product.variants.map((variant) => ({
      id: Number(variant.id),
      inventory_item_id: Number(variant.inventoryItemId),
      title: variant.title,
      sku: variant.sku,
      price: moneyText(variant.price, currency),
      compare_at_price:
        variant.compareAtPrice === null
          ? null
          : moneyText(variant.compareAtPrice, currency),
      inventory_quantity: variant.inventoryQuantity,
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
    })),
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      updated_at: product.updatedAt,
    })),
  };
}

export function setStock(
  ctx: LocalShopify,
  shop: ShopWorld,
  { variantId, quantity }: { variantId: string; quantity: number },
): void {
  const product = shop.products.find((one) =>
    one.variants.some((variant) => variant.id === variantId),
  );
  const variant = product?.variants.find((one) => one.id === variantId);
  if (!product || !variant)
    throw new Refusal(404, "There is no such variant in this shop.");
  variant.inventoryQuantity = quantity;
  product.updatedAt = toIso(ctx.clock.now());
  ctx.emitWebhook(shop.shop, "inventory_levels/update", {
    inventory_item_id: Number(variant.inventoryItemId),
    location_id: 1,
    available: quantity,
    updated_at: product.updatedAt,
    admin_graphql_api_id: `${gid("InventoryLevel", "1")}?inventory_item_id=${variant.inventoryItemId}`,
  });
  ctx.emitWebhook(
    shop.shop,
    "products/update",
    productPayload(product, shop.currency),
  );
}

/** As the Admin API does it, or the merchant by hand. */
export function applyConsent(
  ctx: LocalShopify,
  shop: ShopWorld,
  customer: Customer,
  consent: Customer["emailMarketingConsent"],
): void {
  customer.emailMarketingConsent = consent;
  customer.updatedAt = toIso(ctx.clock.now());
  ctx.save();
  ctx.emitWebhook(shop.shop, "customers_email_marketing_consent/update", {
    customer_id: Number(customer.id),
    email_address: customer.email,
    email_marketing_consent: {
      state: consent.state.toLowerCase(),
      opt_in_level: consent.optInLevel?.toLowerCase() ?? null,
      consent_updated_at: consent.updatedAt,
    },
  });
}

export function changeConsent(
  ctx: LocalShopify,
  shop: ShopWorld,
  {
    customerId,
    state,
    at,
  }: { customerId: string; state: "SUBSCRIBED" | "UNSUBSCRIBED"; at: string },
): void {
  const customer = shop.customers.find((one) => one.id === customerId);
  if (!customer)
    throw new Refusal(404, "There is no such customer in this shop.");
  applyConsent(ctx, shop, customer, {
    state,
    optInLevel: "SINGLE_OPT_IN",
    updatedAt: at,
  });
}
