import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import { findModelFaults } from "#app/shared/intent-model-check.ts";
import type { IntentModel } from "#app/shared/intent-model.ts";

/**
 * The model that may go out. A page would quietly do without a broken one, and nobody would ever be shown anything: the
 * shipped model goes in its place, and the log says what is wrong.
 * @throws AppError "model-faulty" 500 when the shipped model itself is broken; what was published before stays.
 */
export function soundModel(
  model: IntentModel,
  {
    shop,
    shipped = DEFAULT_INTENT_MODEL,
  }: { shop: string; shipped?: IntentModel },
): IntentModel {
  const faults = findModelFaults(model);
  if (faults.length === 0) return model;
  logFor({ shop }).error(
    { model: model.id, faults },
    "a faulty intent model is not published",
  );
  if (model === shipped)
    throw new AppError(
      "model-faulty",
      500,
      `The shipped intent model is faulty: ${faults.join(" ")}`,
    );
  return soundModel(shipped, { shop, shipped });
}
