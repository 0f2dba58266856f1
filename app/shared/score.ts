/** A model applied to features. No allocation and no lookup by name once a model is read: it runs with every signal. */
import {
  FEATURES,
  type Intent,
  type IntentModel,
  type IntentOutput,
} from "./intent-model.ts";

/** A propensity from 0 to 1. A value that is no number, as a broken model gives, counts as even odds. */
export function scoreOutput(output: IntentOutput, features: number[]): number {
  let sum = output.bias;
  for (const [i, cuts, weights] of binsOf(output)) {
    let bin = 0;
    while (bin < cuts.length && features[i]! >= cuts[bin]!) bin++;
    sum += weights[bin]!;
  }
  for (const { splits, leaves } of output.trees ?? []) {
    let next = splits.length ? 0 : -1;
    // Children come after their parents, so that no tree, however broken, is walked for ever.
    for (let last = -1; next > last;) {
      const split = splits[next];
      if (!split) break;
      last = next;
      next = features[split[0]]! <= split[1] ? split[2] : split[3];
    }
    sum += leaves[-next - 1] ?? 0;
  }
  return 1 / (1 + Math.exp(-(sum || 0)));
}

export function scoreIntent(model: IntentModel, features: number[]): Intent {
  return {
    purchase: scoreOutput(model.purchase, features),
    abandon: scoreOutput(model.abandon, features),
    return: scoreOutput(model.return, features),
  };
}

/** Percentiles are carried to three decimals: what differs by less is the same score. */
const SAME = 0.0005;

/**
 * Where a score stands among visits, 0 to 100: straight lines between the model's percentiles 5 to 95, and from those to the
 * ends. Scorecards give the same score to many visits: it stands in the middle of the percentiles that share it. It never
 * falls when the score rises. A model without percentiles is taken to score evenly.
 */
export function percentileOf(output: IntentOutput, score: number): number {
  const { percentiles } = output;
  let below = 0;
  while (percentiles[below]! < score - SAME) below++;
  let shared = below;
  while (percentiles[shared]! <= score + SAME) shared++;
  const from = percentiles[below - 1] ?? 0;
  const to = percentiles[below] ?? 1;
  const place =
    shared > below
      ? (below + 1 + shared) / 2
      : below + (score - from) / (to - from);
  return (place * 100) / (percentiles.length + 1);
}

type Bins = [feature: number, cuts: number[], weights: number[]][];
const read = new WeakMap<IntentOutput, Bins>();

/** The scorecard by number instead of name; read once for each model. */
function binsOf(output: IntentOutput): Bins {
  let bins = read.get(output);
  if (!bins) {
    bins = FEATURES.flatMap((name, i): Bins => {
      const card = output.scorecard[name];
      return card ? [[i, card.cuts, card.weights]] : [];
    });
    read.set(output, bins);
  }
  return bins;
}
