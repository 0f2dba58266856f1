import type { Checkout, Run } from "@prisma/client";
import { v7 as uuidv7 } from "uuid";
import { db, transaction } from "#app/db.server.ts";
import type { Database } from "#app/db.server.ts";
import { logFor } from "#app/log.server.ts";
import {
  findMessage,
  queueMessage,
  recordClick,
} from "#app/modules/messages/messages.server.ts";
import { CART_ATTRIBUTE } from "#app/shared/events.ts";
import { contentSchema, settleReminder } from "./abandoned-checkout.server.ts";
import {
  basketOf,
  findOrders,
  gatherFacts,
  linesOf,
  readSettings,
} from "./basket.server.ts";
import {
  afterCheckout,
  cartPermalink,
  decideReminder,
  dueAfter,
  endsBasket,
  FLOW,
} from "./recovery.ts";
import { stopRun, updateRun } from "./run.server.ts";

/** When a run that could not be decided, by a mistake of ours, is looked at again. */
const LOOK_AGAIN_MS = 10 * 60_000;
/** The longest delay a merchant can set and the time in which a reminder makes sense: by then it does not. */
const GIVE_UP_MS = 10 * 24 * 3_600_000;

export { onOrder } from "./orders.server.ts";

/** What becomes of a basket when its mail ended elsewhere than in the worker. */
export const mailSettled = { [FLOW]: settleReminder };

/** A checkout was created or changed: starts its run, moves it, or ends it. */
export async function onCheckout(
  tx: Database,
  checkout: Checkout,
  { now }: { now: Date },
): Promise<void> {
  const { shop, token } = checkout;
  const run = await lockRun(tx, { shop, token });
  const change = afterCheckout(run, basketOf(checkout));
  if (change === null) return;
  if (change === "stop" && run) return stopRun(tx, run, "ordered", now);
  const { delayMinutes } = await readSettings(tx, shop);
  const data = {
    state: "waiting",
    stateReason: null,
    dueAt: dueAfter(checkout.updatedAt, delayMinutes),
    updatedAt: now,
  };
  if (run) return updateRun(tx, run, data);
  await tx.run.createMany({
    data: [
      {
        ...data,
        shop,
        id: uuidv7({ msecs: now.getTime() }),
        flow: FLOW,
        checkoutToken: token,
        startedAt: checkout.createdAt,
      },
    ],
    // Two deliveries of the same checkout side by side.
    skipDuplicates: true,
  });
}

async function lockRun(
  tx: Database,
  { shop, token }: { shop: string; token: string },
): Promise<Run | null> {
  // Locking before reading: what is read then is what the last holder left.
  await tx.$queryRaw`
    select 1 from "Run" where shop = ${shop} and flow = ${FLOW} and "checkoutToken" = ${token} for update`;
  return tx.run.findFirst({
    where: { shop, flow: FLOW, checkoutToken: token },
  });
}

export interface DueResult {
  queued: number;
  stopped: number;
  moved: number;
}

/** Decides the runs that are due, of all shops: each in a transaction of its own, and never one that another worker has. */
export async function startDueRuns({
  now,
  limit = 100,
}: {
  now: Date;
  limit?: number;
}): Promise<DueResult> {
  const result: DueResult = { queued: 0, stopped: 0, moved: 0 };
  for (let n = 0; n < limit; n++) {
    const outcome = await startOne(now);
    if (outcome === null) break;
    result[outcome] += 1;
  }
  return result;
}

async function startOne(now: Date): Promise<keyof DueResult | null> {
  const taken: { run?: Run } = {};
  try {
    return await transaction((tx) => startNextRun(tx, { now, taken }));
  } catch (error) {
    if (!taken.run) throw error;
    // A basket that cannot be read must not keep every basket behind it, of any shop, from being looked at.
    const { shop, id } = taken.run;
    logFor({ shop }).error(
      { err: error, run: id },
      "a run could not be decided",
    );
    await putOff(taken.run, now);
    return "moved";
  }
}

async function putOff({ shop, id, updatedAt }: Run, now: Date): Promise<void> {
  const isOver = now.getTime() - updatedAt.getTime() > GIVE_UP_MS;
  await db.run.updateMany({
    where: { shop, id, state: "waiting" },
    data: isOver
      ? { state: "stopped", stateReason: "too-late", updatedAt: now }
      : { dueAt: new Date(now.getTime() + LOOK_AGAIN_MS) },
  });
}

async function startNextRun(
  tx: Database,
  { now, taken }: { now: Date; taken: { run?: Run } },
): Promise<keyof DueResult | null> {
  delete taken.run; // the transaction may be tried again
  const [key] = await tx.$queryRaw<{ shop: string; id: string }[]>`
    select shop, id::text from "Run" where state = 'waiting' and "dueAt" <= ${now}::timestamptz
     order by "dueAt" limit 1 for update skip locked`;
  if (!key) return null;
  const run = await tx.run.findUniqueOrThrow({ where: { shop_id: key } });
  taken.run = run;
  const facts = await gatherFacts(tx, { run, now });
  const decision = decideReminder(facts);
  if (decision.kind === "wait") {
    await updateRun(tx, run, { dueAt: decision.until, updatedAt: now });
    return "moved";
  }
  const { checkout, mayWrite } = facts;
  if (decision.kind === "stop" || !mayWrite.allowed || !checkout?.email) {
    const reason = decision.kind === "stop" ? decision.reason : "no-address";
    await stopRun(tx, run, reason, now);
    return "stopped";
  }
  const message = await queueMessage(tx, {
    shop: run.shop,
    dedupeKey: `${FLOW}:${run.checkoutToken}`,
    purpose: "basket-reminder",
    template: FLOW,
    address: checkout.email,
    locale: checkout.locale ?? facts.shop?.primaryLocale ?? "en",
    // The basket itself is read when the mail is drawn: what she is shown is what is in it then.
    content: { runId: run.id, checkoutToken: run.checkoutToken },
    basis: mayWrite.basis,
    basisAt: mayWrite.basisAt,
    dueAt: now,
    now,
  });
  await updateRun(tx, run, {
    state: "queued",
    messageId: message.id,
    updatedAt: now,
  });
  return "queued";
}

/**
 * The shopper followed the mail's link: where to? To her checkout, else a cart filled again, else (she has ordered, or
 * the basket is gone) the shop's home. Never throws for what a mail that old may ask.
 */
export async function restoreBasket({
  shop,
  messageId,
  now,
}: {
  shop: string;
  messageId: string;
  now: Date;
}): Promise<string> {
  const home = await homeOf(shop);
  const message = await findMessage({ shop, id: messageId });
  if (!message) return home;
  await recordClick(db, { shop, id: messageId, now });
  const content = contentSchema.safeParse(message.content);
  const token = content.data?.checkoutToken;
  const checkout =
    token &&
    (await db.checkout.findUnique({ where: { shop_token: { shop, token } } }));
  if (!checkout || checkout.completedAt) return home;
  const orders = await findOrders(db, checkout);
  if (orders.some((order) => endsBasket(order, checkout))) return home;
  const given = checkout.recoveryUrl && URL.parse(checkout.recoveryUrl);
  if (given && /^https?:$/.test(given.protocol)) return given.href;
  return cartPermalink({
    shopUrl: home,
    lines: linesOf(checkout),
    codes: checkout.discountCodes,
    attribution: checkout.attribution,
    cartAttribute: CART_ATTRIBUTE,
  });
}

async function homeOf(shop: string): Promise<string> {
  const row = await db.shop.findUnique({
    where: { shop },
    select: { primaryUrl: true },
  });
  return row?.primaryUrl ?? `https://${shop}`;
}

export interface RecoveryCounts {
  mailed: number;
  recovered: number;
  recoveredMinor: bigint;
}

/** Baskets begun in [from, to): how many were written about, and what came back. */
export async function countRuns({
  shop,
  from,
  to,
}: {
  shop: string;
  from: Date;
  to: Date;
}): Promise<RecoveryCounts> {
  const where = { shop, startedAt: { gte: from, lt: to } };
  const states = await db.run.groupBy({
    by: ["state"],
    where,
    _count: true,
    _sum: { orderMinor: true },
  });
  const of = (state: string) => states.find((row) => row.state === state);
  const recovered = of("recovered");
  return {
    mailed: (of("mailed")?._count ?? 0) + (recovered?._count ?? 0),
    recovered: recovered?._count ?? 0,
    recoveredMinor: recovered?._sum.orderMinor ?? 0n,
  };
}

export async function exportCustomer(
  tx: Database,
  { shop, checkoutTokens }: { shop: string; checkoutTokens: string[] },
): Promise<Partial<Run>[]> {
  const runs = await tx.run.findMany({
    where: { shop, checkoutToken: { in: checkoutTokens } },
  });
  return runs.map(({ flow, state, stateReason, startedAt, updatedAt }) => ({
    flow,
    state,
    stateReason,
    startedAt,
    updatedAt,
  }));
}

/** Call it before the checkouts are erased: what was still to come for this person does not. */
export async function eraseCustomer(
  tx: Database,
  {
    shop,
    checkoutTokens,
    now,
  }: { shop: string; checkoutTokens: string[]; now: Date },
): Promise<void> {
  await tx.run.updateMany({
    where: {
      shop,
      checkoutToken: { in: checkoutTokens },
      state: { in: ["waiting", "queued"] },
    },
    data: { state: "stopped", stateReason: "erased", updatedAt: now },
  });
}
