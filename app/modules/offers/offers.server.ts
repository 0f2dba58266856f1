import type { Database } from "#app/db.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { customerKeys } from "./customer-keys.server.ts";
import { fillPoolsJob } from "./jobs.ts";

export { claim } from "./claim.server.ts";
export { listRefusals, type RefusalCount } from "./claim-refusals.server.ts";
export { listCompanions } from "./companions.server.ts";
export { countUnknownCosts } from "./refresh-costs.server.ts";
export { keepPromises } from "./keep-promises.server.ts";
export { redeem } from "./redeem.server.ts";
export type { RedeemableOrder, RedeemedClaim } from "./redeem.server.ts";
export { wasShown } from "./was-shown.server.ts";
export { retireDiscounts } from "./retire-discounts.server.ts";

/** A campaign begins: its codes are made right away, in the caller's transaction. */
export async function wantCodes(
  tx: Database,
  { shop }: { shop: string },
): Promise<void> {
  await enqueue(tx, fillPoolsJob, { shop }, { jobKey: shop, maxAttempts: 3 });
}

/** customers/data_request: the codes that were used in these orders. */
export async function exportCustomer(
  tx: Database,
  { shop, orderIds }: { shop: string; orderIds: string[] },
): Promise<
  { code: string | null; claimedAt: string; orderId: string | null }[]
> {
  const claims = await tx.claim.findMany({
    where: { shop, orderId: { in: orderIds } },
    orderBy: { claimedAt: "asc" },
  });
  return claims.map(({ code, claimedAt, orderId }) => ({
    code,
    claimedAt: claimedAt.toISOString(),
    orderId,
  }));
}

/** customers/redact: what remains counts, but leads to no device and no customer. */
export async function eraseCustomer(
  tx: Database,
  {
    shop,
    orderIds,
    customerId,
  }: { shop: string; orderIds: string[]; customerId: string | null },
): Promise<void> {
  const claims = await tx.claim.findMany({
    where: { shop, orderId: { in: orderIds } },
    select: { id: true },
  });
  const ids = claims.map(({ id }) => id);
  await tx.claim.updateMany({
    where: { shop, id: { in: ids } },
    data: { shopperId: null },
  });
  const keys = customerId ? customerKeys(customerId) : [];
  await tx.shopperClaim.deleteMany({
    where: {
      shop,
      OR: [
        { claimId: { in: ids } },
        ...keys.map((key) => ({ shopperKey: { endsWith: `.${key}` } })),
      ],
    },
  });
}
