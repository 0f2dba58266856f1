/** What the page of `deciding.ts` runs: the very functions of the shopper's script, timed where they will run. */
import { arbitrate, type ArbitrationFacts } from "../app/shared/arbitration.ts";
import type { Signal } from "../app/shared/signals.ts";
import type { StorefrontConfig } from "../app/shared/storefront-config.ts";
import { think } from "../app/shared/mind.ts";
import { startVisit } from "../app/shared/visit-state.ts";

export interface DecisionTimes {
  /** Microseconds of the very first signal: the browser compiles what it meets. */
  first: number;
  /** Microseconds of one signal, mean over `times`, after a page's worth of them. */
  each: number;
}

/** A page's worth of signals. */
const BEFORE = 40;

/** Each signal is thought through, and all campaigns are judged. */
export function timeDecisions(
  config: StorefrontConfig,
  facts: ArbitrationFacts,
  signals: Signal[],
  times: number,
): DecisionTimes {
  let state = startVisit();
  let decided = 0;
  let start = performance.now();
  let first = 0;
  for (let turn = 0; turn < BEFORE + times; turn++) {
    if (turn === 1) first = performance.now() - start;
    if (turn === BEFORE) start = performance.now();
    const signal = signals[turn % signals.length]!;
    const thought = think(state, { ...signal, at: turn * 1000 }, config.intent);
    state = thought.state;
    const { audience } = facts;
    const { refusals } = arbitrate(config, {
      ...facts,
      audience: {
        ...audience,
        segment: thought.segment,
        clock: { now: facts.now + turn * 1000, timeZone: config.timeZone },
      },
      moments: thought.moments,
    });
    decided += refusals.length;
  }
  const each = (performance.now() - start) / times;
  if (!decided) throw new Error("Nothing was decided, so nothing was timed.");
  return { first: first * 1000, each: each * 1000 };
}

Object.assign(globalThis, { timeDecisions });
