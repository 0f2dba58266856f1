/**
 * What the default scorecard looks at, and which way each feature may push. Fitting (fit-model.ts) only finds how hard; what
 * is `given` is measured elsewhere and left as it is (decision 040).
 */
import type { Feature, Intent } from "#app/shared/intent-model.ts";

export interface PlannedFeature {
  cuts: number[];
  /** `up`: more of it never lowers the score; `down`: never raises it. Absent = either way. */
  slope?: "up" | "down";
  given?: number[];
}

export const SCORECARD_PLAN: Record<
  keyof Intent,
  Partial<Record<Feature, PlannedFeature>>
> = {
  purchase: {
    // Half of the log odds measured for each alone on the UCI visits, since they say much the same.
    "product-pages": {
      cuts: [2, 4, 8, 16],
      given: [-1, -0.6, -0.4, -0.1, 0.2],
    },
    "product-seconds": {
      cuts: [20, 60, 180, 600],
      given: [-1, -0.7, -0.5, -0.1, 0.2],
    },
    "cart-count": { cuts: [1, 2], slope: "up" },
    "cart-removes": { cuts: [1], slope: "down" },
    "cart-age-minutes": { cuts: [2, 5, 15, 60], slope: "down" },
    "back-and-forth": { cuts: [1, 2], slope: "down" },
    exits: { cuts: [0.25, 0.5, 1.2], slope: "down" },
    "idle-share": { cuts: [0.3, 0.6], slope: "down" },
    "times-hidden": { cuts: [1, 3], slope: "down" },
    "help-opened": { cuts: [1, 3], given: [0, 0.2, 0.3] },
    "coupon-trouble": { cuts: [1, 2], slope: "down" },
    copied: { cuts: [1], slope: "down" },
    "checkout-visits": { cuts: [1], slope: "up" },
    "checkout-returns": { cuts: [1, 2], slope: "down" },
  },
  abandon: {
    pages: { cuts: [2, 4, 8], slope: "down" },
    "product-seconds": { cuts: [60, 180], slope: "down" },
    "scroll-depth": { cuts: [25, 75], slope: "down" },
    "cart-count": { cuts: [1], slope: "down" },
    "cart-age-minutes": { cuts: [5, 15], slope: "up" },
    exits: { cuts: [0.25, 0.5, 1.2], slope: "up" },
    "idle-share": { cuts: [0.15, 0.3, 0.6], slope: "up" },
    "coupon-trouble": { cuts: [1, 2], slope: "up" },
    "empty-searches": { cuts: [1], slope: "up" },
    "checkout-returns": { cuts: [1], slope: "up" },
    "help-opened": { cuts: [1], slope: "down" },
    returning: { cuts: [1], slope: "down" },
  },
  return: {
    returning: { cuts: [1], slope: "up" },
    "product-seconds": { cuts: [20, 60, 180], slope: "up" },
    "back-and-forth": { cuts: [1, 2], slope: "up" },
    "times-hidden": { cuts: [1, 3], slope: "up" },
    "help-opened": { cuts: [1], slope: "up" },
    copied: { cuts: [1], slope: "up" },
    "idle-share": { cuts: [0.3, 0.6], slope: "down" },
    exits: { cuts: [0.5], slope: "down" },
  },
};
