/** A fall of intent: where it happened, and what she was likely worried about. */
import { DROP_RULES, STAGE_ANXIETY, type Clue } from "./drop-rules.ts";
import {
  ANXIETIES,
  type Anxiety,
  type Drop,
  type Stage,
} from "./intent-model.ts";
import type { VisitState } from "./visit-state.ts";

/** Percentile points below the best since the last drop. */
export const DROP_POINTS = 15;

export function stageOf(state: VisitState): Stage {
  if (state.atCheckout) return "checkout-contact";
  return state.page === "product" || state.page === "cart"
    ? state.page
    : "browsing";
}

/** The anxiety with the largest sum of weights; ties go to the one `ANXIETIES` names first. */
export function likelyAnxiety(stage: Stage, clues: Clue[]): Anxiety {
  const sums: Partial<Record<Anxiety, number>> = { [STAGE_ANXIETY[stage]]: 1 };
  for (const [clue, anxiety, weight, stages] of DROP_RULES)
    if (clues.includes(clue) && (!stages || stages.includes(stage)))
      sums[anxiety] = (sums[anxiety] ?? 0) + weight;
  let likely: Anxiety = "just-looking";
  let most = 0;
  for (const anxiety of ANXIETIES)
    if ((sums[anxiety] ?? 0) > most) {
      likely = anxiety;
      most = sums[anxiety]!;
    }
  return likely;
}

/** A product counts as dear when it costs this many times what the product pages of the visit cost on average. */
const DEAR = 1.25;
const WORN =
  /apparel|cloth|wear|shirt|dress|jean|pant|trouser|short|skirt|shoe|boot|sneaker|jacket|coat|sweat|knit|sock|kleid|hose|schuh|jacke|hemd|robe|chauss|veste|chemise|zapat|camis|scarpa|giacca|schoen|broek/i;

export function cluesOf(state: VisitState): Clue[] {
  const { counts, opened, productId, trail } = state;
  const products = counts["product-pages"] ?? 0;
  const clues: [Clue, unknown][] = [
    ["opened-size", opened.size],
    ["opened-delivery", opened.delivery],
    ["opened-returns", opened.returns],
    ["opened-warranty", opened.warranty],
    ["opened-reviews", opened.reviews],
    ["code-wanted", counts["coupon-trouble"]],
    ["copied", counts.copied],
    ["search-empty", counts["empty-searches"]],
    ["worn", WORN.test(state.productType ?? "")],
    [
      "dear",
      products > 1 &&
        (state.priceMinor ?? 0) * products > DEAR * state.pricesMinor,
    ],
    ["to-and-fro", counts["back-and-forth"]],
    ["several-products", (counts["distinct-products"] ?? 0) > 2],
    ["back-from-checkout", counts["checkout-returns"]],
    ["no-basket", !counts["cart-count"]],
    ["two-products", productId && trail.length > 1 && !trail.includes("")],
  ];
  return clues.flatMap(([clue, holds]) => (holds ? [clue] : []));
}

/** `points`: percentile points lost since the best of the visit. */
export function dropOf(state: VisitState, points: number): Drop {
  const stage = stageOf(state);
  return {
    page: state.page,
    stage,
    ...(state.productId ? { productId: state.productId } : {}),
    anxiety: likelyAnxiety(stage, cluesOf(state)),
    points,
  };
}
