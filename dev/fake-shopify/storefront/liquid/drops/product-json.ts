import type { Product, Variant } from "../../../world/types.ts";
import {
  hasOnlyDefaultVariant,
  isAvailable,
  pictureOf,
} from "../../catalogue-lookup.ts";
import { pictureUrl } from "./image.ts";

/** What `{{ product | json }}` gives: stock is left out on purpose, as Shopify does. */
export function productToJson(product: Product) {
  const prices = product.variants.map((variant) => variant.price);
  const compareAt = product.variants.flatMap((variant) =>
    variant.compareAtPrice === null ? [] : [variant.compareAtPrice],
  );
  const images = product.images.map((image) => pictureUrl(image.src));
  return {
    id: Number(product.id),
    title: product.title,
    handle: product.handle,
    description: product.descriptionHtml,
    published_at: product.publishedAt,
    created_at: product.createdAt,
    vendor: product.vendor,
    type: product.type,
    tags: product.tags,
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_max: Math.max(...prices),
    available: product.variants.some(isAvailable),
    price_varies: new Set(prices).size > 1,
    compare_at_price: compareAt.length > 0 ? Math.min(...compareAt) : null,
    compare_at_price_min: compareAt.length > 0 ? Math.min(...compareAt) : 0,
    compare_at_price_max: compareAt.length > 0 ? Math.max(...compareAt) : 0,
    compare_at_price_varies: new Set(compareAt).size > 1,
    variants: product.variants.map((variant) =>
      variantToJson(product, variant),
    ),
    images,
    featured_image: images[0] ?? null,
    options: product.options.map((option) => option.name),
    media: product.images.map((image, index) => ({
      alt: image.alt,
      id: index + 1,
      position: index + 1,
      preview_image: {
        aspect_ratio: image.width / image.height,
        height: image.height,
        width: image.width,
        src: pictureUrl(image.src),
      },
      aspect_ratio: image.width / image.height,
      height: image.height,
      media_type: "image",
      src: pictureUrl(image.src),
      width: image.width,
    })),
    requires_selling_plan: false,
    selling_plan_groups: [],
    content: product.descriptionHtml,
  };
}

export function variantToJson(product: Product, variant: Variant) {
  const picture = variant.image ? pictureOf(product, variant) : null;
  const featured = picture
    ? {
        id: 1,
        product_id: Number(product.id),
        alt: picture.alt,
        width: picture.width,
        height: picture.height,
        src: pictureUrl(picture.src),
        variant_ids: [Number(variant.id)],
      }
    : null;
  return {
    id: Number(variant.id),
    title: variant.title,
    option1: variant.options[0] ?? null,
    option2: variant.options[1] ?? null,
    option3: variant.options[2] ?? null,
    sku: variant.sku,
    requires_shipping: variant.requiresShipping,
    taxable: variant.taxable,
    featured_image: featured,
    available: isAvailable(variant),
    name: hasOnlyDefaultVariant(product)
      ? product.title
      : `${product.title} - ${variant.title}`,
    public_title: hasOnlyDefaultVariant(product) ? null : variant.title,
    options: variant.options,
    price: variant.price,
    weight: variant.grams,
    compare_at_price: variant.compareAtPrice,
    inventory_management: variant.tracked ? "shopify" : null,
    barcode: null,
    requires_selling_plan: false,
    selling_plan_allocations: [],
  };
}

/** `/products/<handle>.js`: the same with money in minor units and the options with their values. */
export function productToAjax(product: Product, root: string) {
  return {
    ...productToJson(product),
    options: product.options.map((option, index) => ({
      name: option.name,
      position: index + 1,
      values: option.values,
    })),
    url: `${root}products/${product.handle}`,
  };
}
