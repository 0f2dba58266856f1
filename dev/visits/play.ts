/** Plays made-up visits through the mind, and measures how well a model tells them apart. */
import type { Intent, IntentModel } from "#app/shared/intent-model.ts";
import { think, type Thought } from "#app/shared/mind.ts";
import { scoreOutput } from "#app/shared/score.ts";
import { startVisit } from "#app/shared/visit-state.ts";
import type { MadeUpVisit } from "./made-up-visit.ts";
import type { Step } from "./shopper-kinds.ts";

export interface Played {
  visit: MadeUpVisit;
  step: Step;
  thought: Thought;
  /** She leaves without a purchase within a minute. */
  leavesSoon: boolean;
}

const SOON_MS = 60_000;

/** Every signal of a visit but the purchase itself, after which nothing is to be foreseen. */
export function playVisit(visit: MadeUpVisit, model: IntentModel): Played[] {
  let state = startVisit(visit.returning);
  const played: Played[] = [];
  visit.signals.forEach((signal, i) => {
    const thought = think(state, signal, model);
    state = thought.state;
    if (signal.kind === "purchased") return;
    played.push({
      visit,
      step: visit.steps[i]!,
      thought,
      leavesSoon: !visit.purchased && visit.endsAt - signal.at <= SOON_MS,
    });
  });
  return played;
}

export function playVisits(
  visits: MadeUpVisit[],
  model: IntentModel,
): Played[] {
  return visits.flatMap((visit) => playVisit(visit, model));
}

/** The probability that a positive scores above a negative, ties counting half. */
export function areaUnderCurve(
  scored: { score: number; positive: boolean }[],
): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < sorted.length;) {
    let end = i;
    while (end < sorted.length && sorted[end]!.score === sorted[i]!.score)
      end++;
    const rank = (i + end + 1) / 2;
    for (; i < end; i++)
      if (sorted[i]!.positive) {
        positives++;
        rankSum += rank;
      }
  }
  const negatives = sorted.length - positives;
  return (
    (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
  );
}

/**
 * The percentiles 5, 10, … 95 of a model's scores, to three decimals, over all signals, where those with a basket weigh as much
 * in all as those without. Baskets are rare, and nearly everything is decided among them: counted plainly, all of them would
 * crowd into the last few percentiles.
 */
export function fitPercentiles(
  model: IntentModel,
  played: Played[],
): Record<keyof Intent, number[]> {
  const baskets = played.filter(hasBasket).length;
  const of = (name: keyof Intent) =>
    percentilesOf(
      played.map((one) => ({
        score: scoreOutput(model[name], one.thought.features),
        weight: hasBasket(one) ? 1 / baskets : 1 / (played.length - baskets),
      })),
    );
  return {
    purchase: of("purchase"),
    abandon: of("abandon"),
    return: of("return"),
  };
}

export function hasBasket({ thought }: Played): boolean {
  return Boolean(thought.state.counts["cart-count"]);
}

function percentilesOf(scored: { score: number; weight: number }[]): number[] {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const percentiles: number[] = [];
  let below = 0;
  for (const { score, weight } of sorted) {
    below += weight / total;
    while (percentiles.length < 19 && below >= (percentiles.length + 1) / 20)
      percentiles.push(Math.round(score * 1000) / 1000);
  }
  return percentiles;
}
