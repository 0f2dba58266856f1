import type { StorefrontCampaign } from "#app/shared/storefront-config.ts";
import { defaultCampaignInput } from "./campaigns.ts";
import { CATALOGUES } from "./default-texts.ts";

/** What a new campaign would show, for previews of the look alone. */
export function sampleCampaign(
  locale: string,
  surface: "dialog" | "note",
): StorefrontCampaign {
  const { treatment } = defaultCampaignInput().definition;
  const own = CATALOGUES[locale] ?? CATALOGUES["en"]!;
  return {
    id: "00000000-0000-7000-8000-000000000000",
    priority: 1,
    audience: { pages: ["cart"] },
    moment: { kind: "exit", afterSeconds: 0 },
    treatment: {
      kind: "offer",
      incentive: treatment.incentive,
      ...(surface === "note" && { surface }),
      texts: own["basket"],
    },
    limits: { cooldownHours: 1 },
    experiment: { holdout: 0 },
  };
}
