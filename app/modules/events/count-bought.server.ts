import { db, type Database } from "#app/db.server.ts";

/**
 * How many of each product were bought from `since` on, less refunds; cancelled orders and test orders do not count.
 * Products nobody bought are not in the answer. Keys are Shopify's numeric ids.
 */
export async function countBought({
  shop,
  productIds,
  since,
  tx = db,
}: {
  shop: string;
  /** All products when left out. */
  productIds?: string[];
  since: Date;
  tx?: Database;
}): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ productId: string; bought: number }[]>`
    select line."productId", sum(greatest(line.quantity - line."refundedQuantity", 0))::int as bought
      from "OrderLine" line
      join "Order" placed on placed.shop = line.shop and placed.id = line."orderId"
     where line.shop = ${shop} and line."placedAt" >= ${since}
       and line."productId" is not null
       and (${productIds ?? null}::text[] is null or line."productId" = any(${productIds ?? null}::text[]))
       and placed."cancelledAt" is null and not placed.test
     group by line."productId"
    having sum(greatest(line.quantity - line."refundedQuantity", 0)) > 0`;
  return new Map(rows.map(({ productId, bought }) => [productId, bought]));
}
