import type { Message } from "@prisma/client";
import { transaction } from "#app/db.server.ts";
import type { Database } from "#app/db.server.ts";
import { logFor } from "#app/log.server.ts";
import type { Mailer } from "#app/mail.server.ts";
import {
  HAND_OVER_MS,
  MAX_ATTEMPTS,
  MESSAGE_CAP,
  retryDelay,
} from "./hand-over.ts";
import type { MessageTemplate } from "./messages.server.ts";

export interface HandOverOptions {
  workerId: string;
  /** The product's time: what is due, and when it was sent. */
  now: Date;
  /** Real time: how long a worker has held a message. The demo's clock may jump an hour during a send, this must not. */
  wallClock: () => Date;
  /** At most so many messages in this call. */
  limit: number;
  templates: Record<string, MessageTemplate>;
  mailer: Mailer;
}

export type Taken =
  | { kind: "held"; message: Message }
  | { kind: "dropped" | "waiting" | "retried" | "parked" };

/**
 * Takes the next due message in one transaction: asks its owner's guard, holds to the cap, marks it as handing-over. Null when
 * nothing is due.
 */
export async function takeNext(
  options: HandOverOptions,
): Promise<Taken | null> {
  let picked: Message | undefined;
  try {
    return await transaction(async (tx) => {
      picked = await lockNext(tx, options);
      return picked ? decide(tx, picked, options) : null;
    });
  } catch (error) {
    if (!picked) throw error;
    // A rule that throws must not keep every message behind this one from being looked at.
    const { shop, id } = picked;
    logFor({ shop }).error({ err: error, id }, "a message's guard failed");
    return (await giveBack(picked, options.now)) ?? { kind: "waiting" };
  }
}

type Key = { shop: string; id: string };

/** The next due message of any shop, or one whose worker died; another worker's are passed over. */
async function lockNext(
  tx: Database,
  { now, wallClock }: HandOverOptions,
): Promise<Message | undefined> {
  const left = new Date(wallClock().getTime() - HAND_OVER_MS);
  // Two questions, since one with "or" reads and sorts all that waits: after an hour without a mail server, for every mail.
  const [orphan] = await tx.$queryRaw<Key[]>`
    select "shop", "id"::text from "Message"
     where "state" = 'handing-over' and "handingOverAt" <= ${left}::timestamptz
     limit 1 for update skip locked`;
  const [waiting] = orphan
    ? []
    : await tx.$queryRaw<Key[]>`
    select "shop", "id"::text from "Message"
     where "state" = 'queued' and "dueAt" <= ${now}::timestamptz
     order by "dueAt" limit 1 for update skip locked`;
  const key = orphan ?? waiting;
  if (!key) return undefined;
  return tx.message.findUniqueOrThrow({ where: { shop_id: key } });
}

async function decide(
  tx: Database,
  message: Message,
  options: HandOverOptions,
): Promise<Taken> {
  const { shop, id, address } = message;
  const { now } = options;
  const update = (data: object) =>
    tx.message.update({ where: { shop_id: { shop, id } }, data });
  const template = options.templates[message.template];
  if (!template) {
    const stateReason = `The app does not know the template "${message.template}".`;
    await update({ state: "parked", stateReason });
    return { kind: "parked" };
  }
  if (!address) {
    const stateReason = "The customer's data were erased.";
    await drop(tx, { message, template, stateReason, now });
    return { kind: "dropped" };
  }
  // Two messages to one person must not pass the cap side by side.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`${shop}\n${address}`}, 0))::text`;
  const verdict = await template.guard(tx, { message, now });
  if (verdict.kind === "drop") {
    await drop(tx, { message, template, stateReason: verdict.reason, now });
    return { kind: "dropped" };
  }
  const until =
    verdict.kind === "wait"
      ? laterOf(verdict.until, new Date(now.getTime() + HAND_OVER_MS))
      : await capUntil(tx, message, now);
  if (until) {
    await update({ state: "queued", dueAt: until, handingOverAt: null });
    return { kind: "waiting" };
  }
  const wasHeld = message.state === "handing-over";
  if (wasHeld && message.attempts >= MAX_ATTEMPTS) {
    const stateReason = `Sending was interrupted ${message.attempts} times.`;
    await update({ state: "parked", stateReason, handingOverAt: null });
    return { kind: "parked" };
  }
  const held = await update({
    state: "handing-over",
    handingOverBy: options.workerId,
    handingOverAt: options.wallClock(),
    attempts: { increment: 1 },
    unclear: { increment: wasHeld ? 1 : 0 },
  });
  return { kind: "held", message: held };
}

const laterOf = (a: Date, b: Date) => (a > b ? a : b);

/** When the person may get the next mail; null = now. */
async function capUntil(
  tx: Database,
  { shop, id, address }: Message,
  now: Date,
): Promise<Date | null> {
  const others = { shop, address, id: { not: id } };
  const since = new Date(now.getTime() - MESSAGE_CAP.perMs);
  const sent = await tx.message.findMany({
    where: { ...others, sentAt: { gt: since } },
    orderBy: { sentAt: "desc" },
    take: MESSAGE_CAP.messages,
    select: { sentAt: true },
  });
  const oldest = sent[MESSAGE_CAP.messages - 1]?.sentAt;
  if (oldest) return new Date(oldest.getTime() + MESSAGE_CAP.perMs);
  const onTheirWay = await tx.message.count({
    where: { ...others, state: "handing-over" },
  });
  return sent.length + onTheirWay >= MESSAGE_CAP.messages
    ? new Date(now.getTime() + HAND_OVER_MS)
    : null;
}

async function drop(
  tx: Database,
  {
    message,
    template,
    stateReason,
    now,
  }: {
    message: Message;
    template: MessageTemplate;
    stateReason: string;
    now: Date;
  },
): Promise<void> {
  const dropped = await tx.message.update({
    where: { shop_id: { shop: message.shop, id: message.id } },
    data: { state: "dropped", stateReason },
  });
  await template.onSettled(tx, { message: dropped, outcome: "dropped", now });
}

/**
 * Our own mistake (a rule or a template that throws): again later, and parked in the end like any other trouble. Null when another
 * lane or worker came across it at the same moment, and has given it back or taken it over.
 */
export async function giveBack(
  { shop, id, attempts, state, dueAt, handingOverAt }: Message,
  now: Date,
): Promise<{ kind: "retried" | "parked" } | null> {
  // A hand-over has counted itself already.
  const tried = state === "handing-over" ? attempts : attempts + 1;
  const isLast = tried >= MAX_ATTEMPTS;
  const { count } = await transaction((tx) =>
    tx.message.updateMany({
      where: { shop, id, state, attempts, dueAt, handingOverAt },
      data: {
        state: isLast ? "parked" : "queued",
        stateReason: "The message could not be prepared. We have been told.",
        attempts: tried,
        dueAt: new Date(now.getTime() + retryDelay(tried)),
        handingOverBy: null,
        handingOverAt: null,
      },
    }),
  );
  if (count === 0) return null;
  return { kind: isLast ? "parked" : "retried" };
}
