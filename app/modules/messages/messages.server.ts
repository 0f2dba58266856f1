import type { Message, Prisma } from "@prisma/client";
import { v7 as uuidv7 } from "uuid";
import { db, transaction } from "#app/db.server.ts";
import type { Database } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { normaliseAddress } from "#app/modules/shoppers/shoppers.ts";
import type { Purpose } from "#app/modules/shoppers/shoppers.ts";
import {
  recordConsent,
  suppress,
} from "#app/modules/shoppers/shoppers.server.ts";
import type { MessageState } from "./messages.ts";

export {
  drawInvalidLinkPage,
  drawUnsubscribePage,
  LINK_PAGE_HEADERS,
  localeOfHeader,
  viewUnsubscribe,
} from "./unsubscribe-view.server.ts";

/** What the owner of a template says when the moment has come. */
export type Verdict =
  | { kind: "go" }
  /** Never: `reason` is read by the merchant. */
  | { kind: "drop"; reason: string }
  | { kind: "wait"; until: Date };

export interface RenderedMail {
  fromName: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
}

/** The module that asks for a mail decides, draws and hears how it ended; messages does the rest. */
export interface MessageTemplate {
  /** Asked in the transaction that marks the message as handing-over: lock here what must not change in between. */
  guard(tx: Database, facts: { message: Message; now: Date }): Promise<Verdict>;
  /** Outside of any transaction; may ask the network. */
  render(facts: { message: Message; now: Date }): Promise<RenderedMail>;
  /** In the transaction that ends the message. */
  onSettled(
    tx: Database,
    facts: { message: Message; outcome: "sent" | "dropped"; now: Date },
  ): Promise<void>;
}

export interface NewMessage {
  shop: string;
  /** One message per key and shop: "abandoned-checkout:<token>". */
  dedupeKey: string;
  purpose: Purpose;
  template: string;
  address: string;
  locale: string;
  content: Prisma.InputJsonObject;
  /** Why we may write, as mayWrite answered it. */
  basis: string;
  basisAt: Date;
  dueAt: Date;
  now: Date;
}

/** Asks for a mail, once per dedupe key. Answers the message's id, the earlier one's when there is one. */
export async function queueMessage(
  tx: Database,
  { now, ...given }: NewMessage,
): Promise<{ id: string; isNew: boolean }> {
  const address = normaliseAddress(given.address);
  if (!address)
    throw new AppError("bad-address", 400, "This is not an e-mail address.");
  const { shop, dedupeKey } = given;
  const id = uuidv7({ msecs: now.getTime() });
  const { count } = await tx.message.createMany({
    data: [{ ...given, id, address, state: "queued", createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 1) return { id, isNew: true };
  const earlier = await tx.message.findUniqueOrThrow({
    where: { shop_dedupeKey: { shop, dedupeKey } },
    select: { id: true },
  });
  return { id: earlier.id, isNew: false };
}

export async function findMessage({
  shop,
  id,
}: {
  shop: string;
  id: string;
}): Promise<Message | null> {
  return db.message.findUnique({ where: { shop_id: { shop, id } } });
}

/** The shopper followed the mail's link; only the first time counts. */
export async function recordClick(
  tx: Database,
  { shop, id, now }: { shop: string; id: string; now: Date },
): Promise<void> {
  await tx.message.updateMany({
    where: { shop, id, clickedAt: null },
    data: { clickedAt: now },
  });
}

/**
 * The shopper wants no more mails of this message's kind (or of any kind of ours). Can be said any number of times, also after
 * the shop has left. An erased message names nobody any more; its address was suppressed when it was erased.
 */
export async function unsubscribe({
  shop,
  id,
  everything,
  source,
  now,
}: {
  shop: string;
  id: string;
  everything: boolean;
  source: "one-click" | "page";
  now: Date;
}): Promise<void> {
  await transaction(async (tx) => {
    const message = await tx.message.findUnique({
      where: { shop_id: { shop, id } },
    });
    if (!message?.address) return;
    const { address } = message;
    const purpose = message.purpose as Purpose;
    const word = { granted: false, basis: "unsubscribed", source, at: now };
    await recordConsent(tx, { shop, address, purpose, ...word });
    await suppress(tx, {
      shop,
      address,
      purpose: everything ? "all" : purpose,
      reason: "unsubscribed",
      at: now,
    });
  });
}

const PAGE_SIZE = 50;

export interface MessagePage {
  messages: Message[];
  total: number;
  page: number;
  pages: number;
}

/** A page (from 1) of the shop's messages, newest first. */
export async function listMessages({
  shop,
  state,
  page = 1,
}: {
  shop: string;
  state?: MessageState | undefined;
  page?: number;
}): Promise<MessagePage> {
  const where = { shop, ...(state ? { state } : {}) };
  const total = await db.message.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const messages = await db.message.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: (shown - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
  });
  return { messages, total, page: shown, pages };
}

export async function listParked({
  shop,
}: {
  shop: string;
}): Promise<Message[]> {
  return db.message.findMany({
    where: { shop, state: "parked" },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
}

/** Tries a parked message again at once, with all its attempts. Throws AppError "not-parked". */
export async function retryParked({
  shop,
  id,
  now,
}: {
  shop: string;
  id: string;
  now: Date;
}): Promise<void> {
  const { count } = await db.message.updateMany({
    where: { shop, id, state: "parked" },
    data: { state: "queued", stateReason: null, attempts: 0, dueAt: now },
  });
  if (count === 0) throw notParked();
}

/** Gives a parked message up; who asked for it hears that it ended. Throws AppError "not-parked". */
export async function discardParked({
  shop,
  id,
  onSettled,
  now,
}: {
  shop: string;
  id: string;
  /** By template. */
  onSettled: Record<string, MessageTemplate["onSettled"]>;
  now: Date;
}): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.message.updateMany({
      where: { shop, id, state: "parked" },
      data: { state: "dropped", stateReason: "Discarded by you." },
    });
    if (count === 0) throw notParked();
    const message = await tx.message.findUniqueOrThrow({
      where: { shop_id: { shop, id } },
    });
    await onSettled[message.template]?.(tx, {
      message,
      outcome: "dropped",
      now,
    });
  });
}

function notParked(): AppError {
  return new AppError(
    "not-parked",
    409,
    "This message is not parked any more. Reload the page to see where it is.",
  );
}

export interface MessageCounts {
  sent: number;
  clicked: number;
  /** Now, whatever the time asked for. */
  parked: number;
  waiting: number;
}

/** Sent and followed in [from, to). */
export async function countMessages({
  shop,
  from,
  to,
}: {
  shop: string;
  from: Date;
  to: Date;
}): Promise<MessageCounts> {
  const sentAt = { gte: from, lt: to };
  const count = (where: Prisma.MessageWhereInput) =>
    db.message.count({ where: { shop, ...where } });
  const [sent, clicked, parked, waiting] = await Promise.all([
    count({ sentAt }),
    count({ sentAt, clickedAt: { not: null } }),
    count({ state: "parked" }),
    count({ state: { in: ["queued", "handing-over"] } }),
  ]);
  return { sent, clicked, parked, waiting };
}

/** The mails we sent or mean to send to a person, for a data request. */
export async function exportCustomer(
  tx: Database,
  { shop, email }: { shop: string; email: string | null },
): Promise<unknown[]> {
  const address = normaliseAddress(email);
  if (!address) return [];
  const rows = await tx.message.findMany({ where: { shop, address } });
  return rows.map((row) => ({
    purpose: row.purpose,
    template: row.template,
    address: row.address,
    content: row.content,
    basis: row.basis,
    basisAt: row.basisAt,
    state: row.state,
    sentAt: row.sentAt,
    clickedAt: row.clickedAt,
  }));
}

/** Empties what is personal; the row stays as a count, and what had not left is dropped. */
export async function eraseCustomer(
  tx: Database,
  { shop, email }: { shop: string; email: string | null },
): Promise<void> {
  const address = normaliseAddress(email);
  if (!address) return;
  await tx.message.updateMany({
    where: {
      shop,
      address,
      state: { in: ["queued", "handing-over", "parked"] },
    },
    data: { state: "dropped", stateReason: "The customer's data were erased." },
  });
  await tx.message.updateMany({
    where: { shop, address },
    data: { address: null, content: {} },
  });
}
