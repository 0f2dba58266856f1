/** What the resource picker shows and gives back. */
import type { LocalShopify } from "../../context.ts";
import { storefrontOrigin } from "../../context.ts";
import type { Product, ShopWorld } from "../../world/types.ts";
import { gid } from "../../world/world.ts";
import { moneyText } from "../graphql/money.ts";
import { Refusal } from "../http.ts";

function describeProduct(ctx: LocalShopify, shop: ShopWorld, product: Product) {
  const images = product.images.map((image) => ({
    id: gid("ProductImage", product.id),
    originalSrc: `${storefrontOrigin(ctx, shop.shop)}/cdn/files/${image.src}`,
    altText: image.alt,
  }));
  const id = gid("Product", product.id);
  return {
    id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.type,
    status: product.status,
    tags: product.tags,
    images,
    totalVariants: product.variants.length,
    totalInventory: product.variants.reduce(
      (sum, variant) => sum + variant.inventoryQuantity,
      0,
    ),
    options: product.options.map((option, index) => ({
      id: gid("ProductOption", `${product.id}${index + 1}`),
      name: option.name,
      values: option.values,
    })),
    variants: product.variants.map((variant) => ({
      id: gid("ProductVariant", variant.id),
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      price: moneyText(variant.price, shop.currency),
      sku: variant.sku,
      inventoryQuantity: variant.inventoryQuantity,
      image: images[0] ?? null,
      product: { id, title: product.title },
    })),
  };
}

/** `fields`: {type, query}. */
export function listResources(
  ctx: LocalShopify,
  shop: ShopWorld,
  fields: Record<string, unknown>,
): object[] {
  const wanted = String(fields["query"] ?? "").toLowerCase();
  const matches = (...texts: string[]) =>
    texts.some((text) => text.toLowerCase().includes(wanted));
  switch (fields["type"]) {
    case "product":
    case "variant":
      return shop.products
        .filter((product) =>
          matches(product.title, product.vendor, ...product.tags),
        )
        .map((product) => describeProduct(ctx, shop, product));
    case "collection":
      return shop.collections
        .filter((collection) => matches(collection.title))
        .map((collection) => ({
          id: gid("Collection", collection.id),
          title: collection.title,
          handle: collection.handle,
          images: [],
          productsCount: collection.productIds.length,
        }));
    default:
      throw new Refusal(
        400,
        "The resource picker picks products, variants or collections.",
      );
  }
}
