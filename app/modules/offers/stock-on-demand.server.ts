import { AppError } from "#app/errors.ts";
import { db } from "#app/db.server.ts";
import { logFor } from "#app/log.server.ts";
import { noteRefusal } from "./claim-refusals.server.ts";
import { POOL } from "./codes.ts";
import {
  bucketsOf,
  readRunningOffers,
  type RunningOffer,
} from "./running-offers.server.ts";
import { stockBucket } from "./stock-bucket.server.ts";
import type { ClaimRequest } from "./take-code.server.ts";
import { variantFacts } from "./variant-costs.server.ts";

/** Making codes goes on for the next claims when this one could not wait. */
const STOCKING_PATIENCE_MS = 15_000;
/** Each holds a database connection while Shopify works. */
const MOST_STOCKING = 3;
/** Products that may have a discount of their own in one campaign and end: a visitor may name any. */
const MOST_PRODUCTS = 250;

export type StockResult = "stocked" | "elsewhere" | "failed" | "unavailable";

interface Stocking {
  waiting: number;
  first: Promise<StockResult>;
  all: Promise<StockResult>;
}

const underWay = new Map<string, Stocking>();

/**
 * Makes codes for everybody who is waiting for this campaign (and product) in this process, once at a time. Whoever comes
 * first goes on with the first code, the others when all are there.
 */
export function stockOnDemand(request: ClaimRequest): Promise<StockResult> {
  const { shop, campaignId, productId = "" } = request;
  const key = `${shop}|${campaignId}|${productId}`;
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
    request,
    onFirst,
    waiting: () => stocking.waiting,
  }).finally(() => underWay.delete(key));
  return Promise.race([first, stocking.all]);
}

async function stockOnce({
  request: { shop, campaignId, productId, now },
  onFirst,
  waiting,
}: {
  request: ClaimRequest;
  onFirst: () => void;
  waiting: () => number;
}): Promise<StockResult> {
  try {
    const [offer] = await readRunningOffers({
      shop,
      campaignId,
      productId,
      now,
    });
    const [endsAt] = offer ? bucketsOf(offer, now) : [];
    if (!offer || !endsAt) return "elsewhere";
    if (offer.productId && !(await isOfShop({ offer, endsAt, now })))
      return "unavailable";
    // One code for one product: a stock of them is made only where many ask (fill-pools.server.ts).
    const spare = offer.productId ? 0 : POOL.smallest;
    const mine = await stockBucket({
      offer,
      endsAt,
      target: () => Math.min(POOL.largest, spare + waiting()),
      now,
      patience: STOCKING_PATIENCE_MS,
      onFirst,
    });
    return mine ? "stocked" : "elsewhere";
  } catch (error) {
    if (error instanceof AppError && error.code === "discount-refused")
      logFor({ shop }).error({ err: error, campaignId }, "no code can be made");
    else
      logFor({ shop }).warn(
        { err: error, campaignId },
        "no code could be made for a claim",
      );
    return "failed";
  }
}

/** The page names the product, so it is looked up before anything is made for it; and there are only so many. */
async function isOfShop({
  offer,
  endsAt,
  now,
}: {
  offer: RunningOffer;
  endsAt: Date;
  now: Date;
}): Promise<boolean> {
  const { shop, campaignId, productId, currency } = offer;
  const others = await db.discount.count({
    where: { shop, campaignId, endsAt, productId: { notIn: ["", productId] } },
  });
  const facts =
    others >= MOST_PRODUCTS
      ? []
      : await variantFacts({
          shop,
          productIds: [productId],
          variantIds: [],
          now,
          patience: STOCKING_PATIENCE_MS,
          currency,
        });
  if (facts.length > 0) return true;
  await noteRefusal({ offer, reason: "product-unknown", productId, now });
  return false;
}
