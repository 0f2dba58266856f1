/** Campaigns of every shape, for the tests that must hold for all of them. */
import fc from "fast-check";
import {
  FLAG_FACTS,
  RANGE_FACTS,
  SET_FACTS,
  type Condition,
} from "#app/shared/audience.ts";
import { SEGMENTS } from "#app/shared/intent-model.ts";
import { MOMENT_KINDS } from "#app/shared/storefront-config.ts";
import { ID_FACTS, PAGE_KINDS } from "./audience-schema.ts";
import {
  type Campaign,
  type CampaignDefinition,
  defaultCampaignInput,
} from "./campaigns.ts";

const at = new Date("2026-11-21T20:00:00Z");

export function makeCampaign(
  id: string,
  change: Partial<Omit<Campaign, "definition">> & {
    definition?: Partial<CampaignDefinition>;
  } = {},
): Campaign {
  const { name, definition } = defaultCampaignInput();
  return {
    id,
    name,
    status: "active",
    version: 1,
    priority: 1,
    createdAt: at,
    updatedAt: at,
    activatedAt: at,
    ...change,
    definition: { ...definition, ...change.definition },
  };
}

const setCondition = fc
  .constantFrom(...SET_FACTS)
  .chain((on) =>
    fc
      .uniqueArray(
        ID_FACTS[on]
          ? fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String)
          : fc.stringMatching(/^[A-Za-z][A-Za-z0-9 äß-]{0,14}[a-z]$/),
        { minLength: 1, maxLength: 4 },
      )
      .map((any): Condition => ({ on, any })),
  );

const rangeCondition = fc
  .tuple(
    fc.constantFrom(...RANGE_FACTS),
    fc.nat(50_000),
    fc.nat(50_000),
    fc.constantFrom("both", "from", "to"),
  )
  .map(([on, from, more, ends]): Condition => ({
    on,
    ...(ends !== "to" && { from }),
    ...(ends !== "from" && { to: from + more }),
  }));

const flagCondition = fc.record({
  on: fc.constantFrom(...FLAG_FACTS),
  is: fc.boolean(),
});

const hoursCondition = fc
  .tuple(
    fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    fc.nat(1439),
    fc.integer({ min: 1, max: 1440 }),
  )
  .filter(([, from, to]) => from !== to)
  .map(([days, from, to]): Condition => ({ on: "hours", days, from, to }));

const trafficCondition = fc
  .integer({ min: 1, max: 99 })
  .map((percent): Condition => ({ on: "traffic", share: percent / 100 }));

const groups = fc.array(
  fc.record({
    match: fc.constantFrom("all" as const, "any" as const, "none" as const),
    conditions: fc.array(
      fc.oneof(
        setCondition,
        rangeCondition,
        flagCondition,
        hoursCondition,
        trafficCondition,
      ),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

export const audiences: fc.Arbitrary<CampaignDefinition["audience"]> =
  fc.record(
    {
      pages: fc.subarray([...PAGE_KINDS], { minLength: 1 }),
      segments: fc.subarray([...SEGMENTS], { minLength: 1 }),
      minCartMinor: fc.nat(60_000),
      groups,
    },
    { requiredKeys: ["pages", "minCartMinor"] },
  );

export const moments: fc.Arbitrary<CampaignDefinition["moment"]> = fc
  .tuple(fc.constantFrom(...MOMENT_KINDS), fc.nat(600))
  .map(([kind, afterSeconds]) => {
    if (kind === "idle") return { kind, afterSeconds, idleSeconds: 45 };
    if (kind === "intent-fell") return { kind, afterSeconds, byPoints: 25 };
    if (kind === "back-and-forth") return { kind, afterSeconds: 0 };
    return { kind, afterSeconds };
  });
