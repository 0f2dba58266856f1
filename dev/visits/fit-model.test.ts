import { expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type { Intent, Scorecard } from "#app/shared/intent-model.ts";
import { fitDefaultModel } from "./fit-model.ts";

const OUTPUTS = ["purchase", "abandon", "return"] as const;
const fitted = fitDefaultModel();

test.each(OUTPUTS)(
  "the shipped weights of %s are those that are fitted",
  (name) => {
    const shipped = DEFAULT_INTENT_MODEL[name];
    expect(shipped.bias).toBeCloseTo(fitted[name].bias, 1);
    expect(shapeOf(shipped.scorecard)).toEqual(shapeOf(fitted[name].scorecard));
    for (const [feature, card] of Object.entries(shipped.scorecard))
      card.weights.forEach((weight, i) =>
        expect(
          Math.abs(weight - weightsOf(name, feature)[i]!),
          `${name} ${feature}`,
        ).toBeLessThan(0.11),
      );
  },
);

test.each(OUTPUTS)(
  "the shipped percentiles of %s are those of the visits",
  (name) => {
    const { percentiles } = DEFAULT_INTENT_MODEL[name];
    expect(percentiles).toHaveLength(19);
    percentiles.forEach((score, i) =>
      expect(Math.abs(score - fitted[name].percentiles[i]!)).toBeLessThan(0.01),
    );
  },
);

function shapeOf(scorecard: Scorecard) {
  return Object.entries(scorecard).map(([name, { cuts }]) => [name, cuts]);
}

function weightsOf(name: keyof Intent, feature: string): number[] {
  return fitted[name].scorecard[feature as keyof Scorecard]!.weights;
}
