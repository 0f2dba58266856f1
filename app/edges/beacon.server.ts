import { z } from "zod";
import { now } from "#app/clock.server.ts";
import { pool } from "#app/db.server.ts";
import {
  isFor,
  sendEmpty,
  sendError,
  type Edge,
} from "#app/edges/http.server.ts";
import { receiveProxyPost } from "#app/edges/proxy.server.ts";
import { createBatch } from "#app/edges/batch.ts";
import { createRateLimit } from "#app/edges/rate-limit.ts";
import {
  ARMS,
  BEACON_MAX_BYTES,
  BEACON_MAX_EVENTS,
  EVENT_KINDS,
} from "#app/shared/events.ts";

const DAY_MS = 86_400_000;

// z.uuid() would do more than is needed here: the column's type refuses the rest.
const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);

const beaconSchema = z.object({
  v: z.literal(1),
  revision: z.number().int().min(0),
  visitId: uuid,
  shopperId: uuid.optional(),
  events: z
    .array(
      z
        .object({
          id: uuid,
          kind: z.enum(EVENT_KINDS),
          /** A page left open longer than a day says nothing about the visit it began with. */
          ago: z.number().min(0).max(DAY_MS),
          page: z.string().max(300),
          productId: z
            .string()
            .regex(/^\d{1,20}$/)
            .optional(),
          campaignId: uuid.optional(),
          arm: z.enum(ARMS).optional(),
        })
        .refine(
          (event) =>
            event.kind !== "exposure" || (event.campaignId && event.arm),
          "an exposure names its campaign and arm",
        ),
    )
    .min(1)
    .max(BEACON_MAX_EVENTS),
});

/** A person sends a few beacons a minute; a hundred people behind one address send some a second. */
const perAddress = createRateLimit({ burst: 600, perSecond: 30 });
const perVisit = createRateLimit({ burst: 60, perSecond: 1 });

interface ReceivedEvent {
  shop: string;
  receivedAt: Date;
  visitId: string;
  shopperId?: string;
  id: string;
  kind: string;
  occurredAt: Date;
  campaignId?: string;
  arm?: string;
  page: string;
  productId?: string;
}

/**
 * Everything in one statement, and nothing for a shop we do not know or that has left. An event id that arrives again
 * within a day counts once; an exposure is kept only for a campaign of this very shop, once per visit. Rows are
 * written in the order of their keys and a shop's row is skipped while another has it, so that two of these
 * statements never wait for each other in a circle.
 */
const INSERT = {
  name: "receive-beacons",
  text: `with sent as materialized (
      select event.* from json_to_recordset($1::json) as event(
        shop text, "receivedAt" timestamptz, "visitId" uuid, "shopperId" uuid, id uuid, kind text,
        "occurredAt" timestamptz, "campaignId" uuid, arm text, page text, "productId" text)
        join "Shop" known on known.shop = event.shop and known."uninstalledAt" is null
    ), seen as (
      update "Shop" set "embedSeenAt" = $2 where shop in (
        select shop from "Shop" where shop in (select shop from sent)
           and ("embedSeenAt" is null or "embedSeenAt" < $2::timestamptz - interval '1 hour') for update skip locked)
    ), again as (
      select event.id from (select distinct shop, "visitId" from sent) visit join "Event" event using (shop, "visitId")
       where event."receivedAt" >= $2::timestamptz - interval '1 day'
    ), kept as (
      insert into "Event" (shop, "receivedAt", id, kind, "visitId", "shopperId", "occurredAt", "campaignId", arm, page, "productId")
      select shop, "receivedAt", id, kind, "visitId", "shopperId", "occurredAt", "campaignId", arm, page, "productId"
        from sent where id not in (select id from again)
      on conflict do nothing
    )
    insert into "Exposure" (shop, "campaignId", "visitId", "shopperId", arm, "exposedAt")
    select sent.shop, sent."campaignId", sent."visitId", sent."shopperId", sent.arm, sent."occurredAt"
      from sent join "Campaign" campaign on campaign.shop = sent.shop and campaign.id = sent."campaignId"
     where sent.kind = 'exposure'
     order by sent.shop, sent."campaignId", sent."visitId", sent."occurredAt"
    on conflict do nothing`,
};

const record = createBatch<ReceivedEvent[]>({
  maxItems: 20,
  maxWriters: 2,
  write: async (beacons) => {
    await pool.query({
      ...INSERT,
      values: [JSON.stringify(beacons.flat()), now()],
    });
  },
});

/**
 * POST /proxy/events: what shoppers' devices noticed, with their consent. Answers 204; 400 for a wrong signature or
 * body, 413, 429.
 */
export const receiveBeacon: Edge = async (req, res) => {
  if (!isFor(req, "/proxy/events")) return false;
  const request = await receiveProxyPost({
    req,
    res,
    maxBytes: BEACON_MAX_BYTES,
  });
  if (!request) return true;
  const beacon = beaconSchema.safeParse(request.body);
  if (!beacon.success) {
    const [issue] = beacon.error.issues;
    return sendError(res, 400, {
      code: "bad-beacon",
      message: `${issue?.path.join(".")}: ${issue?.message}`,
    });
  }
  const { visitId, shopperId, events } = beacon.data;
  const { shop, address } = request;
  const ticks = performance.now(); // the demo's clock may jump, a flood may not
  if (
    !perAddress.take(`${shop} ${address}`, ticks) ||
    !perVisit.take(`${shop} ${visitId}`, ticks)
  )
    return sendError(
      res,
      429,
      { code: "too-many", message: "Slow down." },
      { "retry-after": "10" },
    );

  const receivedAt = now();
  await record(
    events.map(({ ago, ...event }) => ({
      ...event,
      shop,
      visitId,
      shopperId,
      receivedAt,
      occurredAt: new Date(receivedAt.getTime() - ago),
    })),
  );
  return sendEmpty(res, 204);
};
