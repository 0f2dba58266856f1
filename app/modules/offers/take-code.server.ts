import type pg from "pg";
import { v7 as uuid } from "uuid";
import { createBatch } from "#app/batch.ts";
import { isStatementError, pool } from "#app/db.server.ts";
import { TAKE_CLAIMS } from "./take-code.sql.ts";
import type { Claimed } from "./terms.ts";

export interface ClaimRequest {
  shop: string;
  campaignId: string;
  visitId: string;
  shopperId?: string | undefined;
  /** The same person in other visits, as `shopperKey` makes it. */
  shopperKey?: string | undefined;
  /** The product she hesitates over, where she said it. */
  productId?: string | undefined;
  now: Date;
}

/** A claim with what had to be found out for it first. */
export interface PreparedClaim extends ClaimRequest {
  /** The margin floor was checked. */
  floorKept?: boolean;
  /** Of a promise: its terms and their end. */
  promise?: string;
  promiseEndsAt?: Date;
}

export type Taken =
  | { outcome: "claimed"; claimed: Claimed }
  | {
      outcome:
        | "unknown"
        | "ended"
        | "spent"
        | "had"
        | "no-product"
        | "check-floor"
        | "date-promise"
        | "none-ready";
    };

/** Not settled yet: a limit is near, or the same visit or shopper is claiming at this very moment. */
type Unsettled = { outcome: "nearly-spent" | "again" };

interface OwnClaim {
  claimId: string | null;
  code: string | null;
  endsAt: Date | null;
  productId: string | null;
  terms: string | null;
}

interface Row extends OwnClaim {
  ord: number;
  phase: "not-running" | "ended" | "running" | null;
  /** Claims that the limits leave; null = no limit. */
  left: number | null;
  delivery: "code" | "promise" | "none" | null;
  perProduct: boolean | null;
  floored: boolean | null;
  had: boolean | null;
  /** The same shopper came twice in one batch. */
  turnedAway: boolean | null;
  /** Something was picked; without a claim the visit or the shopper has claimed at this very moment. */
  reserved: boolean;
}

/**
 * Claims in flight see the day's count without each other. While this many are left they may all go at once; the last
 * ones are handed out one after the other. Several web processes' worth of batches.
 */
const MARGIN = 256;
const MOST_TOGETHER = 32;

/** Claims that arrive while others are being written go together: one commit, one search of the pool. */
const takeTogether = createBatch<PreparedClaim, Taken | Unsettled>({
  maxItems: MOST_TOGETHER,
  maxWriters: 2,
  isOfItem: isStatementError,
  write: (requests) => take(pool, requests, MARGIN),
});

/**
 * Takes a code by one statement; near a limit by one at a time, so that not one too many is promised. What the visit claimed
 * before is looked for only when it gets nothing: most visits claim once.
 */
export async function takeCode(request: PreparedClaim): Promise<Taken> {
  for (;;) {
    let taken = await takeTogether(request);
    if (taken.outcome === "nearly-spent") taken = await takeCarefully(request);
    if (taken.outcome === "claimed") return taken;
    const own = await findOwnClaim(request);
    if (own) return own;
    if (taken.outcome !== "again" && taken.outcome !== "nearly-spent")
      return taken as Taken;
  }
}

/** A promise already made holds, whatever became of the campaign. */
async function findOwnClaim({
  shop,
  campaignId,
  visitId,
  now,
}: PreparedClaim): Promise<Taken | undefined> {
  // Without a name, so that it is planned for the table as it is: made when it was empty, a plan may read all of a shop.
  const { rows } = await pool.query<OwnClaim>(
    `select claim.id::text as "claimId", claim.code, claim."endsAt", claim."productId", coalesce(claim.promise, discount.terms) as terms
       from "Claim" claim
       left join "DiscountCode" code on code.shop = claim.shop and code.code = claim.code
       left join "Discount" discount on discount.shop = code.shop and discount.id = code."discountId"
      where claim.shop = $1 and claim."campaignId" = $2 and claim."visitId" = $3`,
    [shop, campaignId, visitId],
  );
  const [own] = rows;
  if (!own?.terms) return undefined;
  return own.endsAt! <= now
    ? { outcome: "ended" }
    : { outcome: "claimed", claimed: claimedOf(own) };
}

async function takeCarefully(
  request: PreparedClaim,
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
  requests: PreparedClaim[],
  margin: number,
): Promise<(Taken | Unsettled)[]> {
  const asked = requests.map((request, ord) => ({
    floorKept: false,
    ...request,
    ord,
    id: uuid({ msecs: request.now.getTime() }),
  }));
  const { rows } = await database.query<Row>({
    name: "offers-take-codes",
    text: TAKE_CLAIMS,
    values: [JSON.stringify(asked), margin],
  });
  const found = new Map(rows.map((row) => [row.ord, row]));
  return requests.map((request, ord) =>
    outcomeOf(found.get(ord)!, request, margin),
  );
}

function outcomeOf(
  row: Row,
  { productId, floorKept, promiseEndsAt }: PreparedClaim,
  margin: number,
): Taken | Unsettled {
  if (row.claimId && row.endsAt && row.terms)
    return { outcome: "claimed", claimed: claimedOf(row) };
  if (row.reserved) return { outcome: "again" };
  if (row.phase === null || row.phase === "not-running")
    return { outcome: "unknown" };
  if (row.phase === "ended") return { outcome: "ended" };
  if (row.had) return { outcome: "had" };
  if (row.left !== null && row.left <= 0) return { outcome: "spent" };
  if (row.perProduct && !productId) return { outcome: "no-product" };
  if (row.delivery === "promise" && !promiseEndsAt)
    return { outcome: "date-promise" };
  if (row.delivery === "code" && row.floored && !floorKept)
    return { outcome: "check-floor" };
  if (row.turnedAway) return { outcome: "again" };
  // The others of the same batch count too, so at least one of these was turned away for the limit.
  if (row.left !== null && row.left <= margin + MOST_TOGETHER)
    return { outcome: margin === 0 ? "none-ready" : "nearly-spent" };
  return { outcome: "none-ready" };
}

function claimedOf({
  claimId,
  code,
  endsAt,
  terms,
  productId,
}: OwnClaim): Claimed {
  const shared = {
    endsAt: endsAt!,
    terms: terms!,
    ...(productId && { productId }),
  };
  return code === null
    ? { kind: "promise", claimId: claimId!, ...shared }
    : { kind: "code", code, ...shared };
}
