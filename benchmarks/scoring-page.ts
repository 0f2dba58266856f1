/** What the page of `scoring.ts` runs: the very scoring of the shopper's script. */
import type { IntentModel } from "../app/shared/intent-model.ts";
import { scoreIntent } from "../app/shared/score.ts";

/** Microseconds of one scoring of all three outputs, mean over `times`. */
export function timeScores(
  model: IntentModel,
  rows: number[][],
  times: number,
): number {
  let sum = 0;
  const run = () => {
    for (let turn = 0; turn < times; turn++)
      sum += scoreIntent(model, rows[turn % rows.length]!).purchase;
  };
  // Once to be compiled, once to be timed.
  run();
  const start = performance.now();
  run();
  const each = ((performance.now() - start) * 1000) / times;
  if (!(sum > 0)) throw new Error("Nothing was scored, so nothing was timed.");
  return each;
}

Object.assign(globalThis, { timeScores });
