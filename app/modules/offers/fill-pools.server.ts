import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { startOfDay } from "#app/shared/time-zone.ts";
import { deliveryOf, isPerProduct, POOL, poolTarget } from "./offers.ts";
import {
  bucketsOf,
  readRunningOffers,
  type RunningOffer,
} from "./running-offers.server.ts";
import { stockBucket } from "./stock-bucket.server.ts";

const PATIENCE_MS = 45_000;

/**
 * Codes in stock for every running campaign of the shop, for the end claims get now and the next one: a shopper who
 * accepts need not wait for Shopify, and a dead Shopify API is not noticed for a while.
 */
export async function fillPools({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<void> {
  const failures: AppError[] = [];
  const running = await readRunningOffers({ shop, now });
  const codes = running.filter(
    ({ terms }) => deliveryOf(terms.incentive) === "code",
  );
  for (const offer of codes) {
    try {
      if (isPerProduct(offer.terms.incentive))
        await fillHotProducts(offer, now);
      else await fillPool(offer, now);
    } catch (error) {
      // What Shopify says of one campaign is no reason to leave the others without codes.
      if (!(error instanceof AppError) || !OF_ONE_OFFER.has(error.code))
        throw error;
      failures.push(error);
    }
  }
  if (failures[0]) throw failures[0];
}

const OF_ONE_OFFER = new Set(["discount-refused", "campaign-changed"]);

async function fillPool(offer: RunningOffer, now: Date): Promise<void> {
  const { claimsLastHour, handedToday } = await readDemand(offer, now);
  const { claimsPerDay } = offer;
  const leftToday =
    claimsPerDay === null ? undefined : claimsPerDay - handedToday;
  const [current, next] = bucketsOf(offer, now);
  const buckets = [
    { endsAt: current, target: poolTarget({ claimsLastHour, leftToday }) },
    {
      endsAt: next,
      target: poolTarget({
        claimsLastHour,
        leftToday: claimsPerDay ?? undefined,
      }),
    },
  ];
  for (const { endsAt, target } of buckets) {
    if (endsAt)
      await stockBucket({
        offer,
        endsAt,
        target: () => target,
        now,
        patience: PATIENCE_MS,
      });
  }
}

/**
 * An offer on one product has a discount per product, made when it is first claimed: only products that many claim get a
 * stock, and only for the end of now.
 */
async function fillHotProducts(offer: RunningOffer, now: Date): Promise<void> {
  const { shop, campaignId } = offer;
  const [endsAt] = bucketsOf(offer, now);
  if (!endsAt) return;
  for (const { productId, claims } of await readHotProducts({
    shop,
    campaignId,
    now,
  })) {
    const [ofProduct] = await readRunningOffers({
      shop,
      campaignId,
      productId,
      now,
    });
    if (ofProduct)
      await stockBucket({
        offer: ofProduct,
        endsAt,
        target: () => Math.min(POOL.largest, claims),
        now,
        patience: PATIENCE_MS,
      });
  }
}

/** Claimed this often in an hour, the next ones will not wait for Shopify. */
const HOT = 5;

async function readHotProducts({
  shop,
  campaignId,
  now,
}: {
  shop: string;
  campaignId: string;
  now: Date;
}): Promise<{ productId: string; claims: number }[]> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
  return db.$queryRaw`
    select "productId", count(*)::int as claims from "Claim"
     where shop = ${shop} and "campaignId" = ${campaignId}::uuid and "claimedAt" >= ${hourAgo}::timestamptz and "productId" <> ''
     group by 1 having count(*) >= ${HOT} order by 2 desc limit 20`;
}

async function readDemand(
  { shop, campaignId, timeZone }: RunningOffer,
  now: Date,
): Promise<{ claimsLastHour: number; handedToday: number }> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
  const midnight = startOfDay(now, timeZone);
  const [counts] = await db.$queryRaw<
    { claimsLastHour: number; handedToday: number }[]
  >`
    select count(*) filter (where "claimedAt" >= ${hourAgo}::timestamptz)::int as "claimsLastHour",
           count(*) filter (where "claimedAt" >= ${midnight}::timestamptz)::int as "handedToday"
      from "Claim"
     where shop = ${shop} and "campaignId" = ${campaignId}::uuid
       and "claimedAt" >= least(${hourAgo}::timestamptz, ${midnight}::timestamptz)`;
  return counts!;
}

/** A pool with fewer codes than this is filled again. */
const LOW = 10;

/**
 * Shops with a running campaign that is low on codes, for claims of this moment or for those of half a period later:
 * the next bucket is filled before it is needed, but not for all of a period in vain.
 */
export async function findShopsLowOnCodes({
  now,
}: {
  now: Date;
}): Promise<string[]> {
  const rows = await db.$queryRaw<{ shop: string }[]>`
    with running as (
      select campaign.shop, campaign.id,
             least((campaign.definition #>> '{limits,claimsPerDay}')::int, ${LOW}) as low,
             (campaign.definition #>> '{schedule,endsAt}')::timestamptz as "endsAt",
             case campaign.definition #>> '{treatment,validFor}' when 'day' then interval '24 hours' else interval '1 hour' end as "validFor",
             case when campaign.definition #>> '{treatment,incentive,kind}' = 'gift' and coalesce(campaign.definition #>> '{treatment,incentive,scope,kind}', 'basket') = 'basket' then true
                  else coalesce(campaign.definition #>> '{treatment,incentive,scope,kind}', '') = 'hesitated-product' end as "perProduct"
        from "Campaign" campaign join "Shop" shop using (shop)
       where campaign.status = 'active' and shop."uninstalledAt" is null
         and campaign.definition #>> '{treatment,incentive,kind}' not in ('promise', 'benefit')
         and not (campaign.definition #>> '{treatment,incentive,kind}' = 'bundle' and campaign.definition #>> '{treatment,incentive,percent}' = '0')
         and coalesce((campaign.definition #>> '{schedule,startsAt}')::timestamptz <= ${now}::timestamptz, true)
         and coalesce((campaign.definition #>> '{schedule,endsAt}')::timestamptz > ${now}::timestamptz, true)
    )
    select distinct running.shop
      from running cross join (values (1.0), (1.5)) ahead(periods)
     where not running."perProduct" and (select count(*) from (
              select from "DiscountCode" code
               where code.shop = running.shop and code."campaignId" = running.id and code.state = 'ready' and code."productId" = ''
                 and code."endsAt" >= least(${now}::timestamptz + running."validFor" * ahead.periods, running."endsAt")
               limit ${LOW}) ready) < running.low
    union
    select running.shop
      from running cross join lateral (
        select "productId" from "Claim" claim
         where claim.shop = running.shop and claim."campaignId" = running.id and claim."productId" <> ''
           and claim."claimedAt" >= ${now}::timestamptz - interval '1 hour'
         group by 1 having count(*) >= ${HOT}) hot
     where running."perProduct" and (select count(*) from (
              select from "DiscountCode" code
               where code.shop = running.shop and code."campaignId" = running.id and code.state = 'ready' and code."productId" = hot."productId"
                 and code."endsAt" >= least(${now}::timestamptz + running."validFor", running."endsAt")
               limit ${HOT}) ready) < ${HOT}`;
  return rows.map(({ shop }) => shop);
}
