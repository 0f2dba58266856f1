/** A campaign for the preview out of what is typed so far: what is not right yet is shown as something near. */
import type {
  Incentive,
  OfferTexts,
  StorefrontCampaign,
} from "#app/shared/storefront-config.ts";
import type { CampaignDraft } from "./campaign-draft.ts";
import { incentiveInputOf } from "./incentive-draft.ts";

const EMPTY: OfferTexts = { heading: "", body: "", accept: "", decline: "" };

export function previewCampaign({
  draft,
  locale,
  currency,
}: {
  draft: CampaignDraft;
  locale: string;
  currency: string;
}): StorefrontCampaign {
  const { surface, texts } = draft;
  return {
    id: "00000000-0000-7000-8000-000000000000",
    priority: 1,
    audience: { pages: ["cart"] },
    moment: { kind: "exit", afterSeconds: 0 },
    treatment: {
      kind: "offer",
      incentive: previewIncentive(draft, currency),
      ...(surface === "note" && { surface }),
      texts: { ...EMPTY, ...texts[locale] },
    },
    limits: { cooldownHours: 1 },
    experiment: { holdout: 0 },
  };
}

/** A number that is none yet counts as none given. */
function previewIncentive(
  { incentive }: CampaignDraft,
  currency: string,
): Incentive {
  const input: Record<string, unknown> = incentiveInputOf(incentive, currency);
  const whole = Object.entries(input).map(([key, value]) => [key, value ?? 0]);
  return withNames(Object.fromEntries(whole) as Incentive);
}

/** What is not chosen yet has no name in any language: an ellipsis keeps its place. */
function withNames(incentive: Incentive): Incentive {
  if (incentive.kind === "gift")
    return { ...incentive, title: incentive.title || "…" };
  if (incentive.kind === "bundle" && incentive.items.length === 0)
    return {
      ...incentive,
      items: [{ productId: "", variantId: "", title: "…" }],
    };
  return incentive;
}
