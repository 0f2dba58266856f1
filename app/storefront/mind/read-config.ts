/** Looks through the configuration before anything is decided by it: what does not have the shape we know is left out. */
import { unpackCampaigns } from "../../shared/config-packing.ts";
import type { StorefrontCampaign } from "../../shared/storefront-config.ts";

/**
 * An empty leaf stands for any value of its type, a filled one for itself; what ends in "?" may be missing; the one entry of an array
 * stands for all.
 */
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

/** One damaged campaign must not silence the others. */
export function readCampaigns(config: unknown): StorefrontCampaign[] {
  return unpackCampaigns(config).filter((one): one is StorefrontCampaign =>
    fits(one, CAMPAIGN),
  );
}

function fits(value: unknown, shape: unknown): boolean {
  if (typeof value !== typeof shape || value === null) return false;
  if (typeof shape !== "object") return !shape || value === shape;
  if (Array.isArray(shape) || Array.isArray(value))
    return (
      Array.isArray(shape) &&
      Array.isArray(value) &&
      value.every((one) => fits(one, shape[0]))
    );
  return Object.entries(shape!).every(([key, part]) => {
    const name = key.replace("?", "");
    const found = (value as Record<string, unknown>)[name];
    return (name !== key && found === undefined) || fits(found, part);
  });
}
