/** What a model must be before it may go out: checked on the server, where one is learned or compiled, never on the page. */
import {
  FEATURES,
  INTENT_MODEL_MAX_BYTES,
  type IntentModel,
  type IntentOutput,
} from "./intent-model.ts";

const OUTPUTS = ["purchase", "abandon", "return"] as const;
const PERCENTILES = 19;

/** One sentence for each fault; empty when the model is sound. What was read from JSON may lack anything. */
export function findModelFaults(model: IntentModel): string[] {
  const bytes = new TextEncoder().encode(JSON.stringify(model)).length;
  return [
    ...(bytes > INTENT_MODEL_MAX_BYTES
      ? [
          `The model is ${bytes} bytes of JSON, ${bytes - INTENT_MODEL_MAX_BYTES} over its limit of ${INTENT_MODEL_MAX_BYTES}.`,
        ]
      : []),
    ...OUTPUTS.flatMap((name) =>
      findOutputFaults(model[name]).map((fault) => `${name}: ${fault}`),
    ),
  ];
}

function findOutputFaults(output: IntentOutput): string[] {
  if (!isOutput(output)) return ["Parts of it are missing."];
  const faults: string[] = [];
  if (!Number.isFinite(output.bias)) faults.push("The bias is no number.");
  for (const [feature, { cuts, weights }] of Object.entries(output.scorecard)) {
    if (!(FEATURES as readonly string[]).includes(feature))
      faults.push(`There is no feature "${feature}".`);
    if (weights.length !== cuts.length + 1)
      faults.push(`${feature} needs one weight more than cuts.`);
    if (!ascends(cuts, true))
      faults.push(`The cuts of ${feature} must ascend.`);
    if (!weights.every(Number.isFinite))
      faults.push(`A weight of ${feature} is no number.`);
  }
  const { percentiles } = output;
  if (percentiles.length !== PERCENTILES || !ascends(percentiles, false))
    faults.push(`It needs ${PERCENTILES} percentiles that ascend.`);
  output.trees?.forEach(({ splits, leaves }, tree) => {
    const isChild = (child: number, parent: number) =>
      Number.isInteger(child) &&
      (child < 0
        ? -child <= leaves.length
        : child > parent && child < splits.length);
    const sound = splits.every(
      ([feature, threshold, left, right], i) =>
        FEATURES[feature] !== undefined &&
        Number.isFinite(threshold) &&
        isChild(left, i) &&
        isChild(right, i),
    );
    if (!sound || !leaves.length || !leaves.every(Number.isFinite))
      faults.push(`Tree ${tree} is broken.`);
  });
  return faults;
}

type Loose<T> = { [K in keyof T]?: Loose<T[K]> | null };

function isOutput(output: Loose<IntentOutput> | null | undefined): boolean {
  return (
    !!output?.scorecard &&
    Array.isArray(output.percentiles) &&
    Object.values(output.scorecard).every(
      (card) => Array.isArray(card?.cuts) && Array.isArray(card.weights),
    ) &&
    (output.trees === undefined ||
      (Array.isArray(output.trees) &&
        output.trees.every(
          (tree) =>
            Array.isArray(tree?.leaves) &&
            Array.isArray(tree.splits) &&
            tree.splits.every(Array.isArray),
        )))
  );
}

function ascends(values: number[], strictly: boolean): boolean {
  return values.every(
    (value, i) =>
      Number.isFinite(value) &&
      (i === 0 ||
        (strictly ? value > values[i - 1]! : value >= values[i - 1]!)),
  );
}
