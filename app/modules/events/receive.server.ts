import type { Transaction } from "#app/db.server.ts";
import { db, transaction } from "#app/db.server.ts";
import { logFor, redact } from "#app/log.server.ts";
import { MAX_ATTEMPTS, retryPause } from "./events.ts";
import { parseExactJson } from "./exact-json.ts";

/** One webhook, as it was received. */
export interface Delivery {
  shop: string;
  deliveryId: string;
  topic: string;
  triggeredAt: Date | null;
  receivedAt: Date;
  payload: unknown;
}

/** Does everything a delivery causes, inside its transaction; throws to have it tried again later. */
export type Receive = (
  tx: Transaction,
  delivery: Delivery,
  options: { now: Date },
) => Promise<void>;

interface InboxRow extends Omit<Delivery, "payload"> {
  attempts: number;
  text: string;
}

const ERROR_LENGTH = 500;
/** shop/redact empties every table of a shop in one go; undone at 15 seconds, a large shop would never be forgotten. */
const LONGEST_MS = 10 * 60_000;

/**
 * Works deliveries that are due, oldest first, each in a transaction of its own: what it did and that it is done
 * become true together. Any number of workers may drain at once. Stops when nothing is due, after `limit`, or when
 * `stop` says so. Answers how many were worked.
 */
export async function drainInbox({
  receive,
  clock,
  limit,
  stop = () => false,
}: {
  receive: Receive;
  clock: () => Date;
  limit: number;
  stop?: () => boolean;
}): Promise<number> {
  let worked = 0;
  while (worked < limit && !stop() && (await workNext(receive, clock())))
    worked++;
  return worked;
}

async function workNext(receive: Receive, now: Date): Promise<boolean> {
  let row: InboxRow | undefined;
  try {
    await transaction(
      async (tx) => {
        row = await takeNext(tx, now);
        if (!row) return;
        const { text, attempts: _attempts, ...rest } = row;
        await receive(tx, { ...rest, payload: parseExactJson(text) }, { now });
        // Many, since shop/redact takes its own delivery away.
        await tx.webhookDelivery.updateMany({
          where: keyOf(row),
          data: { doneAt: now, error: null, retryAt: null },
        });
      },
      { timeout: LONGEST_MS },
    );
  } catch (error) {
    // Nothing was taken: the database itself is in trouble, which is for the caller to wait out.
    if (!row) throw error;
    await putBack(row, error, now);
  }
  return row !== undefined;
}

const keyOf = ({ shop, deliveryId }: InboxRow) => ({ shop, deliveryId });

async function takeNext(
  tx: Transaction,
  now: Date,
): Promise<InboxRow | undefined> {
  const rows = await tx.$queryRaw<InboxRow[]>`
    select shop, "deliveryId", topic, "triggeredAt", "receivedAt", attempts, payload::text as text
      from "WebhookDelivery"
     where "doneAt" is null and attempts < ${MAX_ATTEMPTS} and ("retryAt" is null or "retryAt" <= ${now})
     order by "receivedAt" limit 1 for update skip locked`;
  return rows[0];
}

/** What failed was undone with its transaction; here it only says when to try again, or that it is parked. */
async function putBack(
  row: InboxRow,
  error: unknown,
  now: Date,
): Promise<void> {
  const attempts = row.attempts + 1;
  const parked = attempts >= MAX_ATTEMPTS;
  const { shop, deliveryId, topic } = row;
  logFor({ shop })[parked ? "error" : "warn"](
    { err: error, deliveryId, topic, attempts },
    "a webhook could not be worked",
  );
  await db.webhookDelivery.updateMany({
    where: keyOf(row),
    data: {
      attempts,
      retryAt: parked ? null : new Date(now.getTime() + retryPause(attempts)),
      // Shown to people: without what the error may quote of a customer.
      error: String(
        redact(error instanceof Error ? error.message : String(error)),
      ).slice(0, ERROR_LENGTH),
    },
  });
}

/** What could not be worked after MAX_ATTEMPTS, for the merchant and for support to see. */
export async function listParked({ shop }: { shop: string }) {
  return await db.webhookDelivery.findMany({
    where: { shop, doneAt: null, attempts: { gte: MAX_ATTEMPTS } },
    select: { deliveryId: true, topic: true, receivedAt: true, error: true },
    orderBy: { receivedAt: "desc" },
    take: 50,
  });
}

/** How many there are, also beyond those that listParked() shows. */
export async function countParked({ shop }: { shop: string }): Promise<number> {
  return await db.webhookDelivery.count({
    where: { shop, doneAt: null, attempts: { gte: MAX_ATTEMPTS } },
  });
}

/** Tries parked deliveries again from the start, after the fault was repaired. Answers how many. */
export async function unpark({ shop }: { shop: string }): Promise<number> {
  const { count } = await db.webhookDelivery.updateMany({
    where: { shop, doneAt: null, attempts: { gte: MAX_ATTEMPTS } },
    data: { attempts: 0, retryAt: null },
  });
  return count;
}

/**
 * Forgets worked payloads, which carry customers' data, after a week, and parked ones after 30 days. Shopify repeats a
 * delivery for four hours at most, so a forgotten one cannot come again.
 */
export async function purgeInbox({ now }: { now: Date }): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const { count } = await db.webhookDelivery.deleteMany({
    where: {
      OR: [
        { doneAt: { lt: before(7) } },
        { doneAt: null, receivedAt: { lt: before(30) } },
      ],
    },
  });
  return count;
}
