import type { TaskList } from "graphile-worker";
import { now as readClock } from "#app/clock.server.ts";
import { transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { enqueue, handle } from "#app/queue.server.ts";
import { listInstalledShops } from "#app/modules/shops/shops.server.ts";
import { countCompanions } from "./companions.server.ts";
import { fillPools, findShopsLowOnCodes } from "./fill-pools.server.ts";
import {
  fillPoolsJob,
  refreshFactsJob,
  tagOrderJob,
  takeBackJob,
} from "./jobs.ts";
import { refreshCosts } from "./refresh-costs.server.ts";
import { tagOrder } from "./tag-order.server.ts";
import { findShopsToTidy, takeBack } from "./take-back.server.ts";

export const offerJobs: TaskList = {
  ...handle(fillPoolsJob, ({ shop }) =>
    whileInstalled(() => fillPools({ shop, now: readClock() })),
  ),
  ...handle(takeBackJob, ({ shop }) =>
    whileInstalled(() => takeBack({ shop, now: readClock() })),
  ),
  ...handle(tagOrderJob, ({ shop, orderId }) =>
    whileInstalled(() => tagOrder({ shop, orderId, now: readClock() })),
  ),
  ...handle(refreshFactsJob, ({ shop }) =>
    whileInstalled(async () => {
      await countCompanions({ shop, now: readClock() });
      await refreshCosts({ shop, now: readClock() });
    }),
  ),
};

/** Chore: pools that run low. */
export async function fillLowPools({ now }: { now: Date }): Promise<number> {
  const shops = await findShopsLowOnCodes({ now });
  for (const shop of shops) {
    // The chore comes again by itself: a job that failed need not.
    await transaction((tx) =>
      enqueue(tx, fillPoolsJob, { shop }, { jobKey: shop, maxAttempts: 3 }),
    );
  }
  return shops.length;
}

/** Chore: discounts that ended. */
export async function tidyDiscounts({ now }: { now: Date }): Promise<number> {
  const shops = await findShopsToTidy({ now });
  for (const shop of shops) {
    await transaction((tx) =>
      enqueue(tx, takeBackJob, { shop }, { jobKey: shop, maxAttempts: 3 }),
    );
  }
  return shops.length;
}

/** Chore: what offers are built on, for every shop. */
export async function refreshOfferFacts(): Promise<number> {
  const shops = await listInstalledShops();
  for (const shop of shops) {
    await transaction((tx) =>
      enqueue(tx, refreshFactsJob, { shop }, { jobKey: shop, maxAttempts: 3 }),
    );
  }
  return shops.length;
}

async function whileInstalled(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "uninstalled")
      throw error;
  }
}
