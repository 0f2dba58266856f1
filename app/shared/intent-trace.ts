/** How intent has moved in a visit: its history, its trend, and from where it fell. Kept in the visit's state. */

/** What a shopper leans to (segments.ts). */
export type Lean =
  "committed" | "interested" | "leaving" | "falling" | "unlikely-back";

/** Percentiles are of purchase, 0 to 100, rounded to one decimal. */
export interface IntentTrace {
  /** When it was last added to, and the percentile since then. */
  at: number;
  last: number;
  /** Mean percentile over time, half of it forgotten every minute. */
  mean: number;
  /** Best of the visit. */
  best: number;
  /** Best since the last drop that was told. */
  peak: number;
  /** `[seconds of the visit, percentile]`, oldest first; thinned out, so that it spans the whole visit. */
  history: [number, number][];
  leans: Partial<Record<Lean, boolean>>;
}

const HALF_LIFE_MS = 60_000;
const POINTS = 24;
/** A smaller movement is no point of its own. */
const STEP = 3;

export function startTrace(at: number, percentile: number): IntentTrace {
  const last = tenth(percentile);
  return {
    at,
    last,
    mean: last,
    best: last,
    peak: last,
    history: [[Math.round(at / 1000), last]],
    leans: {},
  };
}

export function followIntent(
  trace: IntentTrace,
  at: number,
  percentile: number,
): IntentTrace {
  const last = tenth(percentile);
  const kept = 2 ** ((trace.at - at) / HALF_LIFE_MS);
  let history = trace.history;
  if (Math.abs(last - history.at(-1)![1]) >= STEP)
    history = [...history, [Math.round(at / 1000), last]];
  if (history.length > POINTS) history = history.filter((_, i) => i % 2 === 0);
  return {
    ...trace,
    at,
    last,
    mean: tenth(trace.last + (trace.mean - trace.last) * kept),
    best: Math.max(trace.best, last),
    peak: Math.max(trace.peak, last),
    history,
  };
}

/** Percentile points that intent to purchase stands above (or below) its mean of the last minutes: -100 to 100. */
export function momentumOf(trace: IntentTrace): number {
  return tenth(trace.last - trace.mean);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
