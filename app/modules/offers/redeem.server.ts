import type { Database } from "#app/db.server.ts";

export interface RedeemableOrder {
  shop: string;
  id: string;
  /** With what each code took off, in minor units of the shop's currency; null when only the sum is known. */
  codes: { code: string; discountMinor: bigint | null }[];
  placedAt: Date;
  cancelledAt: Date | null;
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
  { shop, id, codes, placedAt, cancelledAt }: RedeemableOrder,
): Promise<RedeemedClaim[]> {
  if (codes.length === 0) return [];
  if (cancelledAt) {
    await tx.claim.updateMany({
      where: { shop, orderId: id },
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
      await tx.claim.update({
        where: { shop_id: { shop, id: claim.id } },
        data: { orderId: id, redeemedAt: placedAt, discountMinor },
      });
      redeemed.push({ campaignId: claim.campaignId, visitId: claim.visitId });
    }
  }
  return redeemed;
}
