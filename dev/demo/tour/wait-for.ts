import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 30_000;

/** Asks until it is answered. Throws an Error that names what was waited for. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > until)
      throw new Error(`Waited ${patienceMs / 1000} s in vain for ${what}.`);
    await sleep(200);
  }
}
