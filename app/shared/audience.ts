/** Who a campaign is for: pages, segments, a smallest basket, and groups of conditions. Public, like all of the configuration. */
import type { Segment } from "./intent-model.ts";
import type { PageKind } from "./storefront-config.ts";

export interface Audience {
  pages: PageKind[];
  /** Absent = any. */
  segments?: Segment[];
  /** Inclusive, in minor units of the shop's currency. */
  minCartMinor: number;
  /** Every group must agree. */
  groups?: ConditionGroup[];
}

export interface ConditionGroup {
  match: "all" | "any" | "none";
  conditions: Condition[];
}

/** Facts that are sets of texts: true when any of `any` is among them. Ids are Shopify's numeric ids; the rest is compared in lower case. */
export const SET_FACTS = [
  "product",
  "collection",
  "product-tag",
  "product-type",
  "vendor",
  "cart-product",
  "cart-collection",
  "cart-tag",
  "cart-type",
  "cart-vendor",
  "device",
  "source",
  "utm-source",
  "utm-medium",
  "utm-campaign",
  "country",
  "market",
  "language",
  "customer-tag",
] as const;
export type SetFact = (typeof SET_FACTS)[number];

/** Facts that are numbers: true from `from` to `to`, both inclusive; an unknown number is in no range. */
export const RANGE_FACTS = [
  /** Of the page's product, minor units of the shop's currency. */
  "price",
  /** Minor units of the shop's currency. */
  "cart-value",
  /** Pieces. */
  "cart-count",
  "cart-lines",
  /** This one included; known with consent only. */
  "visits",
  /** Of the signed-in customer. */
  "order-count",
] as const;
export type RangeFact = (typeof RANGE_FACTS)[number];

/** Facts that hold or do not; an unknown one is neither. */
export const FLAG_FACTS = [
  "returning",
  "signed-in",
  "b2b",
  "analytics-consent",
  "marketing-consent",
] as const;
export type FlagFact = (typeof FLAG_FACTS)[number];

export type Condition =
  | { on: SetFact; any: string[] }
  | { on: RangeFact; from?: number; to?: number }
  | { on: FlagFact; is: boolean }
  /** On the shop's clock: ISO weekdays 1 (Monday) to 7, minutes of the day from `from` to before `to`; `to` < `from` runs over midnight. */
  | { on: "hours"; days: number[]; from: number; to: number }
  /** A steady share (0 to 1) of shoppers, by the hash of their id; without an id nobody. */
  | { on: "traffic"; share: number };

/** What is known of shopper, page and basket when a campaign is judged; absent = unknown. */
export interface AudienceFacts {
  sets: Partial<Record<SetFact, string[]>>;
  numbers: Partial<Record<RangeFact, number>>;
  flags: Partial<Record<FlagFact, boolean>>;
  /** On the shop's clock. */
  weekday: number;
  minuteOfDay: number;
  /** Id of the shopper (else the visit) for shares of traffic; absent without consent. */
  bucketId?: string;
}
