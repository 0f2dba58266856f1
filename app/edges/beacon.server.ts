import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "#app/clock.server.ts";
import { isStatementError, pool } from "#app/db.server.ts";
import {
  isFor,
  sendEmpty,
  sendError,
  type Edge,
} from "#app/edges/http.server.ts";
import { receiveProxyPost } from "#app/edges/proxy.server.ts";
import { createBatch } from "#app/batch.ts";
import { createInsert } from "#app/edges/insert-rows.ts";
import { createRateLimit } from "#app/edges/rate-limit.ts";
import {
  ARMS,
  BEACON_MAX_BYTES,
  BEACON_MAX_EVENTS,
  EVENT_KINDS,
  type EventKind,
} from "#app/shared/events.ts";
import { ANXIETIES, SEGMENTS, STAGES } from "#app/shared/intent-model.ts";
import { decodeSignals, PAGES } from "#app/shared/signal-reader.ts";

const DAY_MS = 86_400_000;

const propensity = z.number().min(0).max(1);
const productId = z.string().regex(/^\d{1,20}$/);

/** What an event of these kinds carries; the others carry nothing. */
const DATA: Partial<Record<EventKind, z.ZodType>> = {
  signals: z
    .array(z.unknown())
    .min(1)
    .refine((wire) => decodeSignals(wire), "are no signals of one visit"),
  segment: z.strictObject({
    segment: z.enum(SEGMENTS),
    model: z.string().regex(/^[\w.-]{1,60}$/),
    intent: z.strictObject({
      purchase: propensity,
      abandon: propensity,
      return: propensity,
    }),
  }),
  drop: z.strictObject({
    page: z.enum(PAGES),
    stage: z.enum(STAGES),
    productId: productId.optional(),
    anxiety: z.enum(ANXIETIES),
    points: z.number().min(0).max(100),
  }),
};
const noData = z.undefined();

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
          page: z
            .string()
            .max(300)
            .refine(
              (text) => !text.includes("\0") && text.isWellFormed(),
              "holds characters that PostgreSQL cannot keep",
            ),
          productId: productId.optional(),
          campaignId: uuid.optional(),
          arm: z.enum(ARMS).optional(),
          data: z.unknown().optional(),
        })
        .refine(
          (event) =>
            event.kind !== "exposure" || (event.campaignId && event.arm),
          "an exposure names its campaign and arm",
        )
        .superRefine(({ kind, data }, context) => {
          const { error } = (DATA[kind] ?? noData).safeParse(data);
          for (const { message } of error?.issues ?? [])
            context.addIssue({ code: "custom", path: ["data"], message });
        }),
    )
    .min(1)
    .max(BEACON_MAX_EVENTS),
});

/** A person sends a few beacons a minute; a hundred people behind one address send some a second. */
const perAddress = createRateLimit({ burst: 600, perSecond: 30 });
const perVisit = createRateLimit({ burst: 60, perSecond: 1 });

interface ReceivedBeacon {
  shop: string;
  receivedAt: Date;
  body: string;
}

/** As it was sent: what is made of it costs ten times as much and is the worker's (modules/events/work-beacons.server.ts). */
const insert = createInsert({
  name: "receive-beacons",
  table: "Beacon",
  columns: ["shop", "id", "receivedAt", "body"],
  suffix: "",
});

const record = createBatch<ReceivedBeacon>({
  maxItems: 32,
  maxWriters: 2,
  isOfItem: isStatementError,
  write: async (beacons) => {
    await pool.query(
      insert(
        beacons.map(({ shop, receivedAt, body }) => [
          shop,
          randomUUID(),
          receivedAt,
          body,
        ]),
      ),
    );
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
  const { shop, address } = request;
  const ticks = performance.now(); // the demo's clock may jump, a flood may not
  if (
    !perAddress.take(`${shop} ${address}`, ticks) ||
    !perVisit.take(`${shop} ${beacon.data.visitId}`, ticks)
  )
    return sendError(
      res,
      429,
      { code: "too-many", message: "Slow down." },
      { "retry-after": "10" },
    );
  // Only what was checked is kept: in the other fields of a body may stand what stops PostgreSQL's own reader of JSON.
  const body = JSON.stringify(beacon.data);
  await record({ shop, receivedAt: now(), body });
  return sendEmpty(res, 204);
};
