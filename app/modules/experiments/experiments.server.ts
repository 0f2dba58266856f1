import { type Database, db } from "#app/db.server.ts";
import { ARMS, type Arm } from "#app/shared/events.ts";

export { creditOrder } from "./credit-order.server.ts";
export type { CreditableOrder } from "./credit-order.server.ts";

/** Visits of one arm that reached the moment, and what they ordered, less refunds. */
export interface ArmTotals {
  visits: number;
  orders: number;
  /** Minor units of the shop's currency. */
  revenueMinor: bigint;
}

export type CampaignArms = Record<Arm, ArmTotals>;

const none = (): ArmTotals => ({ visits: 0, orders: 0, revenueMinor: 0n });

/** By campaign: exposures from `from` to before `to`, and the orders they are credited with, whenever those were placed. */
export async function armCounts({
  shop,
  campaignId = null,
  from,
  to,
}: {
  shop: string;
  /** All campaigns when left out. */
  campaignId?: string | null;
  from: Date;
  to: Date;
}): Promise<Map<string, CampaignArms>> {
  const rows = await db.$queryRaw<
    {
      campaignId: string;
      arm: string;
      visits: number;
      orders: number;
      revenueMinor: bigint;
    }[]
  >`
    select "campaignId"::text, arm, count(*)::int as visits,
           count(*) filter (where "orderMinor" > 0)::int as orders,
           coalesce(sum("orderMinor"), 0)::bigint as "revenueMinor"
      from "Exposure"
     where shop = ${shop} and (${campaignId}::uuid is null or "campaignId" = ${campaignId}::uuid) and "exposedAt" >= ${from}::timestamptz and "exposedAt" < ${to}::timestamptz
     group by 1, 2`;
  const counts = new Map<string, CampaignArms>();
  for (const { campaignId, arm, ...totals } of rows) {
    const known = ARMS.find((name) => name === arm);
    if (!known) continue;
    const arms = counts.get(campaignId) ?? {
      treatment: none(),
      holdout: none(),
    };
    counts.set(campaignId, { ...arms, [known]: totals });
  }
  return counts;
}

/** customers/redact: what remains counts, but leads to no device. */
export async function eraseCustomer(
  tx: Database,
  { shop, orderIds }: { shop: string; orderIds: string[] },
): Promise<void> {
  await tx.exposure.updateMany({
    where: { shop, orderId: { in: orderIds } },
    data: { shopperId: null },
  });
}
