import { db } from "#app/db.server.ts";
import {
  type Companion,
  COMPANION_DAYS,
  COMPANION_FLOOR,
  COMPANIONS_KEPT,
  MOST_LINES,
} from "./companions.ts";

/**
 * Counts anew which products were bought in the same orders, and keeps the pairs above the floor. Orders, not pieces;
 * cancelled ones, refunded lines and test orders do not count (but in development stores, which have no others). Harmless
 * when it runs twice, also at once.
 */
export async function countCompanions({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<void> {
  const since = new Date(now.getTime() - COMPANION_DAYS * 86_400_000);
  await db.$executeRaw`
    with bought as materialized (
      select distinct line."orderId", line."productId"
        from "OrderLine" line
        join "Order" placed on placed.shop = line.shop and placed.id = line."orderId"
        join "Shop" shop on shop.shop = line.shop
       where line.shop = ${shop} and line."productId" is not null and line.quantity > line."refundedQuantity"
         and line."placedAt" >= ${since}::timestamptz and line."placedAt" <= ${now}::timestamptz
         and placed."cancelledAt" is null and (shop."developmentStore" or not placed.test)
    ), small as (
      select "orderId" from bought group by 1 having count(*) between 2 and ${MOST_LINES}
    ), pairs as (
      select one."productId", other."productId" as "companionId", count(*)::int as orders
        from small join bought one using ("orderId") join bought other using ("orderId")
       where one."productId" <> other."productId"
       group by 1, 2 having count(*) >= ${COMPANION_FLOOR}
    ), kept as materialized (
      select * from (
        select pairs.*, row_number() over (partition by "productId" order by orders desc, "companionId") as place from pairs) ranked
       where place <= ${COMPANIONS_KEPT}
    ), gone as (
      delete from "Companion" companion
       where shop = ${shop} and not exists (
         select from kept where kept."productId" = companion."productId" and kept."companionId" = companion."companionId")
    )
    insert into "Companion" (shop, "productId", "companionId", orders, "countedAt")
    select ${shop}, "productId", "companionId", orders, ${now}::timestamptz from kept order by 2, 3
        on conflict (shop, "productId", "companionId") do update set orders = excluded.orders, "countedAt" = excluded."countedAt"`;
}

/** By product: what was bought with it in enough orders, the most often first. Products without companions are left out. */
export async function listCompanions({
  shop,
  productIds,
  most,
}: {
  shop: string;
  /** Pairs at most, the most often bought first. */
  most: number;
  /** All products when left out. */
  productIds?: string[];
}): Promise<Map<string, Companion[]>> {
  const rows = await db.companion.findMany({
    where: { shop, ...(productIds && { productId: { in: productIds } }) },
    orderBy: [{ orders: "desc" }, { productId: "asc" }, { companionId: "asc" }],
    take: most,
  });
  const found = new Map<string, Companion[]>();
  for (const { productId, companionId, orders } of rows) {
    const list = found.get(productId) ?? [];
    found.set(productId, [...list, { productId: companionId, orders }]);
  }
  return found;
}
