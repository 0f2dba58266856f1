/** The scorecard a shop begins with. A learned model replaces it as data (intent-model.ts). */
import type { IntentModel, IntentOutput } from "./intent-model.ts";

const constant = (bias: number): IntentOutput => ({
  bias,
  scorecard: {},
  percentiles: [],
});

export const DEFAULT_INTENT_MODEL: IntentModel = {
  id: "default-0",
  purchase: constant(0),
  abandon: constant(0),
  return: constant(0),
};
