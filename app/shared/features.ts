/** What a model looks at, worked out of what is known of a visit. */
import { FEATURES, type Feature } from "./intent-model.ts";
import { exitsOf, passTime, type VisitState } from "./visit-state.ts";

/** Every feature that is not a plain count of the visit (`Count` of visit-state.ts), with its unit. */
const WORKED_OUT: Partial<Record<Feature, (state: VisitState) => number>> = {
  /** Visible seconds on product pages. */
  "product-seconds": (state) => state.productMs / 1000,
  /** Visible seconds on the cart page. */
  "cart-seconds": (state) => state.cartMs / 1000,
  /** Share of this page's visible time without an act, 0 to 1. */
  "idle-share": (state) =>
    state.pageMs ? Math.min(1, state.pageIdleMs / state.pageMs) : 0,
  /** Minutes since the basket last grew; 0 without a basket. */
  "cart-age-minutes": (state) =>
    state.cartAt === undefined ? 0 : (state.at - state.cartAt) / 60_000,
  /** Gestures of leaving, fading (`VisitState.exits`). */
  exits: exitsOf,
  /** 1 when she has been here before this visit. */
  returning: (state) => (state.returning ? 1 : 0),
};

/**
 * One finite number for each of `FEATURES`, in their order, at a time of the visit. Counts are of the whole visit;
 * `scroll-depth` is its deepest, in percent; `coupon-trouble` counts the code field's use and each refused code.
 */
export function featuresOf(state: VisitState, at = state.at): number[] {
  const then = at > state.at ? passTime(state, at) : state;
  return FEATURES.map(
    (name) =>
      WORKED_OUT[name]?.(then) ??
      (then.counts as Partial<Record<Feature, number>>)[name] ??
      0,
  );
}
