import type { Product } from "../../world/types.ts";
import { gid } from "../../world/world.ts";
import { toMoney } from "./money.ts";

/** Webhook products/update. */
export function productPayload(product: Product, currency: string) {
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
      price: toMoney(variant.price, currency),
      compare_at_price:
        variant.compareAtPrice === null
          ? null
          : toMoney(variant.compareAtPrice, currency),
      inventory_quantity: variant.inventoryQuantity,
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
    })),
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      updated_at: product.updatedAt,
    })),
  };
}
