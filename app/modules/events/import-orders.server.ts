import { adminApi } from "#app/admin-api.server.ts";
import { transaction } from "#app/db.server.ts";
import {
  getShop,
  markOrdersImported,
} from "#app/modules/shops/shops.server.ts";
import {
  ORDER_LINES_QUERY,
  orderLinesSchema,
  ORDERS_QUERY,
  hasRefunds,
  ordersPageSchema,
  REFUNDS_QUERY,
  refundsSchema,
  readAdminOrder,
  type AdminLines,
  type AdminOrder,
  type AdminRefunds,
} from "./admin-order.ts";
import { IMPORT_DAYS } from "./events.ts";
import { writeOrder, type OnOrder } from "./record-order.server.ts";

/**
 * Fetches the orders of the last 60 days, page by page, so that counts are right from the first day on. Broken off, it
 * starts over and writes the same again; an order that changed meanwhile stays as the newer webhook said.
 */
export async function importOrders({
  shop,
  onOrder,
  now,
}: {
  shop: string;
  onOrder: OnOrder;
  now: Date;
}): Promise<number> {
  const { ordersImportedAt } = await getShop({ shop });
  if (ordersImportedAt) return 0;
  const since = new Date(now.getTime() - IMPORT_DAYS * 86_400_000);
  const query = `created_at:>='${since.toISOString()}'`;
  let imported = 0;
  let after: string | null | undefined;
  do {
    const { data } = await adminApi(shop).graphql({
      query: ORDERS_QUERY,
      variables: { query, after },
      schema: ordersPageSchema,
    });
    for (const order of data.orders.nodes) {
      const facts = await readOrderFacts({ shop, order });
      await transaction(async (tx) =>
        onOrder(tx, await writeOrder(tx, { shop, ...facts }), { now }),
      );
      imported++;
    }
    const { hasNextPage, endCursor } = data.orders.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after);
  await transaction((tx) => markOrdersImported(tx, { shop, at: now }));
  return imported;
}

/** The order with all its lines and refunds, which the list of orders has no room for. */
export async function readOrderFacts({
  shop,
  order,
  patience,
}: {
  shop: string;
  order: AdminOrder;
  /** Milliseconds for each further question, as adminApi takes it. */
  patience?: number | undefined;
}) {
  const ask = adminApi(shop, { patience });
  return readAdminOrder({
    order,
    lines: await readAllLines(ask, order),
    refunds: hasRefunds(order) ? await readRefunds(ask, order) : [],
  });
}

type Ask = ReturnType<typeof adminApi>;

async function readAllLines(
  ask: Ask,
  { id, lineItems }: AdminOrder,
): Promise<AdminLines["nodes"]> {
  const lines = [...lineItems.nodes];
  let page = lineItems.pageInfo;
  while (page.hasNextPage) {
    const { data } = await ask.graphql({
      query: ORDER_LINES_QUERY,
      variables: { id, after: page.endCursor },
      schema: orderLinesSchema,
    });
    if (!data.order) break; // deleted while we were reading
    lines.push(...data.order.lineItems.nodes);
    page = data.order.lineItems.pageInfo;
  }
  return lines;
}

async function readRefunds(
  ask: Ask,
  { id }: AdminOrder,
): Promise<AdminRefunds> {
  const { data } = await ask.graphql({
    query: REFUNDS_QUERY,
    variables: { id },
    schema: refundsSchema,
  });
  return data.order?.refunds ?? [];
}
