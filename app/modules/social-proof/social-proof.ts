/** What a product page may say was bought, and when it has to be written again. Pure. */
import { z } from "zod";
import { defineJob } from "#app/job.ts";

/** Counts anew and brings the product metafields of one shop to it. */
export const writeProofsJob = defineJob({
  id: "social-proof.write-proofs",
  schema: z.object({ shop: z.string() }),
});

/** Value of the product metafield `$app` / `proof`, as the Liquid blocks read it. */
export interface Proof {
  bought: number;
  days: number;
  /** ISO 8601. The blocks say nothing when it is older than 24 hours, so that a dead worker cannot make it untrue. */
  countedAt: string;
}

/** Written again after so long even when the count is the same: twice before the blocks would fall silent. */
const RESTAMP_MS = 12 * 3_600_000;

export interface ProofState {
  productId: string;
  /** Orders of the window that still hold the product; 0 when there are none. */
  bought: number;
  /** What stands in the metafield; null when it is not there. */
  written: Proof | null;
}

export type ProofAction = "write" | "delete" | "keep";

/** Below the floor a product says nothing at all: "1 bought this" would tell who did. */
export function planProof({
  bought,
  written,
  days,
  floor,
  now,
}: ProofState & { days: number; floor: number; now: Date }): ProofAction {
  if (bought < floor) return written ? "delete" : "keep";
  if (!written || written.bought !== bought || written.days !== days)
    return "write";
  const age = now.getTime() - Date.parse(written.countedAt);
  // A clock that was set back must not keep a stamp from the future for ever.
  return age >= RESTAMP_MS || age < 0 ? "write" : "keep";
}

/** How the number was counted, for whoever asks: shown beside it in the admin, and by the blocks as their receipt. */
export function receiptOf({ days }: { days: number }): string {
  return days === 1
    ? "Counted from the orders of the last day, less refunds and cancelled orders."
    : `Counted from the orders of the last ${days} days, less refunds and cancelled orders.`;
}
