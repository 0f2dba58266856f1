/** Does a campaign want this shopper, on this page, now? Pure, so that the page and the admin decide alike. */
import type { PageKind, StorefrontCampaign } from "./storefront-config.ts";

export interface TargetingFacts {
  page: PageKind;
  /** Total of the basket in minor units of the shop's currency. */
  cartMinor: number;
  /** Milliseconds for which the page was visible since the shopper first did something on it. */
  engagedMs: number;
  /** Milliseconds since 1970. */
  now: number;
}

export type TargetingRefusal =
  "other-page" | "basket-too-small" | "too-soon" | "ended";

/** The first reason why the campaign does not want this moment, or undefined when it does. */
export function refuseTarget(
  campaign: StorefrontCampaign,
  facts: TargetingFacts,
): TargetingRefusal | undefined {
  const { audience, moment, endsAt } = campaign;
  if (endsAt !== undefined && !(Date.parse(endsAt) > facts.now)) return "ended";
  if (!audience.pages.includes(facts.page)) return "other-page";
  if (facts.engagedMs < moment.afterSeconds * 1000) return "too-soon";
  if (facts.cartMinor < audience.minCartMinor) return "basket-too-small";
  return undefined;
}
