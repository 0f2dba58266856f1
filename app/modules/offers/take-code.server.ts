import type pg from "pg";
import { v7 as uuid } from "uuid";
import { pool } from "#app/db.server.ts";
import type { ClaimedCode } from "./offers.ts";

export interface ClaimRequest {
  shop: string;
  campaignId: string;
  visitId: string;
  shopperId?: string | undefined;
  now: Date;
}

export type Taken =
  | { outcome: "claimed"; code: ClaimedCode }
  | { outcome: "unknown" | "ended" | "spent" | "none-ready" | "nearly-spent" };

interface Row {
  phase: "not-running" | "ended" | "running";
  perDay: number | null;
  handed: number;
  code: string | null;
  endsAt: Date | null;
  terms: string | null;
}

/**
 * Claims in flight see the day's count without each other. While this many are left they may all go at once; the last
 * ones are handed out one after the other.
 */
const MARGIN = 64;

/**
 * The whole claim: is the campaign running, is the day's limit not reached, take one ready code nobody else is taking,
 * and write the claim down. A visit that claimed before gets the same code again. The code with the nearest end that
 * still leaves the promised time is taken.
 */
const TAKE = `
  with campaign as (
    select campaign.status, shop."timeZone",
           (campaign.definition #>> '{schedule,startsAt}')::timestamptz as "startsAt",
           (campaign.definition #>> '{schedule,endsAt}')::timestamptz as "endsAt",
           (campaign.definition #>> '{limits,claimsPerDay}')::int as "perDay",
           case campaign.definition #>> '{treatment,validFor}' when 'day' then interval '24 hours' else interval '1 hour' end as "validFor"
      from "Campaign" campaign join "Shop" shop using (shop)
     where campaign.shop = $1 and campaign.id = $2 and shop."uninstalledAt" is null
  ), state as (
    select "perDay",
           case when status <> 'active' or "startsAt" > $5 then 'not-running'
                when "endsAt" <= $5 then 'ended' else 'running' end as phase,
           least($5 + "validFor", "endsAt") as "endsFrom",
           case when "perDay" is null then 0 else (
             select count(*)::int from (
               select from "Claim" claim
                where claim.shop = $1 and claim."campaignId" = $2
                  and claim."claimedAt" >= date_trunc('day', $5, campaign."timeZone")
                limit campaign."perDay") counted) end as handed
      from campaign
  ), mine as (
    select code, "endsAt" from "Claim" where shop = $1 and "campaignId" = $2 and "visitId" = $3
  ), picked as (
    select code.code, code."endsAt"
      from "DiscountCode" code, state
     where code.shop = $1 and code."campaignId" = $2 and code.state = 'ready' and code."endsAt" >= state."endsFrom"
       and state.phase = 'running' and (state."perDay" is null or state.handed < state."perDay" - $7)
       and not exists (select from mine)
     order by code."endsAt" limit 1 for update of code skip locked
  ), claimed as (
    insert into "Claim" (shop, id, "campaignId", "visitId", "shopperId", code, "endsAt", "claimedAt")
    select $1, $6, $2, $3, $4, code, "endsAt", $5 from picked
        on conflict (shop, "campaignId", "visitId") do nothing
    returning code, "endsAt"
  ), taken as (
    update "DiscountCode" code set state = 'claimed', "claimId" = $6
      from claimed where code.shop = $1 and code.code = claimed.code
  ), given as (
    select code, "endsAt" from claimed union all select code, "endsAt" from mine
  )
  select state.phase, state."perDay", state.handed, given.code, given."endsAt",
         (select discount.terms from "DiscountCode" code join "Discount" discount on discount.shop = $1 and discount.id = code."discountId"
           where code.shop = $1 and code.code = given.code) as terms
    from state left join given on true`;

/** Takes a code by one statement; near the day's limit by one at a time, so that not one too many is promised. */
export async function takeCode(request: ClaimRequest): Promise<Taken> {
  const taken = await take(pool, request, MARGIN);
  return taken.outcome === "nearly-spent" ? takeCarefully(request) : taken;
}

async function takeCarefully(request: ClaimRequest): Promise<Taken> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(
      "select pg_advisory_xact_lock(hashtextextended('claims:' || $1 || $2, 0))",
      [request.shop, request.campaignId],
    );
    const taken = await take(client, request, 0);
    await client.query("commit");
    client.release();
    return taken;
  } catch (error) {
    client.release(true); // closing the connection undoes the transaction and gives the lock back
    throw error;
  }
}

async function take(
  database: pg.Pool | pg.PoolClient,
  { shop, campaignId, visitId, shopperId, now }: ClaimRequest,
  margin: number,
): Promise<Taken> {
  const { rows } = await database.query<Row>({
    name: "offers-take-code",
    text: TAKE,
    values: [
      shop,
      campaignId,
      visitId,
      shopperId ?? null,
      now,
      uuid({ msecs: now.getTime() }),
      margin,
    ],
  });
  const [row] = rows;
  if (!row) return { outcome: "unknown" };
  // A promise already made holds, whatever became of the campaign.
  if (row.code && row.endsAt && row.terms) {
    if (row.endsAt <= now) return { outcome: "ended" };
    const { code, endsAt, terms } = row;
    return { outcome: "claimed", code: { code, endsAt, terms } };
  }
  if (row.phase === "not-running") return { outcome: "unknown" };
  if (row.phase === "ended") return { outcome: "ended" };
  if (row.perDay !== null && row.handed >= row.perDay)
    return { outcome: "spent" };
  if (row.perDay !== null && row.handed >= row.perDay - margin)
    return { outcome: "nearly-spent" };
  return { outcome: "none-ready" };
}
