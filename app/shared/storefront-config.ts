/**
 * What one storefront page carries, per locale. Public: it is inlined in every page, so it must never hold costs, margins,
 * budgets or campaigns that have not started. Compiled by modules/campaigns, read by app/storefront.
 */

/** Shopify's `request.page_type`, narrowed to what campaigns can name. */
export type PageKind =
  "home" | "collection" | "product" | "cart" | "search" | "page" | "other";

export interface StorefrontConfig {
  v: 1;
  /** Counts up with every publication; beacons carry it, so that a stale page can be told from a new one. */
  revision: number;
  campaigns: StorefrontCampaign[];
}

export interface StorefrontCampaign {
  id: string;
  /** Larger wins when several want the same moment; ties by id, so that every page decides alike. */
  priority: number;
  audience: {
    pages: PageKind[];
    /** Inclusive, in minor units of the shop's currency. */
    minCartMinor: number;
  };
  moment: ExitMoment;
  treatment: OfferTreatment;
  limits: {
    /** Hours for which a shopper who has seen it is left alone. */
    cooldownHours: number;
  };
  experiment: {
    /** Seed of the bucketing hash. */
    seed: string;
    /** Share of shoppers who see nothing, 0 to 1. */
    holdout: number;
  };
  /** ISO 8601; absent = open-ended. A campaign that has not started is not in the document at all. */
  endsAt?: string;
}

export interface ExitMoment {
  kind: "exit";
  /** Visible seconds on the page before a leaving pointer means anything. */
  afterSeconds: number;
}

export interface OfferTreatment {
  kind: "offer";
  incentive: Incentive;
  /** May stand beside codes the shopper already has. */
  stacks: boolean;
  texts: OfferTexts;
}

export type Incentive =
  | { kind: "percent"; percent: number }
  | { kind: "amount"; amountMinor: number };

/** Plain text, already in the page's language; `{benefit}` is replaced by "10 %" or "5,00 €". */
export interface OfferTexts {
  heading: string;
  body: string;
  accept: string;
  decline: string;
}
