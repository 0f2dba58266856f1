import type { Checkout, Order } from "@prisma/client";
import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { type Database, db, transaction } from "#app/db.server.ts";
import {
  ORDERS_AT_ONCE,
  ORDERS_QUERY,
  ordersPageSchema,
} from "./admin-order.ts";
import { readOrderFacts } from "./import-orders.server.ts";
import { cleanCartToken } from "./payloads.ts";
import { writeOrder, type OnOrder } from "./record-order.server.ts";

// Shopify does not promise that a webhook arrives, and one that has arrived may still wait to be worked.
// @see https://shopify.dev/docs/apps/build/webhooks/best-practices (reconciliation)

/** What tells whose order it is, without the cost of reading it whole. */
export type OrderGlimpse = Pick<
  Order,
  | "id"
  | "checkoutToken"
  | "cartToken"
  | "email"
  | "phone"
  | "customerId"
  | "placedAt"
>;

const GLIMPSE_QUERY = `#graphql
  query OrdersToCompare($query: String!, $after: String) {
    orders(first: 100, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
      pageInfo { hasNextPage endCursor }
      nodes { id email phone cartToken checkoutToken processedAt customer { id } }
    }
  }`;

const tail = z.string().transform((gid) => gid.split("/").at(-1) ?? gid);
const glimpsePage = z.object({
  orders: z.object({
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      endCursor: z.string().nullish(),
    }),
    nodes: z.array(
      z
        .object({
          id: tail,
          email: z.string().nullish(),
          phone: z.string().nullish(),
          cartToken: z.string().nullish(),
          checkoutToken: z.string().nullish(),
          processedAt: z.iso
            .datetime({ offset: true })
            .transform((text) => new Date(text)),
          customer: z.object({ id: tail }).nullish(),
        })
        .transform((node): OrderGlimpse => ({
          id: node.id,
          checkoutToken: node.checkoutToken || null,
          cartToken: cleanCartToken(node.cartToken),
          email: node.email?.trim().toLowerCase() || null,
          phone: node.phone || null,
          customerId: node.customer?.id ?? null,
          placedAt: node.processedAt,
        })),
    ),
  }),
});

/** A shop that sells more than this in the time asked for is told by its webhooks alone. */
const MAX_PAGES = 5;
const PATIENCE_MS = 5_000;

/**
 * Looks through the orders since `since` and keeps the wanted ones that are not here yet, with all that they cause. Answers
 * how many. Throws what adminApi throws.
 */
export async function fetchMissedOrders({
  shop,
  since,
  isWanted,
  onOrder,
  now,
}: {
  shop: string;
  since: Date;
  isWanted: (order: OrderGlimpse) => boolean;
  onOrder: OnOrder;
  now: Date;
}): Promise<number> {
  const wanted: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { nodes, pageInfo } = await readGlimpses({ shop, since, after });
    wanted.push(...nodes.filter(isWanted).map(({ id }) => id));
    after = pageInfo.endCursor ?? null;
    if (!pageInfo.hasNextPage || after === null) break;
  }
  const held = await db.order.findMany({
    where: { shop, id: { in: wanted } },
    select: { id: true },
  });
  const here = new Set(held.map(({ id }) => id));
  const missing = wanted.filter((id) => !here.has(id));
  return keepWhole({ shop, ids: missing, onOrder, now });
}

async function readGlimpses({
  shop,
  since,
  after,
}: {
  shop: string;
  since: Date;
  after: string | null;
}): Promise<z.output<typeof glimpsePage>["orders"]> {
  const { data } = await adminApi(shop, { patience: PATIENCE_MS }).graphql({
    query: GLIMPSE_QUERY,
    variables: { query: `created_at:>='${since.toISOString()}'`, after },
    schema: glimpsePage,
  });
  return data.orders;
}

async function keepWhole({
  shop,
  ids,
  onOrder,
  now,
}: {
  shop: string;
  ids: string[];
  onOrder: OnOrder;
  now: Date;
}): Promise<number> {
  let kept = 0;
  for (let at = 0; at < ids.length; at += ORDERS_AT_ONCE) {
    const query = ids
      .slice(at, at + ORDERS_AT_ONCE)
      .map((id) => `id:${id}`)
      .join(" OR ");
    const { data } = await adminApi(shop, { patience: PATIENCE_MS }).graphql({
      query: ORDERS_QUERY,
      variables: { query },
      schema: ordersPageSchema,
    });
    for (const order of data.orders.nodes) {
      const facts = await readOrderFacts({
        shop,
        order,
        patience: PATIENCE_MS,
      });
      await transaction(async (tx) =>
        onOrder(tx, await writeOrder(tx, { shop, ...facts }), { now }),
      );
      kept++;
    }
  }
  return kept;
}

/** Has an order of this person, basket or checkout arrived that is not worked yet? Parked ones count: the order exists. */
export async function hasWaitingOrder(
  tx: Database,
  checkout: Checkout,
): Promise<boolean> {
  const { shop, token, cartToken, email, phone, customerId } = checkout;
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from "WebhookDelivery"
     where shop = ${shop} and "doneAt" is null and topic like 'orders/%'
       and (payload ->> 'checkout_token' = ${token}
         or split_part(payload ->> 'cart_token', '?', 1) = ${cartToken}::text
         or lower(payload ->> 'email') = ${email}::text or payload ->> 'phone' = ${phone}::text
         or payload -> 'customer' ->> 'id' = ${customerId}::text)
     limit 1`;
  return rows.length > 0;
}
