/** Looks through the configuration before anything is decided by it: what does not have the shape we know is left out. */
import { unpackCampaigns } from "../../shared/config-packing.ts";
import type { IntentModel } from "../../shared/intent-model.ts";
import { fits } from "../fits.ts";
import type {
  StorefrontCampaign,
  StorefrontConfig,
} from "../../shared/storefront-config.ts";

/** In the words of fits.ts. */
const CAMPAIGN = {
  id: "",
  priority: 0,
  audience: {
    pages: [""],
    "segments?": [""],
    "minCartMinor?": 0,
    "groups?": [
      {
        match: "",
        conditions: [
          { on: "", "any?": [""], "from?": 0, "to?": 0, "days?": [0] },
        ],
      },
    ],
  },
  moment: { kind: "", afterSeconds: 0 },
  treatment: {
    kind: "offer",
    incentive: { kind: "" },
    "stacks?": false,
    texts: { heading: "", body: "", accept: "", decline: "" },
  },
  limits: { cooldownHours: 0 },
  experiment: { "seed?": "", holdout: 0 },
};

const OUTPUT = { bias: 0, scorecard: {}, percentiles: [0] };
const PARTS = {
  interruptions: { perVisit: 0, gapSeconds: 0 },
  look: { position: "" },
  timeZone: "",
  intent: { id: "", purchase: OUTPUT, abandon: OUTPUT, return: OUTPUT },
};
const CARD = { cuts: [0], weights: [0] };

const unknowing = () => ({ bias: 0, scorecard: {}, percentiles: [] });
/** A document that lacks a part, as an older one may, is read as if the shop had never touched that part. */
const OTHERWISE: Omit<StorefrontConfig, "v" | "revision" | "campaigns"> = {
  interruptions: { perVisit: 1, gapSeconds: 30 },
  look: { position: "end" },
  timeZone: "UTC",
  // Everybody scores alike.
  intent: {
    id: "none",
    purchase: unknowing(),
    abandon: unknowing(),
    return: unknowing(),
  },
};

export function readConfig(given: StorefrontConfig): StorefrontConfig {
  const config = { ...given, ...OTHERWISE } as Record<string, unknown>;
  for (const [name, shape] of Object.entries(PARTS)) {
    const part = (given as unknown as Record<string, unknown>)[name];
    if (fits(part, shape) && (name !== "intent" || hasCards(part)))
      config[name] = part;
  }
  return {
    ...(config as unknown as StorefrontConfig),
    campaigns: readCampaigns(given),
  };
}

const hasCards = (model: unknown) =>
  Object.values(model as IntentModel).every(
    (part) =>
      typeof part === "string" ||
      Object.values(part.scorecard).every((card) => fits(card, CARD)),
  );

/** One damaged campaign must not silence the others. */
export function readCampaigns(config: unknown): StorefrontCampaign[] {
  return unpackCampaigns(config).filter((one): one is StorefrontCampaign =>
    fits(one, CAMPAIGN),
  );
}
