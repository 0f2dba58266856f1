import type { LocalShopify } from "../../context.ts";
import type {
  Address,
  AppliedDiscount,
  Cart,
  Checkout,
  CheckoutLine,
  Customer,
  Iso,
  Minor,
  ShopWorld,
} from "../../world/types.ts";
import { newId, newToken } from "../../world/world.ts";
import { replaceDiscountCodes } from "../cart/cart.ts";
import { type PricedCart, priceCart } from "../cart/price.ts";
import { hasOnlyDefaultVariant } from "../catalogue-lookup.ts";
import { baseOf } from "../market.ts";
import { checkoutPayload } from "../payloads/checkouts.ts";
import { type ShippingOption, shippingOptions } from "./shipping.ts";

export interface PricedCheckout {
  checkout: Checkout;
  priced: PricedCart;
  /** What the chosen delivery costs, and what a discount takes off that. */
  shipping: Minor;
  shippingDiscount: Minor;
  /** The ways of delivery there are, and what each would cost with the codes given. */
  options: (ShippingOption & { discount: Minor })[];
  total: Minor;
}

/** The open checkout of a cart, brought up to date with it; a new one when there is none. */
export function openCheckout(
  ctx: LocalShopify,
  shop: ShopWorld,
  options: {
    cart: Cart;
    customer: Customer | null;
    now: Iso;
    locale: string;
    landingSite?: string;
    referringSite?: string;
  },
): Checkout {
  const { cart, customer, now, locale } = options;
  const existing = shop.checkouts.find(
    (checkout) => checkout.cartToken === cart.token && !checkout.completedAt,
  );
  const checkout: Checkout = existing ?? {
    id: newId(ctx.world),
    token: newToken(),
    key: newToken(),
    cartToken: cart.token,
    email: customer?.email ?? null,
    phone: customer?.phone ?? null,
    customerId: customer?.id ?? null,
    acceptsMarketing: customer?.emailMarketingConsent.state === "SUBSCRIBED",
    locale,
    currency: baseOf(shop).currency,
    shippingAddress: customer?.address ?? null,
    shippingLine: null,
    note: "",
    attributes: {},
    discountCodes: [],
    applied: [],
    lines: [],
    landingSite: options.landingSite ?? null,
    referringSite: options.referringSite ?? null,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    orderId: null,
    announced: false,
  };
  if (!existing) shop.checkouts.push(checkout);
  checkout.locale = locale;
  checkout.market = shop.presentment?.market.handle;
  checkout.note = cart.note;
  checkout.attributes = { ...cart.attributes };
  checkout.discountCodes = [...cart.discountCodes];
  checkout.lines = cart.lines.map((line) => ({
    ...EMPTY_LINE,
    key: line.key,
    variantId: line.variantId,
    quantity: line.quantity,
    properties: { ...line.properties },
  }));
  refreshCheckout(shop, checkout, now);
  return checkout;
}

const EMPTY_LINE: CheckoutLine = {
  key: "",
  productId: "",
  variantId: "",
  title: "",
  variantTitle: null,
  sku: "",
  vendor: "",
  quantity: 0,
  price: 0,
  discount: 0,
  properties: {},
};

/** A checkout's basket at today's prices and discounts, for whoever buys. */
export function priceCheckout(
  shop: ShopWorld,
  checkout: Checkout,
  now: Iso,
): PricedCheckout {
  const customer = findCustomer(shop, checkout);
  const cart: Cart = {
    token: checkout.cartToken,
    key: "",
    lines: checkout.lines.map((line) => ({
      key: line.key,
      variantId: line.variantId,
      quantity: line.quantity,
      properties: line.properties,
    })),
    note: checkout.note,
    attributes: checkout.attributes,
    discountCodes: checkout.discountCodes,
    customerId: customer?.id ?? null,
    createdAt: checkout.createdAt,
    updatedAt: checkout.updatedAt,
  };
  const price = (deliveryPrice: Minor | null) =>
    priceCart({
      shop,
      cart,
      now,
      customer,
      email: checkout.email,
      delivery: {
        countryCode: checkout.shippingAddress?.countryCode ?? null,
        price: deliveryPrice,
      },
    });
  // What delivery costs depends on the basket, and whether a code applies on what delivery costs.
  const before = price(null);
  const options = before.requiresShipping
    ? shippingOptions(before.total, shop).map((option) => ({
        ...option,
        priced: price(option.price),
      }))
    : [];
  const chosen = options.find(
    (option) => option.title === checkout.shippingLine?.title,
  );
  const priced = chosen?.priced ?? before;
  const shipping = chosen?.price ?? 0;
  const { shippingDiscount } = priced.discounts;
  return {
    checkout,
    priced,
    shipping,
    shippingDiscount,
    options: options.map(({ priced: then, ...option }) => ({
      ...option,
      discount: then.discounts.shippingDiscount,
    })),
    total: priced.total + shipping - shippingDiscount,
  };
}

export function findCustomer(
  shop: ShopWorld,
  { customerId, email }: Pick<Checkout, "customerId" | "email">,
): Customer | null {
  const wanted = email?.toLowerCase();
  return (
    shop.customers.find((one) =>
      wanted ? one.email?.toLowerCase() === wanted : one.id === customerId,
    ) ?? null
  );
}

/**
 * Writes prices, discounts and the delivery price of this moment into the checkout, in the shop's own currency. What is given
 * back is in the currency of the `shop` given.
 */
export function refreshCheckout(
  shop: ShopWorld,
  checkout: Checkout,
  now: Iso,
): PricedCheckout {
  const result = priceCheckout(baseOf(shop), checkout, now);
  checkout.lines = checkoutLines(result.priced);
  checkout.applied = appliedDiscounts(result.priced);
  if (checkout.shippingLine)
    checkout.shippingLine = {
      title: checkout.shippingLine.title,
      price: result.shipping,
      discount: result.shippingDiscount,
    };
  checkout.customerId = findCustomer(shop, checkout)?.id ?? null;
  return shop.presentment ? priceCheckout(shop, checkout, now) : result;
}

export function checkoutLines(priced: PricedCart): CheckoutLine[] {
  return priced.lines.map(
    ({ line, product, variant, discount, orderDiscount }) => ({
      key: line.key,
      productId: product.id,
      variantId: variant.id,
      title: product.title,
      variantTitle: hasOnlyDefaultVariant(product) ? null : variant.title,
      sku: variant.sku,
      vendor: product.vendor,
      quantity: line.quantity,
      price: variant.price,
      discount: discount + orderDiscount,
      properties: line.properties,
    }),
  );
}

export function appliedDiscounts(priced: PricedCart): AppliedDiscount[] {
  return priced.discounts.applications.map((application) => ({
    ...application,
    allocations: [...application.allocations],
  }));
}

export interface ContactChange {
  email?: string | null;
  phone?: string | null;
  acceptsMarketing?: boolean;
  shippingAddress?: Address;
  shippingTitle?: string;
  discountCodes?: string[];
}

/** Keeps what the shopper entered. The first contact data announce the checkout (checkouts/create), later ones update it. */
export function changeCheckout(
  ctx: LocalShopify,
  shop: ShopWorld,
  options: { checkout: Checkout; change: ContactChange; now: Iso },
): PricedCheckout {
  const { checkout, change, now } = options;
  const before = JSON.stringify(checkout);
  if (change.email !== undefined) checkout.email = change.email;
  if (change.phone !== undefined) checkout.phone = change.phone;
  if (change.acceptsMarketing !== undefined)
    checkout.acceptsMarketing = change.acceptsMarketing;
  if (change.shippingAddress) checkout.shippingAddress = change.shippingAddress;
  if (change.shippingTitle)
    checkout.shippingLine = {
      title: change.shippingTitle,
      price: 0,
      discount: 0,
    };
  if (change.discountCodes) {
    checkout.discountCodes = change.discountCodes;
    const cart = shop.carts[checkout.cartToken];
    if (cart) replaceDiscountCodes(cart, change.discountCodes.join(","));
  }
  const result = refreshCheckout(shop, checkout, now);
  // Saving the same again is no event: the recovery delay counts from the last real change.
  if (JSON.stringify(checkout) !== before)
    announceCheckout(ctx, shop, checkout, now);
  return result;
}

export function announceCheckout(
  ctx: LocalShopify,
  shop: ShopWorld,
  checkout: Checkout,
  now: Iso,
): void {
  checkout.updatedAt = now;
  ctx.save();
  if (!checkout.email && !checkout.phone) return;
  const topic = checkout.announced ? "checkouts/update" : "checkouts/create";
  checkout.announced = true;
  ctx.emitWebhook(
    shop.shop,
    topic,
    checkoutPayload(ctx, baseOf(shop), checkout),
  );
}
