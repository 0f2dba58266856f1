import type { TaskList } from "graphile-worker";
import { now as readClock } from "#app/clock.server.ts";
import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { handle } from "#app/queue.server.ts";
import {
  dropEventPartitionsBefore,
  ensureEventPartitions,
} from "./event-partitions.server.ts";
import { requestOrderImport } from "./events.server.ts";
import { importOrdersJob } from "./events.ts";
import { importOrders } from "./import-orders.server.ts";
import type { OnOrder } from "./record-order.server.ts";
import { purgeInbox } from "./receive.server.ts";

const DAY_MS = 86_400_000;
const PARTITIONS_AHEAD = 7;
/** What single visits did is of no use after three months; the counts made of it stay. */
const KEEP_EVENTS_DAYS = 90;

/** Longer than any checkout is looked back upon (modules/intent). */
const KEEP_PIXEL_STEPS_DAYS = 7;

/** Until then an import may simply be under way. */
const ONE_IMPORT_MS = 10 * 60_000;

export const eventJobs = ({ onOrder }: { onOrder: OnOrder }): TaskList => ({
  ...handle(importOrdersJob, async ({ shop }, { log }) => {
    try {
      const now = readClock();
      const imported = await importOrders({ shop, onOrder, now });
      log.info({ imported }, "orders were imported");
    } catch (error) {
      // Asking a shop that left again and again would change nothing; a reinstall asks anew.
      if (!(error instanceof AppError) || error.code !== "uninstalled")
        throw error;
      log.info("the shop left before its orders were imported");
    }
  }),
});

/** Chore: days for the events to come, old ones dropped with their visits, worked webhooks and told steps forgotten. */
export async function tidyEvents({ now }: { now: Date }): Promise<void> {
  await ensureEventPartitions({
    from: new Date(now.getTime() - DAY_MS),
    days: PARTITIONS_AHEAD + 1,
  });
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await dropEventPartitionsBefore(ago(KEEP_EVENTS_DAYS));
  await db.visit.deleteMany({
    where: { startedAt: { lt: ago(KEEP_EVENTS_DAYS) } },
  });
  await db.pixelStep.deleteMany({
    where: { reachedAt: { lt: ago(KEEP_PIXEL_STEPS_DAYS) } },
  });
  await purgeInbox({ now });
}

/** Chore: shops whose orders are not here yet, for instance because the web process died right after the installation. */
export async function requestMissingImports({
  now,
}: {
  now: Date;
}): Promise<number> {
  const shops = await db.shop.findMany({
    where: {
      uninstalledAt: null,
      ordersImportedAt: null,
      installedAt: { lt: new Date(now.getTime() - ONE_IMPORT_MS) },
    },
    select: { shop: true },
  });
  for (const { shop } of shops) await requestOrderImport({ shop });
  return shops.length;
}
