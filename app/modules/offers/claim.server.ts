import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "#app/errors.ts";
import { customerKeys } from "./customer-keys.server.ts";
import { keepsFloor } from "./offer-costs.server.ts";
import type { Claimed } from "./offers.ts";
import {
  bucketsOf,
  readRunningOffers,
  type RunningOffer,
} from "./running-offers.server.ts";
import { stockOnDemand } from "./stock-on-demand.server.ts";
import {
  type ClaimRequest,
  type PreparedClaim,
  type Taken,
  takeCode,
} from "./take-code.server.ts";

/** How long a shopper waits for a code that has to be made first, in milliseconds. */
const BUDGET_MS = 2_500;
const POLL_MS = 150;

/**
 * Hands out one code (or promise) of the campaign to one visit; the same one again when the visit asks again, or the same
 * shopper while hers is unused.
 * @param customerId of a signed-in customer, as Shopify signed it.
 * @throws AppError "campaign-unknown" 404 (another shop's, paused, not begun, nothing to claim), "campaign-ended" 409 (it,
 * or the code that this visit already has), "offer-spent" 409 (a limit or budget is reached), "already-had" 409 (her cap or
 * cool-down), "offer-unavailable" 409 (not for this product, or below the margin floor), "bad-claim" 400 (it must name a
 * product), "try-again" 503 (no code in time; nothing is promised).
 */
export async function claim({
  customerId,
  ...request
}: ClaimRequest & { customerId?: string | undefined }): Promise<Claimed> {
  const deadline = performance.now() + BUDGET_MS;
  let prepared: PreparedClaim = {
    ...request,
    shopperKey: shopperKey({ customerId, ...request }),
  };
  for (;;) {
    const taken = await takeCode(prepared);
    if (taken.outcome === "claimed") return taken.claimed;
    const left = deadline - performance.now();
    if (left <= 0) throw tryAgain();
    switch (taken.outcome) {
      case "check-floor":
        await checkFloor(prepared, left);
        prepared = { ...prepared, floorKept: true };
        break;
      case "date-promise":
        prepared = { ...prepared, ...(await datePromise(prepared)) };
        break;
      case "none-ready":
        await waitForStock(prepared, left);
        break;
      default:
        throw refusal(taken.outcome);
    }
  }
}

/** The same for the same person and campaign; says nothing of who she is. Undefined when nothing is known of her. */
function shopperKey({
  campaignId,
  customerId,
  shopperId,
}: {
  campaignId: string;
  customerId?: string | undefined;
  shopperId?: string | undefined;
}): string | undefined {
  const person = customerId ? customerKeys(customerId)[0] : shopperId;
  return person && `${campaignId}.${person}`;
}

async function waitForStock(
  request: ClaimRequest,
  left: number,
): Promise<void> {
  const stocked = await Promise.race([
    stockOnDemand(request),
    sleep(left, "late" as const, { ref: false }),
  ]);
  if (stocked === "failed") throw tryAgain();
  if (stocked === "unavailable") throw unavailable();
  // Another process makes codes: look again soon.
  if (stocked === "elsewhere") await sleep(Math.min(POLL_MS, left));
}

async function checkFloor(
  request: PreparedClaim,
  patience: number,
): Promise<void> {
  const { productId, now } = request;
  const offer = await readOffer(request);
  if (!(await keepsFloor({ offer, productId, now, patience })))
    throw unavailable();
}

async function datePromise(
  request: PreparedClaim,
): Promise<{ promise: string; promiseEndsAt: Date }> {
  const offer = await readOffer(request);
  const [promiseEndsAt] = bucketsOf(offer, request.now);
  if (!promiseEndsAt) throw refusal("ended");
  return { promise: offer.termsKey, promiseEndsAt };
}

/** @throws when it was paused since we looked. */
async function readOffer(request: PreparedClaim): Promise<RunningOffer> {
  const [offer] = await readRunningOffers(request);
  if (!offer) throw refusal("unknown");
  return offer;
}

type Refused = Exclude<
  Taken["outcome"],
  "claimed" | "check-floor" | "date-promise" | "none-ready"
>;

function refusal(outcome: Refused): AppError {
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
    case "had":
      return new AppError("already-had", 409, "This shopper had it before.");
    case "no-product":
      return new AppError("bad-claim", 400, "This offer is on one product.");
  }
}

function unavailable(): AppError {
  return new AppError(
    "offer-unavailable",
    409,
    "This product cannot have the offer.",
  );
}

function tryAgain(): AppError {
  return new AppError("try-again", 503, "No code could be made just now.");
}
