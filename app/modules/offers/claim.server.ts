import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import { type Claimed, POOL } from "./offers.ts";
import { bucketsOf, readRunningOffers } from "./running-offers.server.ts";
import { stockBucket } from "./stock-bucket.server.ts";
import { type ClaimRequest, takeCode } from "./take-code.server.ts";

/** How long a shopper waits for a code that has to be made first, in milliseconds. */
const BUDGET_MS = 2_500;
/** Making codes goes on for the next claims when this one could not wait. */
const STOCKING_PATIENCE_MS = 15_000;
/** Each holds a database connection while Shopify works. */
const MOST_STOCKING = 2;
const POLL_MS = 150;

/**
 * Hands out one code of the campaign to one visit; the same one again when the visit asks again.
 * @throws AppError "campaign-unknown" 404 (another shop's, paused, not begun), "campaign-ended" 409 (it, or the code that
 * this visit already has), "offer-spent" 409 (the day's limit is reached), "try-again" 503 (no code in time; nothing is
 * promised).
 */
export async function claim(request: ClaimRequest): Promise<Claimed> {
  const deadline = performance.now() + BUDGET_MS;
  for (;;) {
    const taken = await takeCode(request);
    if (taken.outcome === "claimed") return taken.code;
    if (taken.outcome !== "none-ready") throw refusal(taken.outcome);
    const left = deadline - performance.now();
    if (left <= 0) throw tryAgain();
    const stocked = await Promise.race([
      stock(request),
      sleep(left, "late" as const, { ref: false }),
    ]);
    if (stocked === "failed") throw tryAgain();
    // Another process makes codes: look again soon.
    if (stocked === "elsewhere") await sleep(Math.min(POLL_MS, left));
  }
}

interface Stocking {
  waiting: number;
  first: Promise<StockResult>;
  all: Promise<StockResult>;
}

type StockResult = "stocked" | "elsewhere" | "failed";

const underWay = new Map<string, Stocking>();

/**
 * Makes codes for everybody who is waiting for this campaign in this process, once at a time. Whoever comes first goes on
 * with the first code, the others when all are there.
 */
function stock({ shop, campaignId, now }: ClaimRequest): Promise<StockResult> {
  const key = `${shop}|${campaignId}`;
  const others = underWay.get(key);
  if (others) {
    others.waiting += 1;
    return others.all;
  }
  if (underWay.size >= MOST_STOCKING) return Promise.resolve("elsewhere");
  let onFirst = () => {};
  const first = new Promise<StockResult>(
    (resolve) => (onFirst = () => resolve("stocked")),
  );
  const stocking: Stocking = {
    waiting: 1,
    first,
    all: Promise.resolve("failed"),
  };
  underWay.set(key, stocking);
  stocking.all = stockOnce({
    shop,
    campaignId,
    now,
    onFirst,
    waiting: () => stocking.waiting,
  }).finally(() => underWay.delete(key));
  return Promise.race([first, stocking.all]);
}

async function stockOnce({
  shop,
  campaignId,
  now,
  onFirst,
  waiting,
}: {
  shop: string;
  campaignId: string;
  now: Date;
  onFirst: () => void;
  waiting: () => number;
}): Promise<StockResult> {
  try {
    const [offer] = await readRunningOffers({ shop, campaignId, now });
    const [endsAt] = offer ? bucketsOf(offer, now) : [];
    if (!offer || !endsAt) return "elsewhere";
    const target = () => Math.min(POOL.largest, POOL.smallest + waiting());
    const mine = await stockBucket({
      offer,
      endsAt,
      target,
      now,
      patience: STOCKING_PATIENCE_MS,
      onFirst,
    });
    return mine ? "stocked" : "elsewhere";
  } catch (error) {
    logFor({ shop }).warn(
      { err: error, campaignId },
      "no code could be made for a claim",
    );
    return "failed";
  }
}

function refusal(outcome: "unknown" | "ended" | "spent"): AppError {
  switch (outcome) {
    case "unknown":
      return new AppError(
        "campaign-unknown",
        404,
        "This offer does not exist (any more).",
      );
    case "ended":
      return new AppError("campaign-ended", 409, "This offer has ended.");
    case "spent":
      return new AppError("offer-spent", 409, "All codes of today are taken.");
  }
}

function tryAgain(): AppError {
  return new AppError("try-again", 503, "No code could be made just now.");
}
