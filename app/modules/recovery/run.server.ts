import type { Prisma, Run } from "@prisma/client";
import type { Database } from "#app/db.server.ts";
import type { StopReason } from "./recovery.ts";

export async function updateRun(
  tx: Database,
  { shop, id }: Run,
  data: Prisma.RunUpdateInput,
): Promise<void> {
  await tx.run.update({ where: { shop_id: { shop, id } }, data });
}

export async function stopRun(
  tx: Database,
  run: Run,
  stateReason: StopReason,
  now: Date,
): Promise<void> {
  await updateRun(tx, run, { state: "stopped", stateReason, updatedAt: now });
}
