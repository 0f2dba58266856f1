import { z } from "zod";
import { CART_ATTRIBUTE, CLAIM_ATTRIBUTE } from "#app/shared/events.ts";
import { parseMoney } from "#app/shared/money.ts";
import {
  cleanCartToken,
  readClaimIds,
  type OrderFacts,
  type RefundFacts,
} from "./payloads.ts";

/** An order as the Admin API tells it: the same facts as in webhooks under other names. */

const LINES = `
  pageInfo { hasNextPage endCursor }
  nodes {
    id quantity
    product { id }
    variant { id }
    originalTotalSet { shopMoney { amount } }
    discountAllocations { allocatedAmountSet { shopMoney { amount } } }
  }`;

/** About 310 points of the 1000 one question may cost: few enough for the rest of the app to ask as well. */
export const ORDERS_AT_ONCE = 50;

export const ORDERS_QUERY = `#graphql
  query OrdersSince($query: String!, $after: String) {
    orders(first: ${ORDERS_AT_ONCE}, after: $after, query: $query, sortKey: CREATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id name email phone cartToken checkoutToken test
        processedAt createdAt updatedAt cancelledAt
        currencyCode
        discountCodes
        customAttributes { key value }
        totalPriceSet { shopMoney { amount } }
        totalDiscountsSet { shopMoney { amount } }
        customer { id }
        shippingAddress { countryCodeV2 }
        lineItems(first: 12) {${LINES}
        }
        displayFinancialStatus
      }
    }
  }`;

export const ORDER_LINES_QUERY = `#graphql
  query OrderLines($id: ID!, $after: String) {
    order(id: $id) {
      lineItems(first: 100, after: $after) {${LINES}
      }
    }
  }`;

/** Asked for the few orders that need it: within the list it would cost more than all the rest. */
export const REFUNDS_QUERY = `#graphql
  query OrderRefunds($id: ID!) {
    order(id: $id) {
      refunds(first: 20) {
        id createdAt
        totalRefundedSet { shopMoney { amount } }
        refundLineItems(first: 20) { nodes { quantity lineItem { id } } }
      }
    }
  }`;

const REFUNDED = new Set(["REFUNDED", "PARTIALLY_REFUNDED"]);

const pageInfo = z.object({
  hasNextPage: z.boolean(),
  endCursor: z.string().nullish(),
});
const money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text));
/** gid://shopify/Order/123 -> "123" */
const gid = z
  .string()
  .transform((text) => text.split("/").at(-1)?.split("?")[0] ?? text);
const reference = z.object({ id: gid }).nullish();

const linesSchema = z.object({
  pageInfo,
  nodes: z.array(
    z.object({
      id: gid,
      quantity: z.number().int(),
      product: reference,
      variant: reference,
      originalTotalSet: money,
      discountAllocations: z.array(z.object({ allocatedAmountSet: money })),
    }),
  ),
});
export type AdminLines = z.output<typeof linesSchema>;

const orderSchema = z.object({
  /** Kept whole, to ask for more lines by it. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  cartToken: z.string().nullish(),
  checkoutToken: z.string().nullish(),
  test: z.boolean(),
  processedAt: time,
  createdAt: time,
  updatedAt: time,
  cancelledAt: time.nullish(),
  currencyCode: z.string(),
  discountCodes: z.array(z.string()),
  customAttributes: z.array(
    z.object({ key: z.string(), value: z.string().nullish() }),
  ),
  totalPriceSet: money,
  totalDiscountsSet: money.nullish(),
  customer: reference,
  shippingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
  lineItems: linesSchema,
  displayFinancialStatus: z.string().nullish(),
});
export type AdminOrder = z.output<typeof orderSchema>;

const refundsListSchema = z.array(
  z.object({
    id: gid,
    createdAt: time.nullish(),
    totalRefundedSet: money,
    refundLineItems: z.object({
      nodes: z.array(
        z.object({
          quantity: z.number().int(),
          lineItem: z.object({ id: gid }),
        }),
      ),
    }),
  }),
);
export type AdminRefunds = z.output<typeof refundsListSchema>;
export const refundsSchema = z.object({
  order: z.object({ refunds: refundsListSchema }).nullable(),
});

export function hasRefunds(order: AdminOrder): boolean {
  return REFUNDED.has(order.displayFinancialStatus ?? "");
}

export const ordersPageSchema = z.object({
  orders: z.object({ pageInfo, nodes: z.array(orderSchema) }),
});
export const orderLinesSchema = z.object({
  order: z.object({ lineItems: linesSchema }).nullable(),
});

/** @param lines all of the order's lines, those of further pages included. */
export function readAdminOrder({
  order,
  lines,
  refunds,
}: {
  order: AdminOrder;
  lines: AdminLines["nodes"];
  refunds: AdminRefunds;
}): {
  order: OrderFacts;
  refunds: RefundFacts[];
} {
  const currency = order.currencyCode;
  const read = ({ shopMoney }: z.output<typeof money>) =>
    parseMoney({ amount: shopMoney.amount, currency });
  const id = gid.parse(order.id);
  const attribute = (wanted: string) =>
    order.customAttributes.find(({ key }) => key === wanted)?.value;
  const facts: OrderFacts = {
    id,
    name: order.name,
    checkoutToken: order.checkoutToken || null,
    cartToken: cleanCartToken(order.cartToken),
    email: order.email?.trim().toLowerCase() || null,
    phone: order.phone || null,
    customerId: order.customer?.id ?? null,
    countryCode: order.shippingAddress?.countryCodeV2 ?? null,
    currency,
    totalMinor: read(order.totalPriceSet),
    discountMinor: order.totalDiscountsSet ? read(order.totalDiscountsSet) : 0n,
    discountCodes: order.discountCodes.toSorted(),
    attribution: attribute(CART_ATTRIBUTE) ?? null,
    claimIds: readClaimIds(attribute(CLAIM_ATTRIBUTE)),
    test: order.test,
    placedAt: order.processedAt,
    cancelledAt: order.cancelledAt ?? null,
    updatedAt: order.updatedAt,
    lines: lines
      .map((line) => ({
        id: line.id,
        productId: line.product?.id ?? null,
        variantId: line.variant?.id ?? null,
        quantity: line.quantity,
        totalMinor: line.discountAllocations.reduce(
          (sum, { allocatedAmountSet }) => sum - read(allocatedAmountSet),
          read(line.originalTotalSet),
        ),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  const refundFacts = refunds.map((refund) => ({
    id: refund.id,
    orderId: id,
    amountMinor: read(refund.totalRefundedSet),
    lines: sumQuantities(refund.refundLineItems.nodes),
    refundedAt: refund.createdAt ?? order.updatedAt,
  }));
  return { order: facts, refunds: refundFacts };
}

function sumQuantities(
  nodes: { quantity: number; lineItem: { id: string } }[],
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { quantity, lineItem } of nodes)
    sums[lineItem.id] = (sums[lineItem.id] ?? 0) + quantity;
  return sums;
}
