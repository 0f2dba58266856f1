import { armOf } from "#app/shared/bucketing.ts";
import type { Arm } from "#app/shared/events.ts";
import type { StorefrontCampaign } from "#app/shared/storefront-config.ts";

export interface Experiment {
  seed: string;
  holdout: number;
}

export function experimentOf({
  id,
  experiment: { seed = id, holdout },
}: StorefrontCampaign): Experiment {
  return { seed, holdout };
}

/** An id that every experiment puts into one arm. One in ten is held out: with a few campaigns, a few hundred tries find one of each. */
export function idInArm(arm: Arm, experiments: Experiment[]): string {
  for (;;) {
    const id = crypto.randomUUID();
    if (
      experiments.every(({ seed, holdout }) => armOf(seed, id, holdout) === arm)
    )
      return id;
  }
}
