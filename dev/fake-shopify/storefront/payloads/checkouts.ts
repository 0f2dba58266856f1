import { type LocalShopify, storefrontOrigin } from "../../context.ts";
import type { Checkout, CheckoutLine, ShopWorld } from "../../world/types.ts";
import { findVariant } from "../catalogue-lookup.ts";
import { addressPayload, customerPayload } from "./customers.ts";
import { discountCodes, lineAllocations, shippingLines } from "./discounts.ts";
import { toMoney } from "./money.ts";

export function abandonedCheckoutUrl(
  ctx: LocalShopify,
  shop: ShopWorld,
  checkout: Pick<Checkout, "token" | "key">,
): string {
  return `${storefrontOrigin(ctx, shop.shop)}/checkouts/${checkout.token}/recover?key=${checkout.key}`;
}

/** Body of checkouts/create and checkouts/update. @see https://shopify.dev/docs/api/webhooks (checkouts) */
export function checkoutPayload(
  ctx: LocalShopify,
  shop: ShopWorld,
  checkout: Checkout,
) {
  const money = (minor: number) => toMoney(minor, checkout.currency);
  const lines = checkout.lines.reduce(
    (sum, line) => sum + line.price * line.quantity,
    0,
  );
  const discounts = checkout.lines.reduce(
    (sum, line) => sum + line.discount,
    0,
  );
  const shipping = checkout.shippingLine?.price ?? 0;
  const offShipping = checkout.shippingLine?.discount ?? 0;
  const customer = shop.customers.find((one) => one.id === checkout.customerId);
  const address = checkout.shippingAddress
    ? addressPayload(checkout.shippingAddress)
    : null;
  return {
    id: Number(checkout.id),
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    phone: checkout.phone,
    gateway: null,
    buyer_accepts_marketing: checkout.acceptsMarketing,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    created_at: checkout.createdAt,
    updated_at: checkout.updatedAt,
    completed_at: checkout.completedAt,
    closed_at: null,
    landing_site: checkout.landingSite,
    referring_site: checkout.referringSite,
    source: null,
    source_name: "web",
    source_identifier: null,
    source_url: null,
    name: `#${checkout.id}`,
    note: checkout.note || null,
    note_attributes: noteAttributes(checkout.attributes),
    currency: checkout.currency,
    presentment_currency:
      shop.markets.find((one) => one.handle === checkout.market)?.currency ??
      checkout.currency,
    customer_locale: checkout.locale,
    location_id: null,
    user_id: null,
    device_id: null,
    taxes_included: true,
    tax_lines: [],
    total_tax: money(0),
    total_duties: null,
    total_weight: checkout.lines.reduce(
      (sum, line) =>
        sum +
        (findVariant(shop, line.variantId)?.variant.grams ?? 0) * line.quantity,
      0,
    ),
    total_line_items_price: money(lines),
    total_discounts: money(discounts + offShipping),
    subtotal_price: money(lines - discounts),
    total_price: money(lines - discounts + shipping - offShipping),
    discount_codes: discountCodes(checkout.applied, checkout.currency),
    line_items: checkout.lines.map((line, index) =>
      checkoutLine(shop, checkout, line, index),
    ),
    shipping_lines: shippingLines(
      checkout.shippingLine,
      checkout.applied,
      checkout.currency,
    ),
    shipping_address: address,
    billing_address: address,
    customer: customer ? customerPayload(customer) : null,
    abandoned_checkout_url: abandonedCheckoutUrl(ctx, shop, checkout),
  };
}

/** All of them: private ones (`__x`) are hidden from Liquid and Ajax, not from the merchant's apps. */
export function noteAttributes(attributes: Record<string, string>) {
  return Object.entries(attributes).map(([name, value]) => ({ name, value }));
}

function checkoutLine(
  shop: ShopWorld,
  checkout: Checkout,
  line: CheckoutLine,
  index: number,
) {
  const money = (minor: number) => toMoney(minor, checkout.currency);
  const hit = findVariant(shop, line.variantId);
  const variant = hit?.variant;
  return {
    key: line.key,
    product_id: Number(line.productId),
    variant_id: Number(line.variantId),
    title: line.title,
    presentment_title: line.title,
    variant_title: line.variantTitle,
    presentment_variant_title: line.variantTitle,
    quantity: line.quantity,
    price: money(line.price),
    variant_price: money(line.price),
    line_price: money(line.price * line.quantity - line.discount),
    compare_at_price:
      variant?.compareAtPrice == null ? null : money(variant.compareAtPrice),
    sku: line.sku,
    vendor: line.vendor,
    properties: Object.entries(line.properties).map(([name, value]) => ({
      name,
      value,
    })),
    applied_discounts: [],
    // Unlike an order, a checkout has no discount_applications: each allocation brings its own.
    discount_allocations: lineAllocations(
      checkout.applied,
      index,
      checkout.currency,
    ).map((one) => ({
      ...one,
      code: checkout.applied[one.discount_application_index]?.code ?? null,
    })),
    gift_card: hit?.product.giftCard ?? false,
    requires_shipping: variant?.requiresShipping ?? true,
    taxable: variant?.taxable ?? true,
    grams: variant?.grams ?? 0,
    fulfillment_service: "manual",
    destination_location_id: null,
    origin_location_id: null,
    user_id: null,
    rank: null,
    tax_lines: [],
  };
}
