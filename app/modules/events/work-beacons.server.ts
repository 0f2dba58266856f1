import pg from "pg";
import { pool } from "#app/db.server.ts";
import { logFor } from "#app/log.server.ts";

/** Of one kind in a day: ten times what the most eager person does, and an end to what a forger can make us keep. */
const MOST_PER_VISIT = 300;

/**
 * Makes events and exposures of beacons, in one statement: what it takes away and what it makes of it become true
 * together. Nothing is kept for a shop we do not know or that has left. An event id that arrives again within a day counts once; an
 * exposure is kept only for a campaign of that very shop, once per visit. The shop learns that its embed is alive at
 * most once an hour. A visit of which we know more than its pages gets a row of its own, by which it is found. (It reaches into the tables of other modules because a second statement would halve what one
 * worker can do; tests/house/owners.test.ts knows it.)
 */
const WORK = {
  name: "work-beacons",
  text: `with taken as (
      delete from "Beacon" where (shop, id) in (
        select shop, id from "Beacon" where $2::uuid is null or id = $2 limit $1 for update skip locked)
      returning shop, "receivedAt", body::json as body
    ), sent as materialized (
      select taken.shop, taken."receivedAt", (taken.body ->> 'visitId')::uuid as "visitId",
             (taken.body ->> 'shopperId')::uuid as "shopperId", event.id, event.kind,
             taken."receivedAt" - event.ago * interval '1 millisecond' as "occurredAt",
             event."campaignId", event.arm, event.page, event."productId", event.data
        from taken join "Shop" known on known.shop = taken.shop and known."uninstalledAt" is null,
             json_to_recordset(taken.body -> 'events') as event(
               id uuid, kind text, ago float8, page text, "productId" text, "campaignId" uuid, arm text, data jsonb)
    ), seen as (
      update "Shop" set "embedSeenAt" = latest.at
        from (select shop, max("receivedAt") as at from sent group by shop) latest
       where "Shop".shop in (
               select shop from "Shop" where shop in (select shop from sent) order by shop for update skip locked)
         and "Shop".shop = latest.shop
         and ("embedSeenAt" is null or "embedSeenAt" < latest.at - interval '1 hour')
    ), again as (
      select event.shop, event."visitId", event.kind, event.id, event."occurredAt"
        from (select distinct shop, "visitId" from sent) visit join "Event" event using (shop, "visitId")
       where event."receivedAt" >= (select min("receivedAt") from sent) - interval '1 day'
    ), known as (
      select shop, "visitId", kind, count(*) as events from again group by shop, "visitId", kind
    ), fresh as (
      select distinct on (shop, id) * from sent where id not in (select id from again) order by shop, id, "receivedAt"
    ), counted as (
      select fresh.*, coalesce(known.events, 0)
               + row_number() over (partition by shop, "visitId", kind order by fresh."occurredAt", fresh.id) as place
        from fresh left join known using (shop, "visitId", kind)
    ), kept as (
      insert into "Event" (shop, "receivedAt", id, kind, "visitId", "shopperId", "occurredAt", "campaignId", arm, page, "productId", data)
      select shop, "receivedAt", id, kind, "visitId", "shopperId", "occurredAt", "campaignId", arm, page, "productId", data
        from counted where place <= ${MOST_PER_VISIT}
      on conflict do nothing
    ), begun as (
      select shop, "visitId", min("occurredAt") as at from again group by shop, "visitId"
    ), visited as (
      insert into "Visit" (shop, id, "shopperId", "startedAt", "lastAt", segment, stage, anxiety, "acceptedAt")
      select told.* from (
        select counted.shop, counted."visitId", (array_agg(counted."shopperId"))[1] as "shopperId",
               least(min(counted."occurredAt"), min(begun.at)) as "startedAt", max(counted."occurredAt") as "lastAt",
               (array_agg(data ->> 'segment' order by counted."occurredAt" desc) filter (where kind = 'segment'))[1] as segment,
               (array_agg(data ->> 'stage' order by counted."occurredAt" desc) filter (where kind = 'drop'))[1] as stage,
               (array_agg(data ->> 'anxiety' order by counted."occurredAt" desc) filter (where kind = 'drop'))[1] as anxiety,
               min(counted."occurredAt") filter (where kind = 'offer-accepted') as "acceptedAt"
          from counted left join begun using (shop, "visitId")
         where place <= ${MOST_PER_VISIT} group by counted.shop, counted."visitId"
        having bool_or(kind in ('signals', 'segment', 'drop', 'offer-accepted'))
         order by counted.shop, counted."visitId") told
      on conflict (shop, id) do update
        set "lastAt" = greatest("Visit"."lastAt", excluded."lastAt"),
            "startedAt" = least("Visit"."startedAt", excluded."startedAt"),
            segment = coalesce(excluded.segment, "Visit".segment),
            stage = coalesce(excluded.stage, "Visit".stage), anxiety = coalesce(excluded.anxiety, "Visit".anxiety),
            "acceptedAt" = coalesce("Visit"."acceptedAt", excluded."acceptedAt")
    ), exposed as (
      insert into "Exposure" (shop, "campaignId", "visitId", "shopperId", arm, "exposedAt")
      select sent.shop, sent."campaignId", sent."visitId", sent."shopperId", sent.arm, sent."occurredAt"
        from sent join "Campaign" campaign on campaign.shop = sent.shop and campaign.id = sent."campaignId"
       where sent.kind = 'exposure'
       order by sent.shop, sent."campaignId", sent."visitId", sent."occurredAt"
      on conflict do nothing
    )
    select count(*)::int as worked from taken`,
};

/** Works up to `limit` waiting beacons; any number of workers at once. Answers how many. */
export async function workBeacons({
  limit,
}: {
  limit: number;
}): Promise<number> {
  try {
    return await work({ limit });
  } catch (error) {
    if (!isOfRow(error)) throw error;
    return await workOneByOne(limit);
  }
}

async function work({
  limit,
  id = null,
}: {
  limit: number;
  id?: string | null;
}): Promise<number> {
  const { rows } = await pool.query<{ worked: number }>({
    ...WORK,
    values: [limit, id],
  });
  return rows[0]?.worked ?? 0;
}

/** Bad data (class 22), a broken rule (23) or more than PostgreSQL can bear (54): this row's fault, not the database's. */
const isOfRow = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? "");

/** The edge has validated every field, so this is a mistake of ours: one beacon must not stop all others. */
async function workOneByOne(limit: number): Promise<number> {
  const { rows: waiting } = await pool.query<{ shop: string; id: string }>(
    `select shop, id from "Beacon" limit $1`,
    [limit],
  );
  for (const { shop, id } of waiting) {
    try {
      await work({ limit: 1, id });
    } catch (error) {
      if (!isOfRow(error)) throw error;
      await pool.query(`delete from "Beacon" where shop = $1 and id = $2`, [
        shop,
        id,
      ]);
      logFor({ shop }).error(
        { err: error },
        "a beacon could not be worked and was dropped",
      );
    }
  }
  return waiting.length;
}
