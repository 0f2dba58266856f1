import type {
  Address,
  AppliedDiscount,
  CheckoutLine,
  Id,
  Minor,
} from "../../world/types.ts";
import { findVariant } from "../catalogue-lookup.ts";
import {
  addressShape,
  money,
  type ShapeContext,
  toPairs,
  variantShape,
} from "./shapes.ts";

/** What an open checkout and the order it became have in common. */
export interface CheckoutLike {
  email: string | null;
  phone: string | null;
  customerId: Id | null;
  acceptsMarketing: boolean;
  locale: string;
  currency: string;
  lines: CheckoutLine[];
  applied: AppliedDiscount[];
  attributes: Record<string, string>;
  shippingAddress: Address | null;
  shippingLine: { title: string; price: Minor } | null;
}

export interface CheckoutFacts {
  token: string | null;
  /** Null until it is paid. */
  order: { id: Id; isFirst: boolean } | null;
  shipping: Minor;
}

/** `event.data.checkout` of every checkout event. */
export function checkoutShape(
  context: ShapeContext,
  checkout: CheckoutLike,
  { token, order, shipping }: CheckoutFacts,
) {
  const { may, shop } = context;
  const { currency } = checkout;
  const subtotal = checkout.lines.reduce(
    (sum, line) => sum + line.price * line.quantity - line.discount,
    0,
  );
  const total = money(subtotal + shipping, currency);
  const address = addressShape(may, checkout.shippingAddress);
  const applications = checkout.applied.map((one) =>
    applicationShape(one, currency),
  );
  return {
    attributes: toPairs(checkout.attributes),
    billingAddress: address,
    buyerAcceptsEmailMarketing: checkout.acceptsMarketing,
    buyerAcceptsSmsMarketing: false,
    currencyCode: currency,
    delivery: checkout.shippingLine
      ? {
          selectedDeliveryOptions: [
            {
              cost: money(checkout.shippingLine.price, currency),
              costAfterDiscounts: money(shipping, currency),
              description: null,
              handle: checkout.shippingLine.title.toLowerCase(),
              title: checkout.shippingLine.title,
              type: "shipping",
            },
          ],
        }
      : null,
    discountApplications: applications,
    discountsAmount: money(
      checkout.applied.reduce((sum, one) => sum + one.amount, 0),
      currency,
    ),
    email: may("email") ? checkout.email : null,
    lineItems: checkout.lines.map((line, index) => {
      const hit = findVariant(shop, line.variantId);
      return {
        discountAllocations: checkout.applied.flatMap((one, nth) => {
          const amount = one.allocations[index] ?? 0;
          return amount > 0
            ? [
                {
                  amount: money(amount, currency),
                  discountApplication: applications[nth],
                },
              ]
            : [];
        }),
        finalLinePrice: money(
          line.price * line.quantity - line.discount,
          currency,
        ),
        id: line.key,
        properties: toPairs(line.properties),
        quantity: line.quantity,
        sellingPlanAllocation: null,
        title: line.title,
        variant: hit ? variantShape(context, hit.product, hit.variant) : null,
      };
    }),
    localization: {
      country: {
        isoCode: checkout.shippingAddress?.countryCode ?? shop.countryCode,
      },
      language: { isoCode: checkout.locale },
      market: { handle: shop.countryCode.toLowerCase(), id: "1" },
    },
    order: order && {
      id: order.id,
      customer: { id: checkout.customerId, isFirstOrder: order.isFirst },
    },
    phone: may("phone") ? checkout.phone : null,
    shippingAddress: address,
    shippingLine: checkout.shippingLine
      ? { price: money(checkout.shippingLine.price, currency) }
      : null,
    smsMarketingPhone: null,
    subtotalPrice: money(subtotal, currency),
    token,
    totalPrice: total,
    totalTax: money(0, currency),
    transactions: order
      ? [
          {
            amount: total,
            gateway: "bogus",
            paymentMethod: { name: "Test payment", type: "creditCard" },
          },
        ]
      : [],
  };
}

/**
 * A code's name is its title. A delivery code says so by its target, and allocates to no line: `costAfterDiscounts` of the
 * delivery chosen has it.
 */
function applicationShape(one: AppliedDiscount, currency: string) {
  return {
    allocationMethod: one.allocationMethod.toUpperCase(),
    targetSelection: one.target === "product" ? "ENTITLED" : "ALL",
    targetType: one.target === "shipping" ? "SHIPPING_LINE" : "LINE_ITEM",
    title: one.code,
    type: "DISCOUNT_CODE",
    value:
      one.type === "percentage"
        ? { percentage: one.value }
        : money(one.value, currency),
  };
}
