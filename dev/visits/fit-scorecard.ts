/** Logistic regression on the bins of a scorecard, with slopes that may only go one way. Small and plain: it runs once. */
import {
  FEATURES,
  type Feature,
  type IntentOutput,
} from "#app/shared/intent-model.ts";
import type { PlannedFeature } from "./scorecard-plan.ts";

export interface Example {
  features: number[];
  positive: boolean;
}

const ROUNDS = 400;
/** Pulls a weight towards 0 as much as this many uncertain examples would. */
const RIDGE = 15;

/** A feature whose weights stay below this tells too little for its bytes. */
const TELLING = 0.2;

/** Weights are rounded to one decimal, the bias to two. */
export function fitScorecard(
  plan: Partial<Record<Feature, PlannedFeature>>,
  examples: Example[],
): Omit<IntentOutput, "percentiles"> {
  const cards = Object.entries(plan).map(([name, planned]) => ({
    name: name as Feature,
    ...planned,
    weights: planned.given ?? new Array(planned.cuts.length + 1).fill(0),
  }));
  // Most visits look alike in bins: each distinct row is worked once, with its count.
  const rows = new Map<
    string,
    { bins: number[]; count: number; positives: number }
  >();
  for (const { features, positive } of examples) {
    const bins = cards.map(({ name, cuts }) => {
      const value = features[FEATURES.indexOf(name)]!;
      return cuts.filter((cut) => value >= cut).length;
    });
    const key = bins.join();
    const row = rows.get(key) ?? { bins, count: 0, positives: 0 };
    row.count++;
    row.positives += Number(positive);
    rows.set(key, row);
  }
  // All weights move at once, so each takes its share of a full step.
  const step = 1 / (cards.length + 1);
  const rate = examples.filter((one) => one.positive).length / examples.length;
  let bias = Math.log(rate / (1 - rate));
  const learn = (free: boolean) => {
    const pushes = cards.map(({ weights }) => weights.map(() => 0));
    const stiffness = cards.map(({ weights }) => weights.map(() => RIDGE));
    let push = 0;
    let stiff = 0;
    for (const { bins, count, positives } of rows.values()) {
      let sum = bias;
      bins.forEach((bin, c) => (sum += cards[c]!.weights[bin]!));
      const chance = 1 / (1 + Math.exp(-sum));
      const error = positives - count * chance;
      const doubt = count * chance * (1 - chance);
      push += error;
      stiff += doubt;
      bins.forEach((bin, c) => {
        pushes[c]![bin]! += error;
        stiffness[c]![bin]! += doubt;
      });
    }
    bias += (step * push) / stiff;
    if (free)
      for (const [c, card] of cards.entries())
        if (!card.given)
          card.weights = straighten(
            card.weights.map(
              (weight, b) =>
                weight +
                (step * (pushes[c]![b]! - RIDGE * weight)) / stiffness[c]![b]!,
            ),
            card.slope,
          );
  };
  for (let round = 0; round < ROUNDS; round++) learn(true);
  // The first bin is the plain case: its weight goes into the bias.
  for (const card of cards) {
    if (card.given) continue;
    const plain = card.weights[0];
    bias += plain;
    card.weights = card.weights.map(
      (weight) => Math.round((weight - plain) * 10) / 10 + 0,
    );
  }
  for (let round = 0; round < 200; round++) learn(false);
  return {
    bias: Math.round(bias * 100) / 100,
    scorecard: Object.fromEntries(
      cards
        .filter(({ weights }) => weights.some((it) => Math.abs(it) >= TELLING))
        .map(({ name, cuts, weights }) => [name, mergeAlike(cuts, weights)]),
    ),
  };
}

/** Neighbouring bins of one weight are one bin. */
function mergeAlike(cuts: number[], weights: number[]) {
  const differs = (i: number) => weights[i] !== weights[i + 1];
  return {
    cuts: cuts.filter((_, i) => differs(i)),
    weights: weights.filter((_, i) => i === 0 || differs(i - 1)),
  };
}

/** The nearest list that only goes up (or down): neighbours that do not are averaged. */
function straighten(weights: number[], slope?: "up" | "down"): number[] {
  if (!slope) return weights;
  const sign = slope === "up" ? 1 : -1;
  const blocks: { mean: number; size: number }[] = [];
  for (const weight of weights) {
    blocks.push({ mean: sign * weight, size: 1 });
    while (blocks.length > 1 && blocks.at(-1)!.mean < blocks.at(-2)!.mean) {
      const last = blocks.pop()!;
      const before = blocks.pop()!;
      const size = last.size + before.size;
      blocks.push({
        mean: (last.mean * last.size + before.mean * before.size) / size,
        size,
      });
    }
  }
  return blocks.flatMap(({ mean, size }) =>
    new Array<number>(size).fill(sign * mean),
  );
}
