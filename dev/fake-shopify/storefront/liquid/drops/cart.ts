import { publicAttributes } from "../../cart/cart.ts";
import { allocationsOf, cartToJson, lineToJson } from "../../cart/json.ts";
import type { PricedCart, PricedLine } from "../../cart/price.ts";
import { lineTitle, pictureOf } from "../../catalogue-lookup.ts";
import { cartInHundredths } from "../../currency.ts";
import type { DiscountApplication } from "../../discounts/allocate.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { imageDrop } from "./image.ts";
import { productDrop, variantDrop } from "./product.ts";

export function cartDrop(state: RenderState, inMinor: PricedCart): ShopifyDrop {
  const { shop } = state.request;
  const priced = cartInHundredths(inMinor, shop.currency);
  // Free delivery is on the checkout alone: the cart knows no delivery yet.
  const applications = () =>
    priced.discounts.applications
      .filter((one) => one.target !== "shipping")
      .map(applicationDrop);
  const orderLevel = () =>
    priced.discounts.applications
      .filter((one) => one.target === "order")
      .map(applicationDrop);
  return makeDrop({
    type: "cart",
    fields: {
      items: () =>
        priced.lines.map((line, index) =>
          lineItemDrop(state, priced, line, index),
        ),
      item_count: priced.itemCount,
      "empty?": priced.lines.length === 0,
      note: priced.cart.note || null,
      attributes: publicAttributes(priced.cart.attributes),
      original_total_price: priced.original,
      items_subtotal_price: priced.subtotal,
      total_price: priced.total,
      checkout_charge_amount: priced.total,
      total_discount: priced.totalDiscount,
      total_weight: priced.weight,
      requires_shipping: priced.requiresShipping,
      currency: () => currencyDrop(shop.currency),
      discount_applications: applications,
      cart_level_discount_applications: orderLevel,
      discounts: applications,
      taxes_included: true,
      duties_included: false,
    },
    json: () => cartToJson(inMinor, shop),
  });
}

function lineItemDrop(
  state: RenderState,
  priced: PricedCart,
  priceLine: PricedLine,
  index: number,
): ShopifyDrop {
  const { line, product, variant, original, discount } = priceLine;
  const picture = pictureOf(product, variant);
  const final = original - discount;
  const { root } = state.request;
  const allocations = () =>
    allocationsOf(priced.discounts.applications, index).map(
      ({ application, amount }) =>
        makeDrop({
          type: "discount_allocation",
          fields: {
            amount,
            discount_application: () => applicationDrop(application),
          },
        }),
    );
  return makeDrop({
    type: "line_item",
    fields: {
      id: Number(variant.id),
      index,
      key: line.key,
      title: lineTitle(product, variant),
      quantity: line.quantity,
      price: Math.round(final / line.quantity),
      original_price: variant.price,
      final_price: Math.round(final / line.quantity),
      line_price: final,
      original_line_price: original,
      final_line_price: final,
      total_discount: discount,
      line_level_total_discount: discount,
      discount_allocations: allocations,
      line_level_discount_allocations: allocations,
      discounts: allocations,
      variant_id: Number(variant.id),
      product_id: Number(product.id),
      product: () => productDrop(state, product),
      variant: () => variantDrop(state, product, variant),
      properties: line.properties,
      options_with_values: product.options.map((option, at) => ({
        name: option.name,
        value: variant.options[at] ?? "",
      })),
      sku: variant.sku,
      vendor: product.vendor,
      grams: variant.grams,
      taxable: variant.taxable,
      gift_card: product.giftCard ?? false,
      requires_shipping: variant.requiresShipping,
      url: `${root}products/${product.handle}?variant=${variant.id}`,
      url_to_remove: `${root}cart/change?id=${encodeURIComponent(line.key)}&quantity=0`,
      image: () =>
        picture ? imageDrop(picture, { productId: product.id }) : null,
      unit_price: null,
      unit_price_measurement: null,
      tax_lines: [],
      fulfillment: null,
      fulfillment_service: "manual",
      successfully_fulfilled_quantity: 0,
      message: null,
      error_message: null,
      selling_plan_allocation: null,
      item_components: [],
      instructions: null,
      parent_relationship: null,
    },
    json: () => lineToJson(priceLine, priced.discounts.applications, index),
  });
}

function applicationDrop(application: DiscountApplication): ShopifyDrop {
  return makeDrop({
    type: "discount_application",
    fields: {
      title: application.code,
      type: "discount_code",
      value: application.value,
      value_type: application.type,
      target_type: "line_item",
      target_selection: application.target === "order" ? "all" : "entitled",
      total_allocated_amount: application.amount,
    },
    json: () => ({
      title: application.code,
      type: "discount_code",
      total_allocated_amount: application.amount,
    }),
  });
}

export function currencyDrop(code: string): ShopifyDrop {
  const symbol = new Intl.NumberFormat("en", {
    style: "currency",
    currency: code,
    currencyDisplay: "narrowSymbol",
  })
    .formatToParts(0)
    .find((part) => part.type === "currency")?.value;
  const name =
    new Intl.DisplayNames("en", { type: "currency" }).of(code) ?? code;
  return makeDrop({
    type: "currency",
    fields: { iso_code: code, name, symbol: symbol ?? code },
    print: () => code,
  });
}
