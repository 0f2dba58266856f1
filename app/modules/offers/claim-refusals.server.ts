import { db } from "#app/db.server.ts";
import { logFor } from "#app/log.server.ts";
import { dateOf } from "#app/shared/time-zone.ts";
import type { MarginVerdict } from "./margin.ts";
import type { RunningOffer } from "./running-offers.server.ts";

type Reason = Extract<MarginVerdict, { ok: false }>["reason"];

/** Writes down, for the merchant alone, why a shopper could not have an offer. */
export async function noteRefusal({
  offer: { shop, campaignId, timeZone },
  reason,
  productId = null,
  now,
}: {
  offer: RunningOffer;
  reason: Reason;
  productId?: string | null | undefined;
  now: Date;
}): Promise<void> {
  logFor({ shop }).info(
    { campaignId, reason, productId },
    "a claim was refused for its cost",
  );
  const day = dateOf(now, timeZone);
  await db.$executeRaw`
    insert into "ClaimRefusal" (shop, "campaignId", day, reason, count, "productId", "lastAt")
    values (${shop}, ${campaignId}::uuid, ${day}, ${reason}, 1, ${productId}, ${now}::timestamptz)
        on conflict (shop, "campaignId", day, reason) do update
       set count = "ClaimRefusal".count + 1, "productId" = excluded."productId", "lastAt" = excluded."lastAt"`;
}

export interface RefusalCount {
  campaignId: string;
  reason: Reason;
  count: number;
  /** The last product it was about. */
  productId: string | null;
  lastAt: Date;
}

/** A campaign's claims refused for their cost since `from` (a day of the shop's clock, YYYY-MM-DD), summed per reason. */
export async function listRefusals({
  shop,
  campaignId,
  from,
}: {
  shop: string;
  campaignId: string;
  from: string;
}): Promise<RefusalCount[]> {
  return db.$queryRaw<RefusalCount[]>`
    select "campaignId"::text, reason, sum(count)::int as count,
           (array_agg("productId" order by "lastAt" desc))[1] as "productId", max("lastAt") as "lastAt"
      from "ClaimRefusal" where shop = ${shop} and "campaignId" = ${campaignId}::uuid and day >= ${from} group by 1, 2 order by 1, 2`;
}
