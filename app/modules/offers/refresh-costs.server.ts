import { db } from "#app/db.server.ts";
import { costBasis } from "./margin.ts";
import { readRunningOffers } from "./running-offers.server.ts";
import { readCosts } from "./variant-costs.server.ts";

/** Products claimed within this time are asked about before the next claim needs them. */
const ASKED_MS = 7 * 86_400_000;
/** Read again a while before the claim would find them old. */
const OLD_MS = 20 * 3_600_000;
/** Per run: some 70 questions to Shopify. */
const MOST = 200;

/**
 * Prices and unit costs of what running offers are about, and of products claimed lately, so that a shopper seldom waits
 * for them. Each question's answer is kept before the next is asked.
 */
export async function refreshCosts({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<void> {
  const offers = await readRunningOffers({ shop, now });
  const [offer] = offers;
  if (!offer) return;
  const claimed = await db.claim.findMany({
    where: {
      shop,
      claimedAt: { gte: new Date(now.getTime() - ASKED_MS) },
      productId: { not: "" },
    },
    distinct: ["productId"],
    select: { productId: true },
    take: MOST,
  });
  const bases = offers.map(({ terms }) =>
    costBasis(terms.incentive, undefined),
  );
  const wanted = {
    productIds: [
      ...bases.flatMap(({ productIds }) => productIds),
      ...claimed.map(({ productId }) => productId),
    ],
    variantIds: bases.flatMap(({ variantIds }) => variantIds),
  };
  const known = await db.variantCost.findMany({
    where: { shop, readAt: { gte: new Date(now.getTime() - OLD_MS) } },
    select: { productId: true, variantId: true },
  });
  const fresh = new Set(
    known.flatMap(({ productId, variantId }) => [
      `p${productId}`,
      `v${variantId}`,
    ]),
  );
  await readCosts({
    shop,
    productIds: [...new Set(wanted.productIds)]
      .filter((id) => !fresh.has(`p${id}`))
      .slice(0, MOST),
    variantIds: [...new Set(wanted.variantIds)]
      .filter((id) => !fresh.has(`v${id}`))
      .slice(0, MOST),
    currency: offer.currency,
    now,
  });
}

/** How many of the shop's variants that offers were about have no unit cost, for the merchant who sets a floor. */
export async function countUnknownCosts({
  shop,
}: {
  shop: string;
}): Promise<{ known: number; unknown: number }> {
  const [known, unknown] = await Promise.all([
    db.variantCost.count({ where: { shop, costMinor: { not: null } } }),
    db.variantCost.count({ where: { shop, costMinor: null } }),
  ]);
  return { known, unknown };
}
