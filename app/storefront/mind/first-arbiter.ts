/**
 * The arbiter of the exit moment alone, which the loader still carries. It goes as soon as the loader fetches the one of
 * app/shared/arbitration.ts at the first act: both together would be too heavy for every page.
 */
import type {
  PageKind,
  StorefrontCampaign,
} from "../../shared/storefront-config.ts";

interface TargetingFacts {
  page: PageKind;
  /** Total of the basket in minor units of the shop's currency. */
  cartMinor: number;
  /** Milliseconds for which the page was visible since the shopper first did something on it. */
  engagedMs: number;
  /** Milliseconds since 1970. */
  now: number;
}

type TargetingRefusal =
  "other-page" | "basket-too-small" | "too-soon" | "ended";

/** The first reason why the campaign does not want this moment, or undefined when it does. */
function refuseTarget(
  campaign: StorefrontCampaign,
  facts: TargetingFacts,
): TargetingRefusal | undefined {
  const { audience, moment, endsAt } = campaign;
  if (endsAt !== undefined && !(Date.parse(endsAt) > facts.now)) return "ended";
  if (!audience.pages.includes(facts.page)) return "other-page";
  if (facts.engagedMs < moment.afterSeconds * 1000) return "too-soon";
  if (facts.cartMinor < (audience.minCartMinor ?? 0)) return "basket-too-small";
  return undefined;
}
export interface ArbitrationFacts extends TargetingFacts {
  /** A code of the shopper's lowers the basket's total already. */
  hasCode: boolean;
  /** The theme shows a dialog, drawer or pop-up of its own. */
  otherOpen: boolean;
  /** This visit had its interruption, in either arm. */
  interrupted: boolean;
  /** What the shopper answered in this session, also kept without consent. */
  choice?: "accepted" | "declined";
  /** When each campaign last had its moment with this shopper, in milliseconds since 1970. */
  lastExposed: Record<string, number>;
}

type Refusal =
  | TargetingRefusal
  | "already-accepted"
  | "already-declined"
  | "already-interrupted"
  | "other-dialog-open"
  | "code-of-her-own"
  | "cooling-down"
  | "lower-priority";

export interface Decision {
  winner?: StorefrontCampaign;
  /** One entry for every campaign that lost. */
  refusals: { campaignId: string; reason: Refusal }[];
}

/** Picks the campaign of highest priority among those that may interrupt now; ties go to the smaller id. */
export function arbitrate(
  campaigns: StorefrontCampaign[],
  facts: ArbitrationFacts,
): Decision {
  const ranked = [...campaigns].sort(
    (a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1),
  );
  const decision: Decision = { refusals: [] };
  for (const campaign of ranked) {
    const reason =
      refuseInterruption(campaign, facts) ??
      refuseTarget(campaign, facts) ??
      (decision.winner && "lower-priority");
    if (reason) decision.refusals.push({ campaignId: campaign.id, reason });
    else decision.winner = campaign;
  }
  return decision;
}

function refuseInterruption(
  campaign: StorefrontCampaign,
  facts: ArbitrationFacts,
): Refusal | undefined {
  if (facts.choice) return `already-${facts.choice}`;
  if (facts.interrupted) return "already-interrupted";
  if (facts.otherOpen) return "other-dialog-open";
  if (facts.hasCode && !campaign.treatment.stacks) return "code-of-her-own";
  const last = facts.lastExposed[campaign.id];
  // A device whose clock was set back is not made to wait for years: a time in the future does not count.
  if (
    last !== undefined &&
    last <= facts.now &&
    facts.now - last < campaign.limits.cooldownHours * 3_600_000
  )
    return "cooling-down";
  return undefined;
}
