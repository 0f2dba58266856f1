import { db } from "#app/db.server.ts";
import { currencyExponent } from "#app/shared/money.ts";
import { noteRefusal } from "./claim-refusals.server.ts";
import { costBasis, judgeMargin, reserveMinor } from "./margin.ts";
import type { RunningOffer } from "./running-offers.server.ts";
import { variantFacts } from "./variant-costs.server.ts";

/** What an offer costs the merchant: the margin floor at the claim, and what a code counts against the budget. */

/**
 * Whether the offer may be given to who hesitates over this product. A refusal is counted for the merchant.
 * @throws AppError "try-again" when costs are not known yet and Shopify does not answer.
 */
export async function keepsFloor({
  offer,
  productId,
  now,
  patience,
}: {
  offer: RunningOffer;
  productId: string | undefined;
  now: Date;
  patience: number;
}): Promise<boolean> {
  const { terms, marginFloorPercent, shop, currency } = offer;
  if (marginFloorPercent === null) return true;
  const { incentive, minCartMinor } = terms;
  const basis = costBasis(incentive, productId);
  const facts = await variantFacts({ shop, ...basis, now, patience, currency });
  const verdict = judgeMargin({
    incentive,
    facts,
    minCartMinor,
    floorPercent: marginFloorPercent,
  });
  if (verdict.ok) return true;
  await noteRefusal({
    offer,
    reason: verdict.reason,
    productId: verdict.productId ?? productId,
    now,
  });
  return false;
}

const DAYS = 60;
/** Fewer orders say nothing of the largest. */
const ENOUGH_ORDERS = 10;
/** Of the currency, where there are no orders to learn from. */
const UNKNOWN_BASKET_UNITS = 100;

/** What one code counts against a budget until it is used: no question to Shopify, costs read before are enough. */
export async function readReserve({
  offer,
  now,
}: {
  offer: RunningOffer;
  now: Date;
}): Promise<number> {
  const { terms, shop, productId, currency } = offer;
  const basis = costBasis(terms.incentive, productId || undefined);
  const rows = await db.variantCost.findMany({
    where: {
      shop,
      OR: [
        { productId: { in: basis.productIds } },
        { variantId: { in: basis.variantIds } },
      ],
    },
  });
  const facts = rows.map((row) => ({
    ...row,
    priceMinor: Number(row.priceMinor),
    costMinor: row.costMinor === null ? null : Number(row.costMinor),
  }));
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  const [orders] = await db.$queryRaw<{ large: number | null }[]>`
    select case when count(*) >= ${ENOUGH_ORDERS}
                then percentile_disc(0.9) within group (order by "totalMinor" + "discountMinor")::float8 end as large
      from "Order" where shop = ${shop} and "placedAt" >= ${since}::timestamptz and "cancelledAt" is null and not test`;
  const unknown = UNKNOWN_BASKET_UNITS * 10 ** currencyExponent(currency);
  const largeBasketMinor = Math.max(
    terms.minCartMinor,
    orders?.large ?? unknown,
  );
  return reserveMinor({ incentive: terms.incentive, facts, largeBasketMinor });
}
