import type { Checkout } from "@prisma/client";
import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import {
  fetchMissedOrders,
  type OnOrder,
} from "#app/modules/events/events.server.ts";
import { endsBasket } from "./recovery.ts";

/** A shop is asked at most this often, and for what becomes due until it may be asked again. */
const EVERY_MS = 5 * 60_000;
/** More baskets at once than anybody leaves: bounds one question. */
const MAX_BASKETS = 500;

/** By shop, in this process: losing it costs one more question. */
const askedAt = new Map<string, number>();

/**
 * Webhooks get lost. Before baskets are written about, their shops are asked for the orders placed since they were begun; those
 * that belong to one and are not here are recorded as if their webhook had come. A shop that does not answer is no reason
 * to wait: nearly always the webhooks have.
 */
export async function askForMissedOrders({
  onOrder,
  now,
}: {
  onOrder: OnOrder;
  now: Date;
}): Promise<void> {
  const due = await db.run.findMany({
    where: {
      state: "waiting",
      dueAt: { lte: new Date(now.getTime() + EVERY_MS) },
    },
    orderBy: { dueAt: "asc" },
    take: MAX_BASKETS,
    select: { shop: true, checkoutToken: true, dueAt: true },
  });
  // Nobody is asked before a basket is really due.
  const shops = new Set(
    due.filter(({ dueAt }) => dueAt <= now).map(({ shop }) => shop),
  );
  const toAsk = [...shops].filter((shop) => {
    const age = now.getTime() - (askedAt.get(shop) ?? -Infinity);
    return age < 0 || age >= EVERY_MS;
  });
  await Promise.all(
    toAsk.map((shop) => {
      askedAt.set(shop, now.getTime());
      const tokens = due.flatMap((run) =>
        run.shop === shop ? run.checkoutToken : [],
      );
      return askShop({ shop, tokens, onOrder, now });
    }),
  );
}

async function askShop({
  shop,
  tokens,
  onOrder,
  now,
}: {
  shop: string;
  tokens: string[];
  onOrder: OnOrder;
  now: Date;
}): Promise<void> {
  const baskets = await db.checkout.findMany({
    where: { shop, token: { in: tokens }, completedAt: null },
  });
  const since = earliest(baskets);
  if (!since) return;
  try {
    const found = await fetchMissedOrders({
      shop,
      since,
      isWanted: (order) =>
        baskets.some((basket) => endsBasket(order, basket) !== null),
      onOrder,
      now,
    });
    if (found > 0)
      logFor({ shop }).warn(
        { orders: found },
        "orders were found whose webhooks never came",
      );
  } catch (error) {
    // Nothing to look after: its runs are stopped when they are worked.
    if (error instanceof AppError && error.code === "uninstalled") return;
    logFor({ shop }).warn(
      { err: error },
      "could not ask for missed orders before writing to those who left a basket",
    );
  }
}

function earliest(baskets: Checkout[]): Date | null {
  return baskets.reduce<Date | null>(
    (first, { createdAt }) => (first && first < createdAt ? first : createdAt),
    null,
  );
}
