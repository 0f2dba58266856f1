/** The scorecard a shop begins with. A learned model replaces it as data (intent-model.ts). */
import type { IntentModel } from "./intent-model.ts";

export const DEFAULT_INTENT_MODEL: IntentModel = {
  id: "default-1",
  purchase: {
    bias: -3.4,
    scorecard: {
      "product-pages": { cuts: [1, 3, 8], weights: [-0.6, 0, 0.3, 0.5] },
      "product-seconds": { cuts: [20, 60, 240], weights: [-0.5, 0, 0.3, 0.5] },
      "cart-count": { cuts: [1, 3], weights: [-0.6, 1.2, 1.5] },
      "cart-adds": { cuts: [1], weights: [0, 0.6] },
      "cart-removes": { cuts: [1, 2], weights: [0, -0.5, -0.9] },
      "cart-age-minutes": { cuts: [5, 20, 60], weights: [0, -0.2, -0.6, -1] },
      "checkout-visits": { cuts: [1], weights: [0, 1.6] },
      "checkout-returns": { cuts: [1, 2], weights: [0, -1.3, -1.8] },
      exits: { cuts: [0.5, 1.5], weights: [0, -0.5, -0.9] },
      returning: { cuts: [1], weights: [0, 0.4] },
    },
    percentiles: [],
  },
  abandon: {
    bias: -1,
    scorecard: {
      exits: { cuts: [0.5, 1.5], weights: [0, 1.5, 2.2] },
      "idle-share": { cuts: [0.3, 0.6], weights: [0, 0.4, 0.9] },
    },
    percentiles: [],
  },
  return: {
    bias: -1.5,
    scorecard: { returning: { cuts: [1], weights: [0, 0.9] } },
    percentiles: [],
  },
};
