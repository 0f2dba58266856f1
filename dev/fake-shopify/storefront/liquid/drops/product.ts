import type { Product, Variant } from "../../../world/types.ts";
import {
  hasOnlyDefaultVariant,
  isAvailable,
  pictureOf,
} from "../../catalogue-lookup.ts";
import { productInHundredths } from "../../currency.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { imageDrop, productImages } from "./image.ts";
import { metafieldsDrop } from "./metafields.ts";
import { productToJson, variantToJson } from "./product-json.ts";

/** One drop per product and rendering, so that the same product compares equal. */
export function productDrop(
  state: RenderState,
  { id }: Pick<Product, "id">,
): ShopifyDrop {
  const known = state.products.get(id);
  if (known) return known;
  const { shop, ctx, root, url } = state.request;
  const own = shop.products.find((one) => one.id === id);
  if (!own) throw new Error(`The shop has no product ${id}.`);
  const product = productInHundredths(own, shop.currency);
  const prices = product.variants.map((variant) => variant.price);
  const compareAt = product.variants.flatMap((variant) =>
    variant.compareAtPrice === null ? [] : [variant.compareAtPrice],
  );
  const wanted = url.searchParams.get("variant");
  const variants = () =>
    product.variants.map((variant) => variantDrop(state, product, variant));
  const pick = (find: (variant: Variant) => boolean) => {
    const variant = product.variants.find(find);
    return variant ? variantDrop(state, product, variant) : null;
  };
  const images = () => productImages(product);
  const drop = makeDrop({
    type: "product",
    fields: {
      id: Number(product.id),
      title: product.title,
      handle: product.handle,
      object_type: "product",
      vendor: product.vendor,
      type: product.type,
      tags: product.tags,
      description: product.descriptionHtml,
      content: product.descriptionHtml,
      url: `${root}products/${product.handle}`,
      published_at: product.publishedAt,
      created_at: product.createdAt,
      template_suffix: null,
      category: null,
      available: product.variants.some(isAvailable),
      price: Math.min(...prices),
      price_min: Math.min(...prices),
      price_max: Math.max(...prices),
      price_varies: new Set(prices).size > 1,
      compare_at_price: compareAt.length > 0 ? Math.min(...compareAt) : null,
      compare_at_price_min: compareAt.length > 0 ? Math.min(...compareAt) : 0,
      compare_at_price_max: compareAt.length > 0 ? Math.max(...compareAt) : 0,
      compare_at_price_varies: new Set(compareAt).size > 1,
      has_only_default_variant: hasOnlyDefaultVariant(product),
      variants,
      variants_count: product.variants.length,
      options: product.options.map((option) => option.name),
      options_with_values: () => optionsWithValues(state, product),
      options_by_name: () =>
        makeDrop({
          type: "options_by_name",
          fields: {},
          find: (name) =>
            optionsWithValues(state, product).find(
              (option) =>
                String(option["name"]).toLowerCase() === name.toLowerCase(),
            ),
        }),
      selected_variant: () =>
        wanted ? pick((variant) => variant.id === wanted) : null,
      first_available_variant: () => pick(isAvailable),
      selected_or_first_available_variant: () =>
        pick((variant) => variant.id === wanted) ??
        pick(isAvailable) ??
        pick(() => true),
      images,
      media: images,
      featured_image: () => images()[0] ?? null,
      featured_media: () => images()[0] ?? null,
      collections: () =>
        shop.collections
          .filter((collection) => collection.productIds.includes(product.id))
          .map((one) => state.collectionDrop(state, one)),
      metafields: () =>
        metafieldsDrop({
          shop,
          ownerType: "PRODUCT",
          ownerId: product.id,
          appId: ctx.appConfig.appId,
        }),
      // A shop without subscriptions, gift cards or volume prices: these are Shopify's own answers for it.
      selling_plan_groups: [],
      requires_selling_plan: false,
      selected_selling_plan: null,
      selected_selling_plan_allocation: null,
      selected_or_first_available_selling_plan_allocation: null,
      "gift_card?": false,
      "quantity_price_breaks_configured?": false,
    },
    json: () => productToJson(product),
  });
  state.products.set(product.id, drop);
  return drop;
}

/** `product` and `variant` in hundredths, see currency.ts. */
export function variantDrop(
  state: RenderState,
  product: Product,
  variant: Variant,
): ShopifyDrop {
  const picture = pictureOf(product, variant);
  const own =
    variant.image && picture
      ? imageDrop(picture, {
          productId: product.id,
          variants: () => [variant.id],
        })
      : null;
  const selected = state.request.url.searchParams.get("variant") === variant.id;
  return makeDrop({
    type: "variant",
    fields: {
      id: Number(variant.id),
      title: variant.title,
      sku: variant.sku,
      barcode: null,
      price: variant.price,
      compare_at_price: variant.compareAtPrice,
      available: isAvailable(variant),
      selected,
      matched: selected,
      options: variant.options,
      option1: variant.options[0] ?? null,
      option2: variant.options[1] ?? null,
      option3: variant.options[2] ?? null,
      url: `${state.request.root}products/${product.handle}?variant=${variant.id}`,
      weight: variant.grams,
      weight_unit: "kg",
      weight_in_unit: variant.grams / 1000,
      unit_price: null,
      unit_price_measurement: null,
      inventory_quantity: variant.inventoryQuantity,
      inventory_management: variant.tracked ? "shopify" : null,
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
      requires_shipping: variant.requiresShipping,
      taxable: variant.taxable,
      image: own,
      featured_image: own,
      featured_media: own,
      incoming: false,
      next_incoming_date: null,
      store_availabilities: [],
      selling_plan_allocations: [],
      selected_selling_plan_allocation: null,
      requires_selling_plan: false,
      quantity_price_breaks: [],
      "quantity_price_breaks_configured?": false,
      quantity_rule: { min: 1, max: null, increment: 1 },
      product: () => productDrop(state, product),
      metafields: () =>
        makeDrop({
          type: "metafields",
          fields: {},
          find: () => makeDrop({ type: "metafield_namespace", fields: {} }),
        }),
    },
    json: () => variantToJson(product, variant),
  });
}

function optionsWithValues(
  state: RenderState,
  product: Product,
): ShopifyDrop[] {
  const wanted = state.request.url.searchParams.get("variant");
  const selected =
    product.variants.find((variant) => variant.id === wanted) ??
    product.variants.find(isAvailable) ??
    product.variants[0];
  return product.options.map((option, index) =>
    makeDrop({
      type: "product_option",
      fields: {
        name: option.name,
        position: index + 1,
        selected_value: selected?.options[index] ?? null,
        values: () =>
          option.values.map((value) => {
            // The variant that results from changing this option alone.
            const variant = product.variants.find((one) =>
              one.options.every((part, at) =>
                at === index ? part === value : part === selected?.options[at],
              ),
            );
            return makeDrop({
              type: "product_option_value",
              fields: {
                id: `${product.id}-${index}-${value}`,
                name: value,
                available: variant ? isAvailable(variant) : false,
                selected: selected?.options[index] === value,
                swatch: null,
                product_url: null,
                variant: () =>
                  variant ? variantDrop(state, product, variant) : null,
              },
              print: () => value,
            });
          }),
      },
      json: () => ({
        name: option.name,
        position: index + 1,
        values: option.values,
      }),
    }),
  );
}
