import pg from "pg";
import { pool } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

/**
 * Makes events and exposures of beacons, in one statement: what it takes away and what it makes of it become true
 * together. Nothing is kept for a shop we do not know or that has left. An event id that arrives again within a day counts once; an
 * exposure is kept only for a campaign of that very shop, once per visit. The shop learns that its embed is alive at
 * most once an hour. (It reaches into the tables of other modules because a second statement would halve what one
 * worker can do; tests/house/owners.test.ts knows it.)
 */
const WORK = {
  name: "work-beacons",
  text: `with taken as (
      delete from "Beacon" where (shop, id) in (
        select shop, id from "Beacon" limit $1 for update skip locked)
      returning shop, "receivedAt", body::json as body
    ), sent as materialized (
      select taken.shop, taken."receivedAt", (taken.body ->> 'visitId')::uuid as "visitId",
             (taken.body ->> 'shopperId')::uuid as "shopperId", event.id, event.kind,
             taken."receivedAt" - event.ago * interval '1 millisecond' as "occurredAt",
             event."campaignId", event.arm, event.page, event."productId"
        from taken join "Shop" known on known.shop = taken.shop and known."uninstalledAt" is null,
             json_to_recordset(taken.body -> 'events') as event(
               id uuid, kind text, ago float8, page text, "productId" text, "campaignId" uuid, arm text)
    ), seen as (
      update "Shop" set "embedSeenAt" = latest.at
        from (select shop, max("receivedAt") as at from sent group by shop) latest
       where "Shop".shop in (
               select shop from "Shop" where shop in (select shop from sent) order by shop for update skip locked)
         and "Shop".shop = latest.shop
         and ("embedSeenAt" is null or "embedSeenAt" < latest.at - interval '1 hour')
    ), again as (
      select event.id from (select distinct shop, "visitId" from sent) visit join "Event" event using (shop, "visitId")
       where event."receivedAt" >= (select min("receivedAt") from sent) - interval '1 day'
    ), kept as (
      insert into "Event" (shop, "receivedAt", id, kind, "visitId", "shopperId", "occurredAt", "campaignId", arm, page, "productId")
      select distinct on (shop, id) shop, "receivedAt", id, kind, "visitId", "shopperId", "occurredAt", "campaignId", arm, page, "productId"
        from sent where id not in (select id from again) order by shop, id, "receivedAt"
      on conflict do nothing
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
    const { rows } = await pool.query<{ worked: number }>({
      ...WORK,
      values: [limit],
    });
    return rows[0]?.worked ?? 0;
  } catch (error) {
    // The edge has validated every field, so this is a mistake of ours: one beacon must not stop all others.
    if (
      !(error instanceof pg.DatabaseError) ||
      !/^2[23]/.test(error.code ?? "")
    )
      throw error;
    if (limit > 1) return await workBeacons({ limit: 1 });
    await dropOne(error);
    return 1;
  }
}

async function dropOne(error: Error): Promise<void> {
  const { rows } = await pool.query<{ shop: string }>(
    `delete from "Beacon" where (shop, id) in (
       select shop, id from "Beacon" limit 1 for update skip locked) returning shop`,
  );
  log.error(
    { err: error, shop: rows[0]?.shop },
    "a beacon could not be worked and was dropped",
  );
}
