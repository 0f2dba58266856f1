/** What the merchant's home page and the campaigns list say. */
import type { Lift, RatioCheck } from "#app/modules/experiments/experiments.ts";

export interface ArmFigures {
  visits: number;
  orders: number;
  /** Minor units of the overview's currency, less refunds. */
  revenueMinor: bigint;
}

export interface CampaignFigures {
  id: string;
  name: string;
  status: string;
  treatment: ArmFigures;
  holdout: ArmFigures;
  /** Relative to the hold-out (0.15 = 15 % more orders per visit), or why nothing can be said yet. */
  lift: Lift;
  /** The split between the arms is not the one asked for: the figures cannot be trusted. */
  srm: RatioCheck;
  claims: number;
  redeemed: number;
  discountMinor: bigint;
}

export interface Day {
  /** `YYYY-MM-DD` on the shop's clock. */
  date: string;
  /** Visits that reached the moment. */
  treatment: number;
  holdout: number;
  claims: number;
  mails: number;
  recovered: number;
}

export interface Overview {
  currency: string;
  timeZone: string;
  campaigns: CampaignFigures[];
  daily: Day[];
  messages: { sent: number; queued: number; parked: number; dropped: number };
  recovered: { orders: number; revenueMinor: bigint };
}

export interface Readiness {
  hasCampaign: boolean;
  hasActiveCampaign: boolean;
  published: boolean;
  /** Why the last publication failed, in words for the merchant. */
  publicationError: string | null;
  /** Last time a storefront page with the embed said hello. */
  embedSeenAt: Date | null;
  /** Products whose page can say "N bought this". */
  proofProducts: number;
}
