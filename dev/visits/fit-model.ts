/**
 * `node dev/visits/fit-model.ts`: fits the default model's weights and percentiles to made-up visits and prints them, to be put
 * into app/shared/default-intent-model.ts. Takes a few seconds.
 */
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type { Intent, IntentModel } from "#app/shared/intent-model.ts";
import { fitScorecard } from "./fit-scorecard.ts";
import { makeUpVisits } from "./made-up-visit.ts";
import { fitPercentiles, playVisits, type Played } from "./play.ts";
import { SCORECARD_PLAN } from "./scorecard-plan.ts";

const SEED = 20261121;
const VISITS = 8000;

const OUTCOMES: Record<keyof Intent, (played: Played) => boolean> = {
  purchase: ({ visit }) => visit.purchased,
  abandon: ({ leavesSoon }) => leavesSoon,
  return: ({ visit }) => visit.comesBack,
};

function fitModel(id: string, played: Played[]): IntentModel {
  const output = (name: keyof Intent) => ({
    ...fitScorecard(
      SCORECARD_PLAN[name],
      played
        .filter(({ visit }) => name !== "return" || !visit.purchased)
        .map((one) => ({
          features: one.thought.features,
          positive: OUTCOMES[name](one),
        })),
    ),
    percentiles: [],
  });
  const fitted: IntentModel = {
    id,
    purchase: output("purchase"),
    abandon: output("abandon"),
    return: output("return"),
  };
  const percentiles = fitPercentiles(fitted, played);
  for (const name of Object.keys(percentiles) as (keyof Intent)[])
    fitted[name].percentiles = percentiles[name];
  return fitted;
}

/** What the shop begins with. Features do not depend on the model: any will do while one is being fitted. */
export function fitDefaultModel(): IntentModel {
  return fitModel(
    DEFAULT_INTENT_MODEL.id,
    playVisits(makeUpVisits(VISITS, SEED), DEFAULT_INTENT_MODEL),
  );
}

if (import.meta.main) console.log(JSON.stringify(fitDefaultModel(), null, 1));
