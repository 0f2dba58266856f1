/**
 * The scorecard a shop begins with, until one is learned from its own visits; a learned one replaces it as data. Printed by
 * `dev/visits/fit-model.ts`, held to it by a test; where each weight comes from stands in docs/decisions/040. Weights are log
 * odds: +0.7 doubles the odds, -0.7 halves them, of the bin against the plain case.
 *
 * purchase: what she has looked at (as measured on public visits), a basket and the way to the checkout speak for it; pauses, tabs
 * hidden, the name copied, things taken out, codes looked for and going back and forth speak against it.
 * abandon: gestures of leaving and pauses are its signs; a basket, pages seen and information opened hold her.
 * return: who was here before, compares, reads and copies comes back; who falls silent does not.
 */
import type { IntentModel } from "./intent-model.ts";

export const DEFAULT_INTENT_MODEL: IntentModel = {
  id: "default-1",
  purchase: {
    bias: -1.9,
    scorecard: {
      "product-pages": {
        cuts: [2, 4, 8, 16],
        weights: [-1, -0.6, -0.4, -0.1, 0.2],
      },
      "product-seconds": {
        cuts: [20, 60, 180, 600],
        weights: [-1, -0.7, -0.5, -0.1, 0.2],
      },
      "cart-count": { cuts: [1, 2], weights: [0, 2.1, 2.2] },
      "cart-removes": { cuts: [1], weights: [0, -0.4] },
      "cart-age-minutes": { cuts: [2, 5], weights: [0, -0.4, -0.8] },
      "back-and-forth": { cuts: [1, 2], weights: [0, -0.3, -0.6] },
      exits: { cuts: [0.25], weights: [0, -0.2] },
      "idle-share": { cuts: [0.3, 0.6], weights: [0, -0.9, -1.2] },
      "times-hidden": { cuts: [1, 3], weights: [0, -0.4, -0.7] },
      "help-opened": { cuts: [1, 3], weights: [0, 0.2, 0.3] },
      "coupon-trouble": { cuts: [1], weights: [0, -0.9] },
      copied: { cuts: [1], weights: [0, -0.9] },
      "checkout-visits": { cuts: [1], weights: [0, 1.5] },
      "checkout-returns": { cuts: [1], weights: [0, -0.6] },
    },
    percentiles: [
      0.008, 0.013, 0.018, 0.02, 0.02, 0.02, 0.024, 0.029, 0.039, 0.047, 0.069,
      0.1, 0.13, 0.168, 0.182, 0.214, 0.25, 0.269, 0.31,
    ],
  },
  abandon: {
    bias: -0.61,
    scorecard: {
      pages: { cuts: [2, 4], weights: [0, -0.5, -0.8] },
      "cart-count": { cuts: [1], weights: [0, -0.9] },
      "cart-age-minutes": { cuts: [5], weights: [0, 0.3] },
      exits: { cuts: [0.25, 0.5, 1.2], weights: [0, 0.2, 1.5, 1.6] },
      "idle-share": { cuts: [0.15, 0.6], weights: [0, 0.9, 1.4] },
      "coupon-trouble": { cuts: [2], weights: [0, 0.3] },
      "checkout-returns": { cuts: [1], weights: [0, 0.2] },
      "help-opened": { cuts: [1], weights: [0, -0.6] },
      returning: { cuts: [1], weights: [0, -0.4] },
    },
    percentiles: [
      0.047, 0.052, 0.062, 0.082, 0.09, 0.108, 0.118, 0.118, 0.153, 0.181,
      0.196, 0.248, 0.248, 0.267, 0.352, 0.352, 0.352, 0.498, 0.596,
    ],
  },
  return: {
    bias: -1.71,
    scorecard: {
      returning: { cuts: [1], weights: [0, 0.4] },
      "product-seconds": { cuts: [20], weights: [0, 0.3] },
      "back-and-forth": { cuts: [2], weights: [0, 0.6] },
      "help-opened": { cuts: [1], weights: [0, 0.4] },
      copied: { cuts: [1], weights: [0, 0.2] },
      "idle-share": { cuts: [0.6], weights: [0, -0.3] },
    },
    percentiles: [
      0.153, 0.153, 0.153, 0.153, 0.153, 0.196, 0.196, 0.196, 0.196, 0.196,
      0.212, 0.212, 0.267, 0.267, 0.267, 0.267, 0.287, 0.352, 0.352,
    ],
  },
};
