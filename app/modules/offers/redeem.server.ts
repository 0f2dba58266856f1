import type { Database } from "#app/db.server.ts";
import { incentiveOf } from "./terms.ts";

export interface RedeemableOrder {
  shop: string;
  id: string;
  /** With what each code took off, in minor units of the shop's currency; null when only the sum is known. */
  codes: { code: string; discountMinor: bigint | null }[];
  placedAt: Date;
  cancelledAt: Date | null;
  /** Nobody paid: the code is used up, but it cost nothing and proves nothing. */
  test?: boolean;
}

export interface RedeemedClaim {
  campaignId: string;
  visitId: string;
}

/**
 * Marks the claims whose codes an order used, and answers them. Harmless when it runs again: the same order writes the
 * same; a cancelled one gives its claims back.
 */
export async function redeem(
  tx: Database,
  { shop, id, codes, placedAt, cancelledAt, test = false }: RedeemableOrder,
): Promise<RedeemedClaim[]> {
  if (codes.length === 0) return [];
  if (cancelledAt) {
    await tx.claim.updateMany({
      where: { shop, orderId: id, promise: null },
      data: { orderId: null, redeemedAt: null, discountMinor: null },
    });
    return [];
  }
  const redeemed: RedeemedClaim[] = [];
  for (const { code, discountMinor } of codes) {
    // Shopify takes codes in any case; ours are upper case.
    const claims = await tx.claim.findMany({
      where: {
        shop,
        code: code.toUpperCase(),
        OR: [{ orderId: null }, { orderId: id }],
      },
    });
    for (const claim of claims) {
      const took = test
        ? 0n
        : await takenOff(tx, { shop, code: code.toUpperCase(), discountMinor });
      await tx.claim.update({
        where: { shop_id: { shop, id: claim.id } },
        data: { orderId: id, redeemedAt: placedAt, discountMinor: took },
      });
      if (test) continue;
      redeemed.push({ campaignId: claim.campaignId, visitId: claim.visitId });
    }
  }
  return redeemed;
}

/**
 * What Shopify's sum says of a code. Whether it holds what delivery would have cost is not documented, so that none of it
 * says nothing of a delivery code: the budget then goes on counting the most it can be.
 */
async function takenOff(
  tx: Database,
  {
    shop,
    code,
    discountMinor,
  }: { shop: string; code: string; discountMinor: bigint | null },
): Promise<bigint | null> {
  if (discountMinor !== 0n) return discountMinor;
  const row = await tx.discountCode.findUnique({
    where: { shop_code: { shop, code } },
  });
  const discount =
    row &&
    (await tx.discount.findUnique({
      where: { shop_id: { shop, id: row.discountId } },
    }));
  const ofDelivery =
    discount && /-shipping$/.test(incentiveOf(discount.terms).kind);
  return ofDelivery ? null : discountMinor;
}
