/** Does a campaign's moment match what the mind noticed? */
import type { Moment, MomentKind } from "./storefront-config.ts";

/** One of `Thought.moments`; which of them last and which pass is said in mind.ts. */
export interface Noticed {
  kind: MomentKind;
  /** Of `idle`: without an act. */
  seconds?: number;
  /** Of `intent-fell`: percentile points below the best of the visit. */
  points?: number;
}

/** Seconds on the page are not asked here: every moment waits for them alike (`too-soon`). */
export function isMoment(moment: Moment, noticed: readonly Noticed[]): boolean {
  return noticed.some(
    ({ kind, seconds = 0, points = 0 }) =>
      kind === moment.kind &&
      (moment.kind !== "idle" || seconds >= moment.idleSeconds) &&
      (moment.kind !== "intent-fell" || points >= moment.byPoints),
  );
}
