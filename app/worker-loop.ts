import { setTimeout as sleep } from "node:timers/promises";

/** Longest pause after failures in a row: a database that is back is found within this time. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Runs `work` again and again until `signal` aborts: at once when it says that there may be more (true), else after
 * `pauseMs`; after a failure with growing pauses. Resolves when the last run has ended.
 */
export async function runLoop({
  work,
  pauseMs,
  signal,
  onError,
}: {
  work: () => Promise<boolean>;
  pauseMs: number;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let more = false;
    try {
      more = await work();
      failures = 0;
    } catch (error) {
      failures++;
      onError(error);
    }
    if (more && failures === 0) continue;
    const pause = Math.min(
      pauseMs * 2 ** failures,
      Math.max(pauseMs, LONGEST_PAUSE_MS),
    );
    await sleep(pause, undefined, { signal }).catch(() => {}); // aborted: the condition ends the loop
  }
}
