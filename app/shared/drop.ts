/** A fall of intent: where it happened, and what she was likely worried about. */
import { DEAR, DROP_RULES, STAGE_ANXIETY, type Clue } from "./drop-rules.ts";
import type { Anxiety, Drop, Stage } from "./intent-model.ts";
import type { VisitState } from "./visit-state.ts";

/** Percentile points below the best since the last drop. */
export const DROP_POINTS = 15;

/** What the device knows of the stage; the later stages of the checkout are known to the server alone. */
export function stageOf({ atCheckout, page }: VisitState): Stage {
  if (atCheckout) return "checkout-contact";
  return page === "product" || page === "cart" ? page : "browsing";
}

/** The anxiety with the largest sum of weights; ties go to the one first named: the stage's own, then the rules' order. */
export function likelyAnxiety(
  stage: Stage,
  holds: (clue: Clue) => unknown,
): Anxiety {
  const sums = new Map<Anxiety, number>([[STAGE_ANXIETY[stage], 1]]);
  for (const [clue, anxiety, weight, only] of DROP_RULES)
    if ((!only || only === stage) && holds(clue))
      sums.set(anxiety, (sums.get(anxiety) ?? 0) + weight);
  return [...sums].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

export function holdsIn(state: VisitState, clue: Clue): unknown {
  const { counts, opened, trail, priceMinor = 0 } = state;
  switch (clue) {
    case "sized":
      return state.sized;
    case "dear":
      return (
        priceMinor * (counts["product-pages"] ?? 0) > DEAR * state.pricesMinor
      );
    case "two-products":
      return state.productId && trail.length > 1 && !trail.includes("");
    default:
      return { ...counts, ...opened }[clue];
  }
}

/** `points`: percentile points lost since the best of the visit. */
export function dropOf(
  state: VisitState,
  points: number,
  stage = stageOf(state),
): Drop {
  const { page, productId } = state;
  return {
    page,
    stage,
    ...(productId ? { productId } : {}),
    anxiety: likelyAnxiety(stage, (clue) => holdsIn(state, clue)),
    points,
  };
}
