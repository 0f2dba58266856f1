import type { Database } from "#app/db.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { fillPoolsJob } from "./jobs.ts";

export { claim } from "./claim.server.ts";
export { redeem } from "./redeem.server.ts";
export type { RedeemableOrder, RedeemedClaim } from "./redeem.server.ts";
export { retireDiscounts } from "./retire-discounts.server.ts";

/** A campaign begins: its codes are made right away, in the caller's transaction. */
export async function wantCodes(
  tx: Database,
  { shop }: { shop: string },
): Promise<void> {
  await enqueue(tx, fillPoolsJob, { shop }, { jobKey: shop, maxAttempts: 3 });
}
