import { db } from "#app/db.server.ts";

/**
 * "N bought this": orders placed from `since` on that still hold at least one of the product. Orders, not pieces: one
 * person with twelve cups did not buy them twelve times. Test orders count in development stores only, which have no
 * others. Keys are Shopify's numeric product ids.
 */
export async function countBought({
  shop,
  since,
  now,
  countTests,
}: {
  shop: string;
  since: Date;
  now: Date;
  countTests: boolean;
}): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ productId: string; bought: number }[]>`
    select line."productId", count(distinct line."orderId")::int as bought
      from "OrderLine" line
      join "Order" placed on placed.shop = line.shop and placed.id = line."orderId"
     where line.shop = ${shop} and line."productId" is not null
       and line."placedAt" >= ${since}::timestamptz and line."placedAt" <= ${now}::timestamptz
       and line.quantity > line."refundedQuantity"
       and placed."cancelledAt" is null and (${countTests} or not placed.test)
     group by line."productId"`;
  return new Map(rows.map(({ productId, bought }) => [productId, bought]));
}
