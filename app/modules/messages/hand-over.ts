import type { SmtpFailure } from "#app/smtp.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A message held longer than this was left by a worker that died; a send is given up well before. */
export const HAND_OVER_MS = MINUTE;

/**
 * A mail that took longer to draw is not sent in this hand-over: sending may take 40 s (app/mail.server.ts), and by the end of it
 * another worker might have taken the message over and sent it as well.
 */
export const PREPARE_MS = 15_000;

/** However many flows want to write: one mail per address in this time. */
export const MESSAGE_CAP = { messages: 1, perMs: 24 * HOUR };

/** Waits after the first, second, … failure; the last one repeats. */
const DELAYS_MS = [
  1 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  1 * HOUR,
  4 * HOUR,
] as const;
/** About 13 hours of trying: a broken mail server is noticed and mended within a working day. */
export const MAX_ATTEMPTS = 8;

export type NextStep =
  | { kind: "retry"; inMs: number; reason: string }
  | { kind: "park"; reason: string }
  | { kind: "drop"; reason: string; bounced: boolean };

export function retryDelay(attempts: number): number {
  return DELAYS_MS[Math.min(attempts, DELAYS_MS.length) - 1] ?? DELAYS_MS[0];
}

/**
 * What to do after a failed hand-over. Only what a server says for good about this one recipient ends a message; everything
 * else is the shop's or the server's trouble, which passes or is mended.
 *
 * Codes: RFC 5321 4.2, RFC 3463.
 * @param attempts hand-overs tried, this one included
 */
export function judgeFailure(
  failure: Omit<SmtpFailure, "unclear">,
  attempts: number,
): NextStep {
  const { stage, code, status, answer } = failure;
  const forGood = code !== null && code >= 500;
  if (stage === "recipient" && forGood) {
    // x.1.7 and x.1.8 are about the sender's address, x.7 about rights and policies: not the recipient's fault.
    const unknownMailbox =
      /^5\.1\.(0|1|2|3|6|10)$/.test(status ?? "") || status === "5.2.1";
    if (unknownMailbox)
      return {
        kind: "drop",
        reason: `The address does not exist: ${answer}`,
        bounced: true,
      };
    const aboutUs = /^5\.(7\.|1\.[78]$)/.test(status ?? "");
    if (!aboutUs)
      return {
        kind: "drop",
        reason: `The recipient's mail server refused: ${answer}`,
        bounced: false,
      };
  }
  const reason = explain(failure);
  return attempts >= MAX_ATTEMPTS
    ? { kind: "park", reason: `${reason} Tried ${attempts} times.` }
    : { kind: "retry", inMs: retryDelay(attempts), reason };
}

function explain({
  stage,
  code,
  answer,
}: Omit<SmtpFailure, "unclear">): string {
  if (stage === "login")
    return `The mail server did not accept the app's user name or password: ${answer}`;
  if (stage === "sender")
    return `The mail server did not accept the sender's address: ${answer}`;
  if (stage === "content" && code !== null && code >= 500)
    return `The mail server refused the message: ${answer}`;
  if (stage === "connect" && code === null)
    return `The mail server could not be reached: ${answer}.`;
  return `The mail server asked to try later: ${answer}`;
}

/** Trouble that every other message would meet too: no use in trying them all now. */
export function isServerTrouble({
  stage,
}: Pick<SmtpFailure, "stage">): boolean {
  return stage === "connect" || stage === "login";
}
