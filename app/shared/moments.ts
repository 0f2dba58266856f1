/** Does a campaign's moment match what the mind reports? */
import type { Moment, MomentKind } from "./storefront-config.ts";

/** What the mind reports at one signal. */
export interface MomentsNow {
  /**
   * What this very signal brought. `return-visit` and `after-purchase` are reported at every signal of a page for which they hold, so
   * that a campaign may wait for its seconds. `idle`, `intent-fell`, `page-load` and `time-on-page` need no report.
   */
  kinds: readonly MomentKind[];
  /** Length of the pause that goes on now, in seconds; absent when this signal is no pause. */
  idleSeconds?: number;
  /** Percentile points by which intent to purchase lies below its best of the visit. */
  fellPoints?: number;
}

/** Seconds on the page are not asked here: every moment waits for them alike (`too-soon`). */
export function isMoment(moment: Moment, now: MomentsNow): boolean {
  switch (moment.kind) {
    case "page-load":
    case "time-on-page":
      return true;
    case "idle":
      return (now.idleSeconds ?? 0) >= moment.idleSeconds;
    case "intent-fell":
      return (now.fellPoints ?? 0) >= moment.byPoints;
    default:
      return now.kinds.includes(moment.kind);
  }
}
