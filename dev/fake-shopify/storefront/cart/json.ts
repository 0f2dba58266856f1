import type { ShopWorld } from "../../world/types.ts";
import {
  hasOnlyDefaultVariant,
  lineTitle,
  pictureOf,
} from "../catalogue-lookup.ts";
import { cartInHundredths } from "../currency.ts";
import type { DiscountApplication } from "../discounts/allocate.ts";
import { publicAttributes, publicToken } from "./cart.ts";
import type { PricedCart, PricedLine } from "./price.ts";

/** The Ajax API's cart. Money is integer hundredths. @see https://shopify.dev/docs/api/ajax/reference/cart */
export function cartToJson(inMinor: PricedCart, shop: ShopWorld) {
  const priced = cartInHundredths(inMinor, shop.currency);
  const { cart, lines, discounts } = priced;
  return {
    token: publicToken(cart),
    note: cart.note,
    attributes: publicAttributes(cart.attributes),
    original_total_price: priced.original,
    total_price: priced.total,
    total_discount: priced.totalDiscount,
    total_weight: priced.weight,
    item_count: priced.itemCount,
    items: lines.map((line, index) =>
      lineToJson(line, discounts.applications, index),
    ),
    requires_shipping: priced.requiresShipping,
    currency: shop.currency,
    items_subtotal_price: priced.subtotal,
    cart_level_discount_applications: discounts.applications
      .filter((application) => application.target === "order")
      .map((application) => ({
        ...applicationToJson(application),
        total_allocated_amount: application.amount,
      })),
    discount_codes: discounts.codes.map(({ code, applicable }) => ({
      code,
      applicable,
    })),
  };
}

export function lineToJson(
  { line, product, variant, original, discount }: PricedLine,
  applications: DiscountApplication[],
  index: number,
) {
  const picture = pictureOf(product, variant);
  const image = picture ? `/cdn/files/${picture.src}` : null;
  const final = original - discount;
  const each = Math.round(final / line.quantity);
  return {
    id: Number(variant.id),
    properties: line.properties,
    quantity: line.quantity,
    variant_id: Number(variant.id),
    key: line.key,
    title: lineTitle(product, variant),
    price: variant.price,
    original_price: variant.price,
    presentment_price: variant.price / 100,
    discounted_price: each,
    line_price: original,
    original_line_price: original,
    total_discount: discount,
    discounts: allocationsOf(applications, index).map(
      ({ application, amount }) => ({ amount, title: application.code }),
    ),
    sku: variant.sku,
    grams: variant.grams,
    vendor: product.vendor,
    taxable: variant.taxable,
    product_id: Number(product.id),
    product_has_only_default_variant: hasOnlyDefaultVariant(product),
    gift_card: product.giftCard ?? false,
    final_price: each,
    final_line_price: final,
    url: `/products/${product.handle}?variant=${variant.id}`,
    featured_image: picture
      ? {
          aspect_ratio: picture.width / picture.height,
          alt: picture.alt,
          height: picture.height,
          url: image,
          width: picture.width,
        }
      : { url: null, aspect_ratio: null, alt: null, height: null, width: null },
    image,
    handle: product.handle,
    requires_shipping: variant.requiresShipping,
    product_type: product.type,
    product_title: product.title,
    product_description: product.descriptionHtml.replace(/<[^>]*>/g, ""),
    variant_title: hasOnlyDefaultVariant(product) ? null : variant.title,
    variant_options: variant.options,
    options_with_values: product.options.map((option, at) => ({
      name: option.name,
      value: variant.options[at] ?? "",
    })),
    line_level_discount_allocations: allocationsOf(applications, index).map(
      ({ application, amount }) => ({
        amount,
        discount_application: applicationToJson(application),
      }),
    ),
    line_level_total_discount: discount,
  };
}

export function allocationsOf(
  applications: DiscountApplication[],
  index: number,
) {
  return applications
    .filter(
      (application) =>
        application.target === "product" &&
        (application.allocations[index] ?? 0) > 0,
    )
    .map((application) => ({
      application,
      amount: application.allocations[index] ?? 0,
    }));
}

/** Percentages as "10.0", amounts as "5.0" in major units. */
export function applicationToJson(application: DiscountApplication) {
  const value =
    application.type === "percentage"
      ? application.value
      : application.value / 100;
  return {
    type: "discount_code",
    key: application.code,
    title: application.code,
    description: null,
    code: application.code,
    value: Number.isInteger(value) ? value.toFixed(1) : String(value),
    value_type: application.type,
    allocation_method: application.allocationMethod,
    target_selection: application.target === "order" ? "all" : "entitled",
    target_type: "line_item",
    created_at: null,
  };
}
