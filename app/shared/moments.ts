/** Does a campaign's moment match what the mind noticed? */
import type { NoticedMoment } from "./mind.ts";
import type { Moment } from "./storefront-config.ts";

/** Seconds on the page are not asked here: every moment waits for them alike (`too-soon`). */
export function isMoment(
  moment: Moment,
  noticed: readonly NoticedMoment[],
): boolean {
  return noticed.some(
    ({ kind, seconds = 0, points = 0 }) =>
      kind === moment.kind &&
      (moment.kind !== "idle" || seconds >= moment.idleSeconds) &&
      (moment.kind !== "intent-fell" || points >= moment.byPoints),
  );
}
