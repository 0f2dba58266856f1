/** A campaign and a configuration as the page carries them, and a moment at which the campaign wins, for tests of what runs on the page. */
import type { ArbitrationFacts } from "./arbitration.ts";
import { DEFAULT_INTENT_MODEL } from "./default-intent-model.ts";
import type {
  StorefrontCampaign,
  StorefrontConfig,
} from "./storefront-config.ts";

export function makeConfig(
  changes: Partial<StorefrontConfig> = {},
): StorefrontConfig {
  return {
    v: 2,
    revision: 1,
    intent: DEFAULT_INTENT_MODEL,
    interruptions: { perVisit: 1, gapSeconds: 30 },
    look: { position: "end" },
    timeZone: "America/New_York",
    campaigns: [makeCampaign()],
    ...changes,
  };
}

export function makeCampaign(
  changes: Partial<StorefrontCampaign> = {},
): StorefrontCampaign {
  return {
    id: "0193a1f0-0000-7000-8000-000000000001",
    priority: 10,
    audience: { pages: ["cart"], minCartMinor: 2000 },
    moment: { kind: "exit", afterSeconds: 3 },
    treatment: {
      kind: "offer",
      incentive: { kind: "percent", percent: 10 },
      stacks: false,
      texts: {
        heading: "Before you go: {benefit} off your basket",
        body: "Take your time. Your basket is kept either way.",
        accept: "Take {benefit} off",
        decline: "No thanks",
      },
    },
    limits: { cooldownHours: 72 },
    experiment: { seed: "seed-1", holdout: 0.1 },
    ...changes,
  };
}

/** She leaves the cart after five seconds, with 94.00 in her basket. */
export function makeFacts(
  changes: Partial<ArbitrationFacts> = {},
): ArbitrationFacts {
  return {
    audience: {
      page: "cart",
      segment: "basket-abandoner",
      sets: {},
      numbers: { "cart-value": 9400 },
      flags: {},
    },
    moments: [{ kind: "exit" }],
    now: Date.parse("2026-11-21T20:00:00Z"),
    pageSeconds: 5,
    shown: [],
    lastExposed: {},
    hasCode: false,
    ...changes,
  };
}
