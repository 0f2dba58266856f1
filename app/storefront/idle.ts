/**
 * Work that waits until the browser has nothing better to do, each step in a moment of its own: on a slow phone a start in one
 * go blocks the shopper for longer than the 50 ms after which a touch feels late.
 * @see https://web.dev/articles/optimize-long-tasks
 */
export type Later = (step: () => void) => void;

/** A page that is never idle still gets its campaigns. */
const TIMEOUT_MS = 2000;

/** Safari has no idle callbacks: there a timer at least leaves the task under way. */
export const later: Later = (step) =>
  "requestIdleCallback" in window
    ? requestIdleCallback(step, { timeout: TIMEOUT_MS })
    : setTimeout(step, 1);
