import type { Id, Iso, Product, ShopWorld, Variant } from "../world/types.ts";

/** Products a shopper may see: active and published by now. */
export function visibleProducts(shop: ShopWorld, now: Iso): Product[] {
  return shop.products.filter(
    (product) => product.status === "ACTIVE" && product.publishedAt <= now,
  );
}

export function findVariant(
  shop: ShopWorld,
  variantId: Id,
): { product: Product; variant: Variant } | null {
  for (const product of shop.products) {
    const variant = product.variants.find((one) => one.id === variantId);
    if (variant) return { product, variant };
  }
  return null;
}

export function collectionIdsOf(shop: ShopWorld, productId: Id): Id[] {
  return shop.collections
    .filter((collection) => collection.productIds.includes(productId))
    .map((collection) => collection.id);
}

/** How many can be bought; Infinity when stock is not counted or overselling is allowed. */
export function sellableQuantity(variant: Variant): number {
  return variant.tracked && variant.inventoryPolicy === "DENY"
    ? Math.max(0, variant.inventoryQuantity)
    : Infinity;
}

export function isAvailable(variant: Variant): boolean {
  return sellableQuantity(variant) > 0;
}

export function hasOnlyDefaultVariant(product: Product): boolean {
  return (
    product.variants.length === 1 &&
    product.variants[0]?.title === "Default Title"
  );
}

/** File name and measures of the picture that stands for a variant. */
export function pictureOf(
  product: Product,
  variant?: Variant,
): Product["images"][number] | null {
  const own = variant?.image
    ? product.images.find((image) => image.src === variant.image)
    : undefined;
  return own ?? product.images[0] ?? null;
}

/** "Linen shirt - M / Sand", or only the product's title. */
export function lineTitle(product: Product, variant: Variant): string {
  return hasOnlyDefaultVariant(product)
    ? product.title
    : `${product.title} - ${variant.title}`;
}
