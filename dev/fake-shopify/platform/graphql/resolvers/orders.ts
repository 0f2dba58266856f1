/** Orders and abandoned checkouts. */
import { storefrontOrigin } from "../../../context.ts";
import type { Checkout, CheckoutLine, Order } from "../../../world/types.ts";
import { gid } from "../../../world/world.ts";
import { idOf, type AdminCall, type Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { money, moneyBag } from "../money.ts";
import { parseSearch, type SearchFields } from "../search.ts";
import { toAddress, toCustomer } from "./customers.ts";
import { allocationsOf, orderDiscountFields } from "./order-discounts.ts";
import { findProduct, findVariant, sortBy, type ListArgs } from "./products.ts";

const orderSearch: SearchFields<Order> = {
  default: (order) => [order.name, order.email],
  id: (order) => Number(order.id),
  name: (order) => [order.name, order.name.replace("#", "")],
  email: (order) => order.email,
  created_at: (order) => order.createdAt,
  updated_at: (order) => order.updatedAt,
  processed_at: (order) => order.processedAt,
  customer_id: (order) => order.customerId,
  checkout_token: (order) => order.checkoutToken,
  cart_token: (order) => order.cartToken,
  tag: (order) => order.tags,
  test: (order) => order.test,
  discount_code: (order) => order.applied.map((discount) => discount.code),
  financial_status: (order) => order.financialStatus,
  fulfillment_status: (order) => order.fulfillmentStatus,
  status: (order) => (order.cancelledAt ? "cancelled" : "open"),
};

const attributes = (entries: Record<string, string>) =>
  Object.entries(entries).map(([key, value]) => ({ key, value }));

function lineFields(line: CheckoutLine, call: AdminCall): Source {
  return {
    title: line.title,
    name: line.variantTitle
      ? `${line.title} - ${line.variantTitle}`
      : line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    customAttributes: attributes(line.properties),
    product: () => findProduct(call, gid("Product", line.productId)),
    variant: () => findVariant(call, gid("ProductVariant", line.variantId)),
  };
}

function toOrderLine(
  line: Order["lines"][number],
  order: Order,
  call: AdminCall,
): Source {
  const bag = (amount: number) => moneyBag(amount, order.currency);
  const total = line.price * line.quantity;
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    ...lineFields(line, call),
    currentQuantity: line.quantity - line.refundedQuantity,
    refundableQuantity: line.quantity - line.refundedQuantity,
    originalUnitPriceSet: bag(line.price),
    originalTotalSet: bag(total),
    totalDiscountSet: bag(line.discount),
    discountedTotalSet: bag(total - line.discount),
    discountAllocations: allocationsOf(line, order),
    discountedUnitPriceAfterAllDiscountsSet: bag(
      Math.round((total - line.discount) / line.quantity),
    ),
  };
}

export function refundedTotal(order: Order): number {
  return order.refunds
    .flatMap((refund) => refund.lines)
    .reduce((sum, line) => sum + line.subtotal, 0);
}

export function toOrder(order: Order, call: AdminCall): Source {
  const bag = (amount: number) => moneyBag(amount, order.currency);
  const seen = (amount: number, shown: number | undefined) => ({
    ...bag(amount),
    ...(order.presentment && shown !== undefined
      ? { presentmentMoney: money(shown, order.presentment.currency) }
      : {}),
  });
  const customer = call.shop.customers.find(
    (one) => one.id === order.customerId,
  );
  const refunded = refundedTotal(order);
  const shipping = order.shippingLine?.price ?? 0;
  const refunds = order.refunds.map((refund) => ({
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: refund.id,
    createdAt: refund.createdAt,
    updatedAt: refund.createdAt,
    processedAt: refund.createdAt,
    totalRefundedSet: bag(
      refund.lines.reduce((sum, line) => sum + line.subtotal, 0),
    ),
    refundLineItems: (args: PageArgs) =>
      connection({
        items: refund.lines.map((line) => ({ ...line, id: line.lineId })),
        args,
        toNode: (line) => {
          const sold = order.lines.find((one) => one.id === line.lineId)!;
          return {
            quantity: line.quantity,
            subtotalSet: bag(line.subtotal),
            priceSet: bag(sold.price),
            lineItem: () => toOrderLine(sold, order, call),
          };
        },
      }),
  }));
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    email: order.email,
    phone: order.phone,
    note: order.note || null,
    tags: order.tags,
    test: order.test,
    sourceName: order.sourceName,
    cartToken: order.cartToken,
    checkoutToken: order.checkoutToken,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentment?.currency ?? order.currency,
    customerLocale: order.locale,
    customerAcceptsMarketing: order.acceptsMarketing,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    processedAt: order.processedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelledAt ? "OTHER" : null,
    closed: false,
    confirmed: true,
    ...orderDiscountFields(order),
    customAttributes: attributes(order.attributes),
    customer: customer ? () => toCustomer(customer, call) : null,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: order.fulfillmentStatus,
    shippingAddress: toAddress(order.shippingAddress),
    billingAddress: toAddress(order.shippingAddress),
    subtotalPriceSet: seen(order.subtotal, order.presentment?.subtotal),
    currentSubtotalPriceSet: bag(order.subtotal - refunded),
    totalPriceSet: seen(order.total, order.presentment?.total),
    currentTotalPriceSet: bag(order.total - refunded),
    originalTotalPriceSet: bag(order.total),
    totalDiscountsSet: seen(
      order.totalDiscount,
      order.presentment?.totalDiscount,
    ),
    currentTotalDiscountsSet: bag(order.totalDiscount),
    totalRefundedSet: bag(refunded),
    totalShippingPriceSet: bag(shipping),
    statusPageUrl: `${storefrontOrigin(call.ctx, call.shop.shop)}/orders/${order.id}`,
    lineItems: (args: PageArgs) =>
      connection({
        items: order.lines,
        args,
        toNode: (line) => toOrderLine(line, order, call),
      }),
    refunds: (args: { first?: number | null }) =>
      refunds.slice(0, args.first ?? refunds.length),
  };
}

function toAbandonedCheckout(checkout: Checkout, call: AdminCall): Source {
  const bag = (amount: number) => moneyBag(amount, checkout.currency);
  const original = checkout.lines.reduce(
    (sum, line) => sum + line.price * line.quantity,
    0,
  );
  const discount = checkout.lines.reduce((sum, one) => sum + one.discount, 0);
  const customer = call.shop.customers.find(
    (one) => one.id === checkout.customerId,
  );
  return {
    __typename: "AbandonedCheckout",
    id: gid("AbandonedCheckout", checkout.id),
    name: `#${checkout.id}`,
    abandonedCheckoutUrl: `${storefrontOrigin(call.ctx, call.shop.shop)}/checkouts/${checkout.token}/recover?key=${checkout.key}`,
    createdAt: checkout.createdAt,
    updatedAt: checkout.updatedAt,
    completedAt: checkout.completedAt,
    note: checkout.note,
    customAttributes: attributes(checkout.attributes),
    discountCodes: checkout.discountCodes,
    customer: customer ? () => toCustomer(customer, call) : null,
    shippingAddress: toAddress(checkout.shippingAddress),
    billingAddress: toAddress(checkout.shippingAddress),
    subtotalPriceSet: bag(original - discount),
    totalLineItemsPriceSet: bag(original),
    totalDiscountSet: bag(discount),
    totalPriceSet: bag(
      original -
        discount +
        (checkout.shippingLine?.price ?? 0) -
        (checkout.shippingLine?.discount ?? 0),
    ),
    lineItems: (args: PageArgs) =>
      connection({
        items: checkout.lines.map((line) => ({ ...line, id: line.key })),
        args,
        toNode: (line) => ({
          __typename: "AbandonedCheckoutLineItem",
          id: gid("AbandonedCheckoutLineItem", line.variantId),
          ...lineFields(line, call),
          originalUnitPriceSet: bag(line.price),
          originalTotalPriceSet: bag(line.price * line.quantity),
          discountedTotalPriceSet: bag(
            line.price * line.quantity - line.discount,
          ),
        }),
      }),
  };
}

const checkoutSearch: SearchFields<Checkout> = {
  default: (checkout) => checkout.email,
  id: (checkout) => Number(checkout.id),
  created_at: (checkout) => checkout.createdAt,
  updated_at: (checkout) => checkout.updatedAt,
  recovery_state: (checkout) =>
    checkout.completedAt ? "recovered" : "not_recovered",
  status: (checkout) => (checkout.completedAt ? "closed" : "open"),
};

/** Shopify lists a checkout once it has contact data; those that were completed without a pause never show up. */
const listedCheckouts = (call: AdminCall) =>
  call.shop.checkouts.filter(
    (checkout) => (checkout.email ?? checkout.phone) !== null,
  );

export const orderQueries: Source = {
  order(args: { id: string }, call: AdminCall) {
    const order = call.shop.orders.find(
      (one) => one.id === idOf("Order", args.id),
    );
    return order ? toOrder(order, call) : null;
  },
  orders(args: ListArgs, call: AdminCall) {
    const matches = parseSearch({
      query: args.query,
      fields: orderSearch,
      subject: "orders",
    });
    const items = sortBy(
      call.shop.orders.filter(matches),
      args.sortKey ?? "PROCESSED_AT",
      {
        PROCESSED_AT: (order) => order.processedAt,
        CREATED_AT: (order) => order.createdAt,
        UPDATED_AT: (order) => order.updatedAt,
        ORDER_NUMBER: (order) => order.number,
      },
    );
    return connection({ items, args, toNode: (order) => toOrder(order, call) });
  },
  ordersCount: (args: { query?: string | null }, call: AdminCall) => ({
    count: call.shop.orders.filter(
      parseSearch({
        query: args.query,
        fields: orderSearch,
        subject: "orders",
      }),
    ).length,
    precision: "EXACT",
  }),
  abandonedCheckouts(args: ListArgs, call: AdminCall) {
    const matches = parseSearch({
      query: args.query,
      fields: checkoutSearch,
      subject: "abandonedCheckouts",
    });
    const items = sortBy(listedCheckouts(call).filter(matches), args.sortKey, {
      CREATED_AT: (checkout) => checkout.createdAt,
    });
    return connection({
      items,
      args,
      toNode: (checkout) => toAbandonedCheckout(checkout, call),
    });
  },
  abandonedCheckoutsCount: (
    args: { query?: string | null },
    call: AdminCall,
  ) => ({
    count: listedCheckouts(call).filter(
      parseSearch({
        query: args.query,
        fields: checkoutSearch,
        subject: "abandonedCheckouts",
      }),
    ).length,
    precision: "EXACT",
  }),
};
