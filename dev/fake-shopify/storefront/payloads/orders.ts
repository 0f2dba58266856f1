import { type LocalShopify, storefrontOrigin } from "../../context.ts";
import type { Order, ShopWorld } from "../../world/types.ts";
import { gid } from "../../world/world.ts";
import { findVariant } from "../catalogue-lookup.ts";
import { noteAttributes } from "./checkouts.ts";
import { addressPayload, customerPayload } from "./customers.ts";
import {
  discountApplications,
  discountCodes,
  lineAllocations,
  shippingLines,
} from "./discounts.ts";
import { toMoney, toMoneySet } from "./money.ts";

/** Body of orders/create, paid, updated, cancelled and fulfilled. */
export function orderPayload(ctx: LocalShopify, shop: ShopWorld, order: Order) {
  const money = (minor: number) => toMoney(minor, order.currency);
  const { presentment } = order;
  const set = (minor: number, seen: number | undefined) =>
    toMoneySet(
      minor,
      order.currency,
      presentment && { amount: seen ?? 0, currency: presentment.currency },
    );
  const customer = shop.customers.find((one) => one.id === order.customerId);
  const address = order.shippingAddress
    ? addressPayload(order.shippingAddress)
    : null;
  const refunded = order.refunds
    .flatMap((refund) => refund.lines)
    .reduce((sum, line) => sum + line.subtotal, 0);
  const shipping = order.shippingLine?.price ?? 0;
  const lines = order.lines.reduce(
    (sum, line) => sum + line.price * line.quantity,
    0,
  );
  return {
    id: Number(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    token: order.checkoutToken ?? order.id,
    checkout_id: order.checkoutId ? Number(order.checkoutId) : null,
    checkout_token: order.checkoutToken,
    cart_token: order.cartToken,
    confirmed: true,
    email: order.email,
    contact_email: order.email,
    phone: order.phone,
    buyer_accepts_marketing: order.acceptsMarketing,
    customer_locale: order.locale,
    currency: order.currency,
    presentment_currency: presentment?.currency ?? order.currency,
    taxes_included: true,
    total_tax: money(0),
    total_line_items_price: money(lines),
    total_discounts: money(order.totalDiscount),
    subtotal_price: money(order.subtotal),
    total_price: money(order.total),
    total_outstanding: money(0),
    current_subtotal_price: money(order.subtotal - refunded),
    current_total_price: money(order.total - refunded),
    current_total_discounts: money(order.totalDiscount),
    total_price_set: set(order.total, presentment?.total),
    subtotal_price_set: set(order.subtotal, presentment?.subtotal),
    total_discounts_set: set(order.totalDiscount, presentment?.totalDiscount),
    current_total_price_set: toMoneySet(order.total - refunded, order.currency),
    total_shipping_price_set: set(shipping, presentment?.shipping.price),
    discount_codes: discountCodes(order.applied, order.currency),
    discount_applications: discountApplications(order.applied, order.currency),
    note: order.note || null,
    note_attributes: noteAttributes(order.attributes),
    landing_site: null,
    landing_site_ref: null,
    referring_site: null,
    source_name: order.sourceName,
    app_id: 580111,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status:
      order.fulfillmentStatus === "FULFILLED" ? "fulfilled" : null,
    fulfillments: [],
    refunds: order.refunds.map((refund) => refundPayload(order, refund)),
    line_items: order.lines.map((line, index) =>
      orderLine(shop, order, line, index),
    ),
    shipping_lines: shippingLines(
      order.shippingLine,
      order.applied,
      order.currency,
    ),
    customer: customer ? customerPayload(customer) : null,
    billing_address: address,
    shipping_address: address,
    order_status_url: order.checkoutToken
      ? `${storefrontOrigin(ctx, shop.shop)}/checkouts/${order.checkoutToken}/thank-you`
      : null,
    payment_gateway_names: ["bogus"],
    tags: order.tags.join(", "),
    test: order.test,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelledAt ? "other" : null,
    closed_at: null,
    processed_at: order.processedAt,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
  };
}

function orderLine(
  shop: ShopWorld,
  order: Order,
  line: Order["lines"][number],
  index: number,
) {
  const money = (minor: number) => toMoney(minor, order.currency);
  const hit = findVariant(shop, line.variantId);
  return {
    id: Number(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    product_id: Number(line.productId),
    variant_id: Number(line.variantId),
    title: line.title,
    variant_title: line.variantTitle,
    name: line.variantTitle
      ? `${line.title} - ${line.variantTitle}`
      : line.title,
    quantity: line.quantity,
    current_quantity: order.cancelledAt
      ? 0
      : line.quantity - line.refundedQuantity,
    fulfillable_quantity:
      order.fulfillmentStatus === "FULFILLED"
        ? 0
        : line.quantity - line.refundedQuantity,
    price: money(line.price),
    price_set: toMoneySet(
      line.price,
      order.currency,
      order.presentment && {
        amount: order.presentment.lines[index]?.price ?? 0,
        currency: order.presentment.currency,
      },
    ),
    total_discount: money(0),
    discount_allocations: lineAllocations(order.applied, index, order.currency),
    properties: Object.entries(line.properties).map(([name, value]) => ({
      name,
      value,
    })),
    sku: line.sku,
    vendor: line.vendor,
    fulfillment_status:
      order.fulfillmentStatus === "FULFILLED" ? "fulfilled" : null,
    product_exists: hit !== null,
    requires_shipping: hit?.variant.requiresShipping ?? true,
    taxable: hit?.variant.taxable ?? true,
    grams: hit?.variant.grams ?? 0,
    gift_card: hit?.product.giftCard ?? false,
  };
}

/** Body of refunds/create, and as it stands in an order. */
export function refundPayload(order: Order, refund: Order["refunds"][number]) {
  const money = (minor: number) => toMoney(minor, order.currency);
  return {
    id: Number(refund.id),
    admin_graphql_api_id: gid("Refund", refund.id),
    order_id: Number(order.id),
    created_at: refund.createdAt,
    processed_at: refund.createdAt,
    note: null,
    user_id: null,
    restock: true,
    refund_line_items: refund.lines.map(
      ({ lineId, quantity, subtotal }, index) => ({
        id: Number(refund.id) + index + 1,
        line_item_id: Number(lineId),
        quantity,
        restock_type: "return",
        subtotal: Number(money(subtotal)),
        subtotal_set: toMoneySet(subtotal, order.currency),
        total_tax: 0,
        line_item: {
          id: Number(lineId),
          product_id: Number(
            order.lines.find((line) => line.id === lineId)?.productId ?? 0,
          ),
          variant_id: Number(
            order.lines.find((line) => line.id === lineId)?.variantId ?? 0,
          ),
        },
      }),
    ),
    transactions: [
      {
        kind: "refund",
        status: "success",
        amount: money(
          refund.lines.reduce((sum, line) => sum + line.subtotal, 0),
        ),
        gateway: "bogus",
        currency: order.currency,
      },
    ],
    order_adjustments: [],
  };
}
