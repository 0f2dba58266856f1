import type { Message, Run } from "@prisma/client";
import { z } from "zod";
import type { Database } from "#app/db.server.ts";
import type {
  MessageTemplate,
  Verdict,
} from "#app/modules/messages/messages.server.ts";
import { gatherFacts } from "./basket.server.ts";
import { decideReminder, STOP_REASONS } from "./recovery.ts";
import type { StopReason } from "./recovery.ts";
import { stopRun, updateRun } from "./run.server.ts";

export const contentSchema = z.object({
  runId: z.uuid(),
  checkoutToken: z.string(),
});

/**
 * The last look, in the transaction that hands the mail over. The run's row is locked: an order that is being recorded at this
 * moment either has stopped the run, and is seen here, or waits until we are through, and came after the mail.
 */
export async function guardReminder(
  tx: Database,
  { message, now }: { message: Message; now: Date },
): Promise<Verdict> {
  const run = await lockRunOf(tx, message);
  if (!run || run.state !== "queued") {
    const reason = run?.stateReason as StopReason | undefined;
    return {
      kind: "drop",
      reason: STOP_REASONS[reason ?? "empty-basket"] ?? STOP_REASONS.ordered,
    };
  }
  const decision = decideReminder(await gatherFacts(tx, { run, now }));
  if (decision.kind !== "stop") return decision;
  await stopRun(tx, run, decision.reason, now);
  return { kind: "drop", reason: STOP_REASONS[decision.reason] };
}

/** How the mail ended is the run's state too, unless an order or a stop came first. */
export const settleReminder: MessageTemplate["onSettled"] = async (
  tx,
  { message, outcome, now },
) => {
  const run = await lockRunOf(tx, message);
  if (run?.state !== "queued") return;
  if (outcome === "dropped") return stopRun(tx, run, "not-sent", now);
  await updateRun(tx, run, { state: "mailed", updatedAt: now });
};

async function lockRunOf(
  tx: Database,
  { shop, content }: Message,
): Promise<Run | null> {
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) return null;
  const { runId } = parsed.data;
  await tx.$queryRaw`select 1 from "Run" where shop = ${shop} and id = ${runId}::uuid for update`;
  return tx.run.findUnique({ where: { shop_id: { shop, id: runId } } });
}
