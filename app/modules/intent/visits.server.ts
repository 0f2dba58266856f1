import type { Prisma, Visit } from "@prisma/client";
import { db, type Database } from "#app/db.server.ts";
import type { WireSignal } from "#app/shared/signal-codec.ts";
import { decodeSignals } from "#app/shared/signal-reader.ts";
import type { Signal } from "#app/shared/signals.ts";
import { outcomeOf, type VisitFilter, type VisitOutcome } from "./intent.ts";

const DAY_MS = 86_400_000;
/** A long visit has some hundred; a device that made up a day's worth must not stop the page. */
const MOST_EVENTS = 5_000;

export interface VisitSummary extends Visit {
  outcome: VisitOutcome;
  pages: number;
  /** Segments in the order in which she came into them. */
  path: string[];
}

export interface RecordedVisit extends VisitSummary {
  /** In the order of their time. */
  signals: Signal[];
  /** She had been here before this visit. */
  returning: boolean;
  /** Campaigns that had their moment, with the arm. */
  exposures: { at: Date; campaignId: string; arm: string | null }[];
  /** Where her checkout came to rest. */
  checkoutDrop: { stage: string; anxiety: string; cleared: boolean } | null;
}

type EventRow = Awaited<ReturnType<typeof readEvents>>[number];

/** Newest first, of consenting shoppers; `before` is the visit with which the page before ended. */
export async function listVisits({
  shop,
  filter = {},
  before,
  limit,
}: {
  shop: string;
  filter?: VisitFilter;
  before?: { startedAt: Date; id: string } | undefined;
  limit: number;
}): Promise<VisitSummary[]> {
  const rows = await db.visit.findMany({
    where: { shop, AND: [whereOf(filter), before ? olderThan(before) : {}] },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  const events = await readEvents(db, shop, rows, ["page-view", "segment"]);
  const drops = await db.checkoutDrop.findMany({
    where: { shop, visitId: { in: rows.map(({ id }) => id) } },
    select: { visitId: true, stage: true, anxiety: true },
  });
  return rows.map((row) => {
    const own = events.filter(({ visitId }) => visitId === row.id);
    const drop = drops.find(({ visitId }) => visitId === row.id);
    return { ...summarise(row, own), ...lastDrop(row, drop) };
  });
}

/** Where the checkout came to rest comes after everything that the device told. */
function lastDrop(
  row: Visit,
  drop: { stage: string; anxiety: string } | undefined,
): { stage: string | null; anxiety: string | null } {
  const { stage, anxiety } = drop ?? row;
  return { stage, anxiety };
}

function whereOf({ outcome, segment }: VisitFilter): Prisma.VisitWhereInput {
  const outcomes: Record<VisitOutcome, Prisma.VisitWhereInput> = {
    bought: { boughtAt: { not: null } },
    claimed: { boughtAt: null, acceptedAt: { not: null } },
    left: { boughtAt: null, acceptedAt: null },
  };
  return {
    ...(outcome ? outcomes[outcome] : {}),
    ...(segment ? { segment } : {}),
  };
}

const olderThan = ({
  startedAt,
  id,
}: {
  startedAt: Date;
  id: string;
}): Prisma.VisitWhereInput => ({
  OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { lt: id } }],
});

/** One visit with everything that was recorded of it; null when the shop has none of that id. */
export async function readVisit({
  shop,
  id,
  tx = db,
}: {
  shop: string;
  id: string;
  tx?: Database;
}): Promise<RecordedVisit | null> {
  const row = await tx.visit.findUnique({ where: { shop_id: { shop, id } } });
  if (!row) return null;
  const events = await readEvents(tx, shop, [row]);
  const drop = await tx.checkoutDrop.findFirst({
    where: { shop, visitId: id },
    orderBy: { droppedAt: "desc" },
  });
  return {
    ...summarise(row, events),
    signals: signalsOf(events),
    returning: await hasEarlierVisit(tx, row),
    exposures: events.flatMap(({ kind, occurredAt, campaignId, arm }) =>
      kind === "exposure" && campaignId
        ? [{ at: occurredAt, campaignId, arm }]
        : [],
    ),
    checkoutDrop: drop && {
      stage: drop.stage,
      anxiety: drop.anxiety,
      cleared: drop.clearedAt !== null,
    },
  };
}

async function hasEarlierVisit(
  tx: Database,
  { shop, id, shopperId, startedAt }: Visit,
): Promise<boolean> {
  if (!shopperId) return false;
  const earlier = await tx.visit.findFirst({
    where: { shop, shopperId, startedAt: { lt: startedAt }, id: { not: id } },
    select: { id: true },
  });
  return earlier !== null;
}

/** Only the days in which these visits can have events are looked into. */
async function readEvents(
  tx: Database,
  shop: string,
  visits: Visit[],
  kinds?: string[],
) {
  const starts = visits.map(({ startedAt }) => startedAt.getTime());
  const ends = visits.map(({ lastAt }) => lastAt.getTime());
  if (visits.length === 0) return [];
  return await tx.event.findMany({
    where: {
      shop,
      visitId: { in: visits.map(({ id }) => id) },
      receivedAt: {
        gte: new Date(Math.min(...starts) - DAY_MS),
        // A device may be without network for a day before it tells.
        lte: new Date(Math.max(...ends) + DAY_MS),
      },
      ...(kinds ? { kind: { in: kinds } } : {}),
    },
    orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    take: MOST_EVENTS,
    select: {
      visitId: true,
      kind: true,
      occurredAt: true,
      campaignId: true,
      arm: true,
      data: true,
    },
  });
}

function summarise(row: Visit, events: EventRow[]): VisitSummary {
  const path = events.flatMap(({ kind, data }) =>
    kind === "segment" ? [(data as { segment: string }).segment] : [],
  );
  return {
    ...row,
    outcome: outcomeOf(row),
    pages: events.filter(({ kind }) => kind === "page-view").length,
    path: path.filter((segment, i) => segment !== path[i - 1]),
  };
}

function signalsOf(events: EventRow[]): Signal[] {
  return events
    .flatMap(({ kind, data }) =>
      kind === "signals" ? (decodeSignals(data as WireSignal[]) ?? []) : [],
    )
    .sort((a, b) => a.at - b.at);
}
