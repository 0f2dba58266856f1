import { randomInt } from "node:crypto";
import { db, pool } from "#app/db.server.ts";
import { makeCode } from "./offers.ts";
import type { RunningOffer } from "./running-offers.server.ts";

/** Our own records of discounts and codes. What Shopify knows of them is shopify-discounts.server.ts. */

export interface DiscountRow {
  shop: string;
  id: string;
  campaignId: string;
  productId: string;
  endsAt: Date;
  title: string;
  shopifyId: string | null;
  bulkId: string | null;
}

/**
 * The discount of an offer and end, made when there is none; undefined when the campaign was changed or paused since the
 * offer was read. The campaign's row is locked while we look, so that pausing retires this discount too.
 */
export async function ensureDiscountRow({
  offer,
  endsAt,
  id,
  title,
  reserveMinor,
  now,
}: {
  offer: RunningOffer;
  endsAt: Date;
  id: string;
  title: string;
  /** What one code of it counts against a budget. */
  reserveMinor: number;
  now: Date;
}): Promise<DiscountRow | undefined> {
  const { shop, campaignId, productId, version, termsKey } = offer;
  const rows = await db.$queryRaw<DiscountRow[]>`
    with campaign as (
      select id from "Campaign"
       where shop = ${shop} and id = ${campaignId}::uuid and version = ${version} and status = 'active' for share
    )
    insert into "Discount" (shop, id, "campaignId", "productId", "endsAt", terms, title, "reserveMinor", "createdAt")
    select ${shop}, ${id}::uuid, id, ${productId}, ${endsAt}::timestamptz, ${termsKey}, ${title}, ${reserveMinor}::bigint, ${now}::timestamptz from campaign
        on conflict (shop, "campaignId", "endsAt", terms) do update set "retiredAt" = null
    returning shop, id::text, "campaignId"::text, "productId", "endsAt", title, "shopifyId", "bulkId"`;
  return rows[0];
}

/** Writes `count` new codes down before Shopify is asked for them. None when the discount was retired. */
export async function insertCodes({
  discount,
  count,
  now,
}: {
  discount: DiscountRow;
  count: number;
  now: Date;
}): Promise<string[]> {
  const codes = Array.from({ length: count }, () => makeCode(randomInt));
  const rows = await db.$queryRaw<{ code: string }[]>`
    with discount as (
      select id, "campaignId", "productId", "endsAt" from "Discount"
       where shop = ${discount.shop} and id = ${discount.id}::uuid and "retiredAt" is null for share
    )
    insert into "DiscountCode" (shop, code, "discountId", "campaignId", "productId", "endsAt", state, "createdAt")
    select ${discount.shop}, code, id, "campaignId", "productId", "endsAt", 'adding', ${now}::timestamptz
      from discount, unnest(${codes}::text[]) code
        on conflict (shop, code) do nothing
    returning code`;
  return rows.map(({ code }) => code);
}

/** Shopify has them. A code that was retired in the meantime stays so, but can now be taken back by its id. */
export async function confirmCodes({
  discount,
  codes,
}: {
  discount: DiscountRow;
  codes: { code: string; shopifyId: string | null }[];
}): Promise<void> {
  if (codes.length === 0) return;
  await pool.query(
    `update "DiscountCode" row set state = case row.state when 'adding' then 'ready' else row.state end, "shopifyId" = given.id
       from unnest($3::text[], $4::text[]) given(code, id)
      where row.shop = $1 and row."discountId" = $2 and row.code = given.code`,
    [
      discount.shop,
      discount.id,
      codes.map(({ code }) => code),
      codes.map(({ shopifyId }) => shopifyId),
    ],
  );
}

/** Codes Shopify refused, or of which we shall never learn whether it has them: nobody gets them. */
export async function failCodes({
  discount,
  codes,
}: {
  discount: DiscountRow;
  /** All that still wait, when not given. */
  codes?: string[];
}): Promise<number> {
  return db.$executeRaw`
    update "DiscountCode" set state = 'failed'
     where shop = ${discount.shop} and "discountId" = ${discount.id}::uuid and state = 'adding'
       and (${codes ?? null}::text[] is null or code = any(${codes ?? null}::text[]))`;
}

export async function countCodes({
  discount,
  state,
}: {
  discount: DiscountRow;
  state: "ready" | "adding";
}): Promise<number> {
  const { shop, id } = discount;
  return db.discountCode.count({ where: { shop, discountId: id, state } });
}

export async function findWaitingCode({
  shop,
  id,
}: DiscountRow): Promise<string | undefined> {
  const row = await db.discountCode.findFirst({
    where: { shop, discountId: id, state: "adding" },
    orderBy: { code: "asc" },
  });
  return row?.code;
}

export async function updateDiscount(
  { shop, id }: DiscountRow,
  data: { shopifyId?: string | null; bulkId?: string | null },
): Promise<void> {
  await db.discount.update({ where: { shop_id: { shop, id } }, data });
}

/** The merchant deleted the discount at Shopify: its codes are worth nothing, and the next try makes another. */
export async function forgetDiscount({ shop, id }: DiscountRow): Promise<void> {
  await db.$executeRaw`
    with gone as (
      update "DiscountCode" set state = 'failed'
       where shop = ${shop} and "discountId" = ${id}::uuid and state in ('ready', 'adding')
    )
    update "Discount" set "shopifyId" = null, "bulkId" = null where shop = ${shop} and id = ${id}::uuid`;
}
