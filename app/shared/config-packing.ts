/**
 * The document as it stands in a page: what several campaigns say alike stands in it once. Room in the page is what limits how many
 * campaigns a shop can have, and most of them share their pause, their hold-out and the words of their buttons.
 */
import type {
  OfferTexts,
  StorefrontCampaign,
  StorefrontConfig,
} from "./storefront-config.ts";

/** Holds for every campaign that does not say otherwise. */
interface Common {
  limits?: StorefrontCampaign["limits"];
  experiment?: StorefrontCampaign["experiment"];
  texts: Partial<OfferTexts>;
}

export type PackedConfig = Omit<StorefrontConfig, "campaigns"> & {
  common?: Common;
  /** Campaigns, or what is left of them. */
  campaigns: object[];
};

const PARTS = ["limits", "experiment"] as const;
const TEXTS = ["heading", "body", "accept", "decline"] as const;

export function packConfig(config: StorefrontConfig): PackedConfig {
  const { campaigns } = config;
  const common: Common = { texts: {} };
  for (const part of PARTS) {
    const shared = mostFrequent(campaigns.map((one) => one[part]));
    if (shared !== undefined) Object.assign(common, { [part]: shared });
  }
  for (const text of TEXTS) {
    const shared = mostFrequent(
      campaigns.map(({ treatment }) => treatment.texts[text]),
    );
    if (shared !== undefined) common.texts[text] = shared;
  }
  if (JSON.stringify(common) === '{"texts":{}}') return config;
  const packed = campaigns.map((campaign) => ({
    ...without(campaign, common),
    treatment: {
      ...campaign.treatment,
      texts: without(campaign.treatment.texts, common.texts),
    },
  }));
  return { ...config, common, campaigns: packed };
}

/** Whole campaigns out of what a page carries. Whatever it carries: nothing is checked here, and nothing throws. */
export function unpackCampaigns(config: unknown): unknown[] {
  const { campaigns, common } = Object(config) as Partial<PackedConfig>;
  const { texts, ...parts } = Object(common) as Common;
  if (!Array.isArray(campaigns)) return [];
  return (campaigns as Partial<StorefrontCampaign>[]).map((one) => ({
    ...parts,
    ...one,
    treatment: {
      ...one?.treatment,
      texts: { ...texts, ...one?.treatment?.texts },
    },
  }));
}

/** What two or more have in common; of several such values the one that most have, then the one that comes first. */
function mostFrequent<Value>(values: Value[]): Value | undefined {
  const counts = new Map<string, { value: Value; count: number }>();
  for (const value of values) {
    const key = JSON.stringify(value);
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { value, count });
  }
  let best: { value: Value; count: number } | undefined;
  for (const one of counts.values())
    if (one.count > Math.max(1, best?.count ?? 0)) best = one;
  return best?.value;
}

/** `whole` without what `common` says the same of. */
function without<Whole extends object>(
  whole: Whole,
  common: object,
): Partial<Whole> {
  const shared = new Map<string, unknown>(Object.entries(common));
  return Object.fromEntries(
    Object.entries(whole).filter(
      ([key, value]) =>
        JSON.stringify(value) !== JSON.stringify(shared.get(key)),
    ),
  ) as Partial<Whole>;
}
