import type { LocalShopify } from "../context.ts";
import type { Market } from "../world/markets.ts";
import type {
  Address,
  Checkout,
  Customer,
  Id,
  Iso,
  Minor,
  Order,
  Presentment,
  ShopWorld,
} from "../world/types.ts";
import { getShop, newId, toIso } from "../world/world.ts";
import { type ItemToAdd, lineKey } from "./cart/cart.ts";
import {
  type PricedCheckout,
  priceCheckout,
  refreshCheckout,
} from "./checkout/checkout.ts";
import { sayer } from "./checkout/words.ts";
import { type CodeVerdict, findByCode } from "./discounts/discounts.ts";
import { lineTitle, sellableQuantity } from "./catalogue-lookup.ts";
import { orderPayload } from "./payloads/orders.ts";
import { checkoutPayload } from "./payloads/checkouts.ts";
import { rememberBuyer } from "./customers.ts";
import { presentShop } from "./market.ts";
import { takeStock } from "./stock.ts";

/** Why an order could not be placed: a shopper can read it. */
export interface Refusal {
  refused:
    "sold-out" | "discount" | "empty" | "already-completed" | "no-contact";
  message: string;
}

export type OrderResult = { order: Order } | Refusal;

const CODE_MESSAGES: Record<string, string> = {
  unknown: "isn’t a valid code",
  "not-started": "isn’t valid yet",
  ended: "has ended",
  "used-up": "has already been used",
  "once-per-customer":
    "can be used only once per customer, and you have used it",
  "other-customers": "isn’t for this account",
  "minimum-subtotal": "needs a larger basket",
  "minimum-quantity": "needs more items",
  "no-matching-items": "doesn’t fit what is in your basket",
  "gift-missing": "needs its gift in your basket too",
  "nothing-to-deliver": "is for delivery, and nothing here is delivered",
  "other-country": "isn’t for the country you chose",
  "delivery-too-dear": "isn’t for the delivery method you chose",
  "does-not-combine": "can’t be combined with the other code",
  "too-many-codes": "is one code too many",
};

/** A sentence for the shopper: "SPRING has ended." */
export function explainCode(
  { code, reason }: CodeVerdict,
  locale: string,
): string {
  return `${code} ${sayer(locale)(CODE_MESSAGES[reason ?? ""] ?? "can’t be used")}.`;
}

/**
 * Turns an open checkout into a paid order: stock goes down, codes are used up, the customer is remembered, webhooks leave.
 * Refuses, and changes nothing, when stock or a code that counted so far is gone.
 */
export function completeCheckout(
  ctx: LocalShopify,
  options: { shop: string; token: string; test?: boolean },
): OrderResult {
  const shop = getShop(ctx.world, options.shop);
  const now = toIso(ctx.clock.now());
  const checkout = shop.checkouts.find((one) => one.token === options.token);
  if (!checkout || checkout.lines.length === 0)
    return { refused: "empty", message: "There is nothing in this checkout." };
  if (checkout.completedAt)
    return {
      refused: "already-completed",
      message: "This order has already been placed.",
    };
  if (!checkout.email && !checkout.phone)
    return { refused: "no-contact", message: "Enter an e-mail address." };
  const counted = new Set(
    checkout.applied.map((applied) => applied.code.toLowerCase()),
  );
  const result = priceCheckout(shop, checkout, now);
  const soldOut = findSoldOut(result);
  if (soldOut) return { refused: "sold-out", message: soldOut };
  const lost = result.priced.discounts.codes.find(
    (code) => !code.applicable && counted.has(code.code.toLowerCase()),
  );
  if (lost) {
    refreshCheckout(shop, checkout, now);
    ctx.save();
    return {
      refused: "discount",
      message: `${explainCode(lost, checkout.locale)} ${sayer(checkout.locale)("Your total has been updated.")}`,
    };
  }
  refreshCheckout(shop, checkout, now);
  const order = recordOrder(ctx, shop, {
    checkout,
    result,
    now,
    test: options.test ?? false,
    sourceName: "web",
  });
  ctx.emitWebhook(
    shop.shop,
    "checkouts/update",
    checkoutPayload(ctx, shop, checkout),
  );
  delete shop.carts[checkout.cartToken];
  return { order };
}

export interface OrderRequest {
  shop: string;
  lines: {
    variantId: Id;
    quantity: number;
    properties?: Record<string, string>;
  }[];
  email: string | null;
  firstName?: string;
  lastName?: string;
  address?: Address | null;
  acceptsMarketing?: boolean;
  discountCodes?: string[];
  attributes?: Record<string, string>;
  cartToken?: string;
  shippingLine?: { title: string; price: Minor } | null;
  locale?: string;
  sourceName?: string;
  test?: boolean;
  /** Default: the local clock. */
  at?: Date;
}

/** An order without a shopper at a screen: for seeds and the control page. Webhooks leave as for any other. */
export function placeOrder(
  ctx: LocalShopify,
  request: OrderRequest,
): OrderResult {
  const shop = getShop(ctx.world, request.shop);
  const now = toIso(request.at ?? ctx.clock.now());
  const items: ItemToAdd[] = request.lines.map((line) => ({
    id: line.variantId,
    quantity: line.quantity,
    properties: line.properties ?? {},
  }));
  const id = newId(ctx.world);
  const checkout: Checkout = {
    id,
    token: `${id}checkout`,
    key: `${id}key`,
    cartToken: request.cartToken ?? `${id}cart`,
    email: request.email,
    phone: null,
    customerId: null,
    acceptsMarketing: request.acceptsMarketing ?? false,
    locale:
      request.locale ??
      shop.locales.find((locale) => locale.primary)?.code ??
      "en",
    currency: shop.currency,
    shippingAddress: request.address ?? null,
    shippingLine: request.shippingLine
      ? { ...request.shippingLine, discount: 0 }
      : null,
    note: "",
    attributes: request.attributes ?? {},
    discountCodes: request.discountCodes ?? [],
    applied: [],
    lines: items.map((item) => ({
      key: lineKey(item.id, item.properties),
      productId: "",
      variantId: item.id,
      title: "",
      variantTitle: null,
      sku: "",
      vendor: "",
      quantity: item.quantity,
      price: 0,
      discount: 0,
      properties: item.properties,
    })),
    landingSite: null,
    referringSite: null,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    orderId: null,
    announced: false,
  };
  const result = refreshCheckout(shop, checkout, now);
  if (checkout.lines.length === 0)
    return { refused: "empty", message: "None of the variants exists." };
  const soldOut = findSoldOut(result);
  if (soldOut) return { refused: "sold-out", message: soldOut };
  return {
    order: recordOrder(ctx, shop, {
      checkout,
      result,
      now,
      test: request.test ?? false,
      sourceName: request.sourceName ?? "web",
      buyer: request,
    }),
  };
}

interface OrderToRecord {
  checkout: Checkout;
  result: PricedCheckout;
  now: Iso;
  test: boolean;
  sourceName: string;
  buyer?: { firstName?: string; lastName?: string };
}

function recordOrder(
  ctx: LocalShopify,
  shop: ShopWorld,
  { checkout, result, now, test, sourceName, buyer }: OrderToRecord,
): Order {
  const customer: Customer | null = rememberBuyer(ctx, shop, {
    checkout,
    now,
    ...buyer,
  });
  const number =
    shop.orders.reduce(
      (highest, order) => Math.max(highest, order.number),
      1000,
    ) + 1;
  const order: Order = {
    id: newId(ctx.world),
    number,
    name: `#${number}`,
    checkoutId: checkout.id,
    checkoutToken: checkout.token,
    cartToken: checkout.cartToken,
    email: checkout.email,
    phone: checkout.phone,
    customerId: customer?.id ?? null,
    acceptsMarketing: checkout.acceptsMarketing,
    locale: checkout.locale,
    currency: checkout.currency,
    lines: checkout.lines.map((line) => ({
      ...line,
      id: newId(ctx.world),
      refundedQuantity: 0,
    })),
    shippingAddress: checkout.shippingAddress,
    shippingLine: checkout.shippingLine,
    applied: checkout.applied,
    attributes: { ...checkout.attributes },
    note: checkout.note,
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    subtotal: result.priced.total,
    total: result.total,
    totalDiscount: result.priced.totalDiscount + result.shippingDiscount,
    tags: [],
    test,
    sourceName,
    refunds: [],
    processedAt: now,
    createdAt: now,
    updatedAt: now,
    cancelledAt: null,
  };
  const market = shop.markets.find((one) => one.handle === checkout.market);
  if (market)
    order.presentment = presentmentOf(
      priceCheckout(presentShop(shop, market), checkout, now),
      market,
    );
  shop.orders.push(order);
  for (const { code } of order.applied) {
    const redeem = findByCode(shop.discounts, code)?.codes.find(
      (one) => one.code.toLowerCase() === code.toLowerCase(),
    );
    if (!redeem) continue;
    redeem.used += 1;
    redeem.usedBy.push(
      ...[customer?.id, order.email?.toLowerCase()].filter(
        (one): one is string => Boolean(one),
      ),
    );
  }
  checkout.completedAt = now;
  checkout.updatedAt = now;
  checkout.orderId = order.id;
  checkout.customerId = order.customerId;
  const payload = orderPayload(ctx, shop, order);
  ctx.emitWebhook(shop.shop, "orders/create", payload);
  ctx.emitWebhook(shop.shop, "orders/paid", payload);
  takeStock(ctx, shop, order.lines);
  ctx.save();
  return order;
}

function presentmentOf(
  { priced, shipping, shippingDiscount, total }: PricedCheckout,
  { currency, moneyFormat }: Market,
): Presentment {
  return {
    currency,
    moneyFormat,
    subtotal: priced.total,
    total,
    totalDiscount: priced.totalDiscount + shippingDiscount,
    shipping: { price: shipping, discount: shippingDiscount },
    lines: priced.lines.map(({ variant, discount, orderDiscount }) => ({
      price: variant.price,
      discount: discount + orderDiscount,
    })),
    applied: priced.discounts.applications.map(({ amount, allocations }) => ({
      amount,
      allocations,
    })),
  };
}

function findSoldOut({ priced }: PricedCheckout): string | null {
  for (const { line, product, variant } of priced.lines) {
    const wanted = priced.lines.reduce(
      (sum, other) =>
        sum + (other.variant.id === variant.id ? other.line.quantity : 0),
      0,
    );
    if (wanted > sellableQuantity(variant)) {
      const left = sellableQuantity(variant);
      return left === 0
        ? `${lineTitle(product, variant)} has just sold out.`
        : `Only ${left} of ${lineTitle(product, variant)} are left (you wanted ${line.quantity}).`;
    }
  }
  return null;
}
