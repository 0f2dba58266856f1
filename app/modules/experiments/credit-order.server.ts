import type { Database } from "#app/db.server.ts";
import { type AttributedExposure, parseAttribution } from "./experiments.ts";

/** An order as far as it matters here; money in minor units of the shop's currency. */
export interface CreditableOrder {
  shop: string;
  id: string;
  totalMinor: bigint;
  refundedMinor: bigint;
  /** The cart attribute as the browser wrote it. */
  attribution: string | null;
  placedAt: Date;
  cancelledAt: Date | null;
}

/**
 * Credits an order to the exposures that came before it: those its cart attribute names, and those of `claims`, visits
 * whose code it used. Only exposures that we logged ourselves count, in the arm that we logged; once per campaign; less
 * refunds, and nothing when it was cancelled. Harmless when it runs again, with a newer version of the order too.
 */
export async function creditOrder(
  tx: Database,
  order: CreditableOrder,
  claims: AttributedExposure[] = [],
): Promise<void> {
  const { shop, id, placedAt } = order;
  const net = order.cancelledAt ? 0n : order.totalMinor - order.refundedMinor;
  const worth = net > 0n ? net : 0n;
  await tx.$executeRaw`
    update "Exposure" set "orderMinor" = ${worth}
     where shop = ${shop} and "orderId" = ${id}`;

  // What the browser says about its own visit comes first: a code may have been handed on to somebody else.
  const candidates = new Map<string, string[]>();
  for (const { campaignId, visitId } of [
    ...parseAttribution(order.attribution),
    ...claims,
  ]) {
    const visits = candidates.get(campaignId) ?? [];
    candidates.set(campaignId, [...visits, visitId]);
  }
  for (const [campaignId, visitIds] of candidates) {
    // Of several orders of one visit the first is its conversion, unless it came to nothing.
    await tx.$executeRaw`
      update "Exposure" set "orderId" = ${id}, "orderMinor" = ${worth}, "orderedAt" = ${placedAt}::timestamptz
       where shop = ${shop} and "campaignId" = ${campaignId}::uuid
         and "visitId" = (
           select "visitId" from "Exposure" exposure
            where shop = ${shop} and "campaignId" = ${campaignId}::uuid and "visitId" = any(${visitIds}::uuid[])
              and "exposedAt" <= ${placedAt}::timestamptz
            order by array_position(${visitIds}::uuid[], "visitId") limit 1)
         and ("orderId" is null or "orderMinor" = 0 or "orderedAt" > ${placedAt}::timestamptz)
         and not exists (select from "Exposure" other
                          where other.shop = ${shop} and other."campaignId" = ${campaignId}::uuid and other."orderId" = ${id})`;
  }
}
