/**
 * What one storefront page carries, per locale. Public: it is inlined in every page, so it must never hold costs, margins,
 * budgets of money or campaigns that have not started. Compiled by modules/campaigns, read by app/storefront.
 */
import type { Audience } from "./audience.ts";
import type { IntentModel } from "./intent-model.ts";

export type { PageKind } from "./page-kind.ts";

export interface StorefrontConfig {
  v: 2;
  /** Counts up with every publication; beacons carry it, so that a stale page can be told from a new one. */
  revision: number;
  /** At most 2,048 bytes of JSON. */
  intent: IntentModel;
  interruptions: InterruptionBudget;
  look: Look;
  /** IANA name of the shop's zone, for conditions on hours. */
  timeZone: string;
  campaigns: StorefrontCampaign[];
}

/** What all campaigns of a shop together may take of one shopper's attention. */
export interface InterruptionBudget {
  /** Interruptions in one visit, in either arm. */
  perVisit: number;
  /** Seconds that must lie between two of them. */
  gapSeconds: number;
}

/** The shop's own wishes; what is absent is taken from the theme as it is. */
export interface Look {
  /** Where cards stand that do not cover the page. */
  position: "start" | "center" | "end";
  /** CSS colours, `#rrggbb`. */
  paper?: string;
  ink?: string;
  button?: string;
  buttonInk?: string;
  /** Pixels. */
  radius?: number;
}

export interface StorefrontCampaign {
  id: string;
  /** Larger wins when several want the same moment; ties by id, so that every page decides alike. */
  priority: number;
  audience: Audience;
  moment: Moment;
  treatment: OfferTreatment;
  limits: {
    /** Hours for which a shopper who has seen it is left alone. */
    cooldownHours: number;
  };
  /** Campaigns of one name never meet in one visit: who had one of them gets no other. */
  excludes?: string;
  experiment: {
    /** Seed of the bucketing hash. Absent = the campaign's id. */
    seed?: string;
    /** Share of shoppers who see nothing, 0 to 1. */
    holdout: number;
  };
  /** ISO 8601; absent = open-ended. A campaign that has not started is not in the document at all. */
  endsAt?: string;
}

export const MOMENT_KINDS = [
  "exit",
  "idle",
  "intent-fell",
  "back-and-forth",
  "coupon-focus",
  "coupon-failed",
  "cart-changed",
  "line-changed",
  "return-visit",
  "time-on-page",
  "page-load",
  "after-purchase",
] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number];

interface MomentOf<Kind extends MomentKind> {
  kind: Kind;
  /** Visible seconds on the page before it means anything; for `time-on-page` the moment itself. */
  afterSeconds: number;
}

export type Moment =
  | MomentOf<Exclude<MomentKind, "idle" | "intent-fell">>
  | (MomentOf<"idle"> & { idleSeconds: number })
  /** Intent to purchase fell by this many percentile points (1 to 100) below its best of the visit. */
  | (MomentOf<"intent-fell"> & { byPoints: number });

export interface OfferTreatment {
  kind: "offer";
  incentive: Incentive;
  /** `dialog` covers the page, `note` is a card at its edge that leaves everything usable. Absent = dialog. */
  surface?: "dialog" | "note";
  /** May stand beside codes the shopper already has. Absent = no. */
  stacks?: boolean;
  texts: OfferTexts;
}

/** What a price incentive lowers. Absent = the whole basket. */
export type OfferScope =
  | { kind: "basket" }
  /** The very product she hesitates over: known at the claim, see `ClaimBody.productId`. */
  | { kind: "hesitated-product" }
  | { kind: "products"; ids: string[] }
  | { kind: "variants"; ids: string[] }
  | { kind: "collections"; ids: string[] };

export type Incentive =
  | { kind: "percent"; percent: number; scope?: OfferScope }
  | { kind: "amount"; amountMinor: number; scope?: OfferScope }
  /** Added by her click and made free, one piece, by the code; `scope` is what it must be bought with, absent = the very product. */
  | {
      kind: "gift";
      variantId: string;
      title: string;
      url?: string;
      scope?: OfferScope;
    }
  /** Free delivery, for rates up to a price when given. */
  | { kind: "free-shipping"; maxPriceMinor?: number }
  /** The faster rate at no cost: a free-shipping code that covers it. */
  | { kind: "faster-shipping"; maxPriceMinor: number }
  /** Kept by the merchant, not by a discount: the order is tagged once its claim is verified. */
  | {
      kind: "promise";
      promise: "free-returns" | "extended-warranty" | "service";
      /** A zero-priced or priced variant that her click adds to the basket. */
      variantId?: string;
    }
  /** Companions added by her click, at `percent` off (0 = no code) when all are in the basket. */
  | { kind: "bundle"; items: BundleItem[]; percent: number }
  /** A benefit the shop gives anyway, said at the right moment. No code, no claim. */
  | { kind: "benefit" };

export interface BundleItem {
  productId: string;
  variantId: string;
  title: string;
}

/** Plain text, already in the page's language; `{benefit}` is replaced by "10 %" or "5,00 €". */
export interface OfferTexts {
  heading: string;
  body: string;
  accept: string;
  decline: string;
}
