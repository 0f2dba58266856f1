import type pg from "pg";
import { v7 as uuid } from "uuid";
import { createBatch } from "#app/batch.ts";
import { isStatementError, pool } from "#app/db.server.ts";
import type { ClaimedCode } from "./offers.ts";

export interface ClaimRequest {
  shop: string;
  campaignId: string;
  visitId: string;
  shopperId?: string | undefined;
  /** The product she hesitates over, where she said it. */
  productId?: string | undefined;
  now: Date;
}

export type Taken =
  | { outcome: "claimed"; code: ClaimedCode }
  | { outcome: "unknown" | "ended" | "spent" | "none-ready" };

/** Not settled yet: the limit is near, or the same visit is claiming at this very moment. */
type Unsettled = { outcome: "nearly-spent" | "again" };

interface Row {
  ord: number;
  phase: "not-running" | "ended" | "running" | null;
  perDay: number | null;
  handed: number;
  code: string | null;
  endsAt: Date | null;
  terms: string | null;
  /** A code was picked; without one in `code` the visit has claimed at this very moment. */
  reserved: boolean;
}

/**
 * Claims in flight see the day's count without each other. While this many are left they may all go at once; the last
 * ones are handed out one after the other. Several web processes' worth of batches.
 */
const MARGIN = 256;
const MOST_TOGETHER = 32;

/**
 * The whole of many claims: is the campaign running, is the day's limit not reached, take a ready code that nobody else
 * is taking, write the claim down. A visit that claimed before gets the same code again. The codes with the nearest end
 * that still leaves the promised time are taken first. Claims are written in the order of their keys, so that two of
 * these statements never wait for each other in a circle.
 */
const TAKE = `
  with asked as materialized (
    select * from json_to_recordset($1::json) as one(
      ord int, id uuid, shop text, "campaignId" uuid, "visitId" uuid, "shopperId" uuid, now timestamptz)
  ), state as materialized (
    select shop, "campaignId", "perDay",
           case when status <> 'active' or "startsAt" > now then 'not-running'
                when "endsAt" <= now then 'ended' else 'running' end as phase,
           least(now + "validFor", "endsAt") as "endsFrom", coalesce("endsAt", 'infinity') as "endsTo",
           case when "perDay" is null then 0 else (
             select count(*)::int from (
               select from "Claim" claim
                where claim.shop = campaign.shop and claim."campaignId" = campaign."campaignId"
                  and claim."claimedAt" >= date_trunc('day', now, "timeZone")
                limit "perDay") counted) end as handed
      from (
        select asked.shop, asked."campaignId", asked.now, campaign.status, shop."timeZone",
               (campaign.definition #>> '{schedule,startsAt}')::timestamptz as "startsAt",
               (campaign.definition #>> '{schedule,endsAt}')::timestamptz as "endsAt",
               (campaign.definition #>> '{limits,claimsPerDay}')::int as "perDay",
               case campaign.definition #>> '{treatment,validFor}' when 'day' then interval '24 hours' else interval '1 hour' end as "validFor"
          from (select shop, "campaignId", max(now) as now from asked group by 1, 2) asked
          join "Campaign" campaign on campaign.shop = asked.shop and campaign.id = asked."campaignId"
          join "Shop" shop on shop.shop = asked.shop and shop."uninstalledAt" is null) campaign
  ), mine as materialized (
    select asked.ord, claim.code, claim."endsAt"
      from asked join "Claim" claim using (shop, "campaignId", "visitId")
  ), wanted as materialized (
    select * from (
      select asked.*, state."endsFrom", state."endsTo", state."perDay" - $2 - state.handed as "left",
             row_number() over (partition by asked.shop, asked."campaignId" order by asked.ord) as nth
        from asked join state using (shop, "campaignId")
       where state.phase = 'running' and asked.ord not in (select ord from mine)) numbered
     where "left" is null or nth <= "left"
  ), picked as materialized (
    select need.shop, need."campaignId", ready.code, ready."endsAt", ready."discountId",
           row_number() over (partition by need.shop, need."campaignId" order by ready."endsAt") as nth
      from (select shop, "campaignId", "endsFrom", "endsTo", count(*) as many from wanted group by 1, 2, 3, 4) need
     cross join lateral (
       select code, "endsAt", "discountId" from "DiscountCode"
        where shop = need.shop and "campaignId" = need."campaignId" and state = 'ready'
           and "endsAt" >= need."endsFrom" and "endsAt" <= need."endsTo"
        order by "endsAt" limit need.many for update skip locked) ready
  ), reserved as materialized (
    select wanted.*, picked.code, picked."endsAt"
      from wanted join picked using (shop, "campaignId", nth)
  ), claimed as (
    insert into "Claim" (shop, id, "campaignId", "visitId", "shopperId", code, "endsAt", "claimedAt")
    select shop, id, "campaignId", "visitId", "shopperId", code, "endsAt", now from reserved
     order by shop, "campaignId", "visitId"
        on conflict (shop, "campaignId", "visitId") do nothing
    returning shop, id, code, "endsAt"
  ), taken as (
    update "DiscountCode" code set state = 'claimed', "claimId" = claimed.id
      from claimed where code.shop = claimed.shop and code.code = claimed.code
  ), given as (
    select asked.ord, claimed.code, claimed."endsAt" from claimed join asked using (id)
    union all select ord, code, "endsAt" from mine
  )
  select asked.ord, state.phase, state."perDay", coalesce(state.handed, 0) as handed, given.code, given."endsAt", discount.terms,
         reserved.ord is not null as reserved
    from asked
    left join state using (shop, "campaignId")
    left join given using (ord)
    left join reserved using (ord)
    left join "DiscountCode" code on code.shop = asked.shop and code.code = given.code
    left join "Discount" discount on discount.shop = asked.shop and discount.id = code."discountId"`;

/** Claims that arrive while others are being written go together: one commit, one search of the pool. */
const takeTogether = createBatch<ClaimRequest, Taken | Unsettled>({
  maxItems: MOST_TOGETHER,
  maxWriters: 2,
  isOfItem: isStatementError,
  write: (requests) => take(pool, requests, MARGIN),
});

/** Takes a code by one statement; near the day's limit by one at a time, so that not one too many is promised. */
export async function takeCode(request: ClaimRequest): Promise<Taken> {
  for (;;) {
    let taken = await takeTogether(request);
    if (taken.outcome === "nearly-spent") taken = await takeCarefully(request);
    if (taken.outcome !== "again" && taken.outcome !== "nearly-spent")
      return taken as Taken;
  }
}

async function takeCarefully(
  request: ClaimRequest,
): Promise<Taken | Unsettled> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(
      "select pg_advisory_xact_lock(hashtextextended('claims:' || $1 || $2, 0))",
      [request.shop, request.campaignId],
    );
    const [taken] = await take(client, [request], 0);
    await client.query("commit");
    client.release();
    return taken!;
  } catch (error) {
    client.release(true); // closing the connection undoes the transaction and gives the lock back
    throw error;
  }
}

async function take(
  database: pg.Pool | pg.PoolClient,
  requests: ClaimRequest[],
  margin: number,
): Promise<(Taken | Unsettled)[]> {
  const asked = requests.map((request, ord) => ({
    ...request,
    ord,
    id: uuid({ msecs: request.now.getTime() }),
  }));
  const { rows } = await database.query<Row>({
    name: "offers-take-codes",
    text: TAKE,
    values: [JSON.stringify(asked), margin],
  });
  const found = new Map(rows.map((row) => [row.ord, row]));
  return requests.map(({ now }, ord) =>
    outcomeOf(found.get(ord)!, now, margin),
  );
}

function outcomeOf(row: Row, now: Date, margin: number): Taken | Unsettled {
  // A promise already made holds, whatever became of the campaign.
  if (row.code && row.endsAt && row.terms) {
    if (row.endsAt <= now) return { outcome: "ended" };
    const { code, endsAt, terms } = row;
    return { outcome: "claimed", code: { kind: "code", code, endsAt, terms } };
  }
  if (row.reserved) return { outcome: "again" };
  if (row.phase === null || row.phase === "not-running")
    return { outcome: "unknown" };
  if (row.phase === "ended") return { outcome: "ended" };
  if (row.perDay !== null && row.handed >= row.perDay)
    return { outcome: "spent" };
  // The others of the same batch count too, so at least one of these was turned away for the limit.
  if (row.perDay !== null && row.handed >= row.perDay - margin - MOST_TOGETHER)
    return { outcome: margin === 0 ? "none-ready" : "nearly-spent" };
  return { outcome: "none-ready" };
}
