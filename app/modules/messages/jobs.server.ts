import type { Message, Prisma } from "@prisma/client";
import { transaction } from "#app/db.server.ts";
import { makeLink } from "#app/links.server.ts";
import { logFor } from "#app/log.server.ts";
import { mailDomain } from "#app/mail.server.ts";
import { suppress } from "#app/modules/shoppers/shoppers.server.ts";
import type { SmtpFailure } from "#app/smtp.ts";
import { isServerTrouble, judgeFailure, PREPARE_MS } from "./hand-over.ts";
import type { NextStep } from "./hand-over.ts";
import type { MessageTemplate } from "./messages.server.ts";
import { giveBack, takeNext } from "./take-message.server.ts";
import type { HandOverOptions } from "./take-message.server.ts";

export interface HandOverResult {
  sent: number;
  retried: number;
  parked: number;
  dropped: number;
  /** Put off by their owner or by the cap. */
  waiting: number;
  /** The mail server is in trouble: the rest was left alone. */
  stopped: boolean;
}

/** How many mails one worker has on their way at once. */
const LANES = 4;

/**
 * Hands due messages to the mail server. Each is decided and marked in one transaction, drawn and sent outside of any, and
 * ended in another; a worker that dies in between leaves it marked, and after HAND_OVER_MS another takes it over.
 */
export async function handOverDueMessages(
  options: HandOverOptions,
): Promise<HandOverResult> {
  const result: HandOverResult = {
    sent: 0,
    retried: 0,
    parked: 0,
    dropped: 0,
    waiting: 0,
    stopped: false,
  };
  let left = options.limit;
  const lane = async () => {
    while (left-- > 0 && !result.stopped) {
      const taken = await takeNext(options);
      if (taken === null) return;
      if (taken.kind !== "held") {
        result[taken.kind] += 1;
        continue;
      }
      const end = await handOver(taken.message, options);
      if (end.kind !== "lost") result[end.kind] += 1;
      result.stopped ||= end.serverTrouble;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return result;
}

type EndData = Prisma.MessageUpdateManyMutationInput & { state: string };

type End = {
  kind: "sent" | "retried" | "parked" | "dropped" | "lost";
  serverTrouble: boolean;
};

async function handOver(
  message: Message,
  options: HandOverOptions,
): Promise<End> {
  const { shop, id } = message;
  const template = options.templates[message.template];
  if (!template || !message.address) throw new Error("never taken");
  let mail;
  try {
    mail = await template.render({ message, now: options.now });
  } catch (error) {
    logFor({ shop }).error({ err: error, id }, "a message could not be drawn");
    return endUnsent(message, options);
  }
  if (heldFor(message, options) > PREPARE_MS) {
    logFor({ shop }).warn({ id }, "a message took too long to draw");
    return endUnsent(message, options);
  }
  const name = shop.replace(/\.myshopify\.com$/, "");
  const result = await options.mailer.send({
    ...mail,
    to: message.address,
    messageId: `${id}.${name}@${mailDomain()}`,
    unsubscribeUrl: makeLink("unsubscribe", { shop, messageId: id }),
    feedbackId: `${message.template}:${name}:${message.purpose}:second-thought`,
  });
  if (!result.sent) return endFailed(message, result.failure, options);
  const kind = await end(message, {
    template,
    now: options.now,
    outcome: "sent",
    data: { state: "sent", stateReason: null, sentAt: options.now },
  });
  return { kind, serverTrouble: false };
}

async function endUnsent(
  message: Message,
  { now }: HandOverOptions,
): Promise<End> {
  const given = await giveBack(message, now);
  return { kind: given?.kind ?? "lost", serverTrouble: false };
}

const heldFor = (
  { handingOverAt }: Message,
  { wallClock }: HandOverOptions,
): number => wallClock().getTime() - (handingOverAt?.getTime() ?? 0);

async function endFailed(
  message: Message,
  failure: SmtpFailure,
  { now, templates }: HandOverOptions,
): Promise<End> {
  const step = judgeFailure(failure, message.attempts);
  logFor({ shop: message.shop }).warn(
    {
      id: message.id,
      attempts: message.attempts,
      step: step.kind,
      stage: failure.stage,
      code: failure.code,
      status: failure.status,
      unclear: failure.unclear,
    },
    "a message was not accepted",
  );
  const kind = await end(message, {
    template: templates[message.template],
    now,
    outcome: step.kind === "drop" ? "dropped" : null,
    bounced: step.kind === "drop" && step.bounced,
    data: {
      ...dataOf(step, now),
      ...(failure.unclear ? { unclear: { increment: 1 } } : {}),
    },
  });
  return { kind, serverTrouble: isServerTrouble(failure) };
}

function dataOf(step: NextStep, now: Date): EndData {
  const stateReason = step.reason;
  if (step.kind === "park") return { state: "parked", stateReason };
  if (step.kind === "drop") return { state: "dropped", stateReason };
  const dueAt = new Date(now.getTime() + step.inMs);
  return { state: "queued", stateReason, dueAt };
}

const KIND_OF: Record<string, "sent" | "retried" | "parked" | "dropped"> = {
  sent: "sent",
  queued: "retried",
  parked: "parked",
  dropped: "dropped",
};

/** Ends our hold on a message; "lost" when it was taken over meanwhile: then the other worker's word counts. */
async function end(
  message: Message,
  {
    template,
    outcome,
    bounced = false,
    data,
    now,
  }: {
    template: MessageTemplate | undefined;
    outcome: "sent" | "dropped" | null;
    bounced?: boolean;
    data: EndData;
    now: Date;
  },
): Promise<End["kind"]> {
  const { shop, id, address, handingOverBy, handingOverAt } = message;
  return transaction(async (tx) => {
    const { count } = await tx.message.updateMany({
      where: { shop, id, state: "handing-over", handingOverBy, handingOverAt },
      data: { ...data, handingOverBy: null, handingOverAt: null },
    });
    if (count === 0) return "lost";
    if (bounced && address)
      await suppress(tx, {
        shop,
        address,
        purpose: "all",
        reason: "bounced",
        at: now,
      });
    if (outcome && template)
      await template.onSettled(tx, { message, outcome, now });
    return KIND_OF[data.state] ?? "lost";
  });
}
