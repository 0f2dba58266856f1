import type { TaskList } from "graphile-worker";
import { now as readClock } from "#app/clock.server.ts";
import { transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { listInstalledShops } from "#app/modules/shops/shops.server.ts";
import { handle } from "#app/queue.server.ts";
import { wantProofs, wantStock } from "./social-proof.server.ts";
import { refreshStock } from "./refresh-stock.server.ts";
import { writeProofsJob } from "./social-proof.ts";
import { refreshStockJob } from "./stock.ts";
import { writeProofs } from "./write-proofs.server.ts";

export const socialProofJobs: TaskList = {
  ...handle(writeProofsJob, ({ shop }, { log }) =>
    unlessGone(() => writeProofs({ shop, now: readClock(), log })),
  ),
  ...handle(refreshStockJob, ({ shop }, { log }) =>
    unlessGone(() => refreshStock({ shop, clock: readClock, log })),
  ),
};

async function unlessGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "uninstalled")
      throw error;
  }
}

/** Chore, every quarter of an hour or so: windows move on also when nothing is bought. */
export async function refreshProofs(): Promise<number> {
  const shops = await listInstalledShops();
  for (const shop of shops)
    await transaction(async (tx) => {
      await wantProofs(tx, { shop });
      await wantStock(tx, { shop });
    });
  return shops.length;
}
