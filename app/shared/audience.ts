/** Who a campaign is for: pages, segments, a smallest basket, and groups of conditions. Public, like all of the configuration. */
import { bucket } from "./bucketing.ts";
import type { Segment } from "./intent-model.ts";
import { wallMsOf, type ShopClock } from "./shop-clock.ts";
import type { PageKind } from "./page-kind.ts";

export interface Audience {
  pages: PageKind[];
  /** Absent = any. */
  segments?: Segment[];
  /** Inclusive, in minor units of the shop's currency. Absent = none. */
  minCartMinor?: number;
  /** Every group must agree. */
  groups?: ConditionGroup[];
}

export interface ConditionGroup {
  match: "all" | "any" | "none";
  conditions: Condition[];
}

/**
 * Facts that are sets of texts: true when any of `any` is among them. Ids are Shopify's numeric ids; all other texts are in lower case
 * on both sides. What each one holds is said where it is gathered, in page-facts.ts.
 */
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
  "utm-content",
  "utm-term",
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
  /**
   * On the shop's clock: ISO weekdays 1 (Monday) to 7, minutes of the day from `from` to before `to`. Where `to` is not after `from` the
   * span runs over midnight and belongs to the day on which it began.
   */
  | { on: "hours"; days: number[]; from: number; to: number }
  /** A steady share (0 to 1) of shoppers, by the hash of their id and the campaign's; without an id nobody. */
  | { on: "traffic"; share: number };

/** What is known of shopper, page and basket when a campaign is judged; absent = unknown, and makes no condition true. */
export interface AudienceFacts {
  page: PageKind;
  /** Absent until the mind has scored. */
  segment?: Segment;
  sets: Partial<Record<SetFact, string[]>>;
  numbers: Partial<Record<RangeFact, number>>;
  flags: Partial<Record<FlagFact, boolean>>;
  /** Read only where a campaign has a condition on hours. */
  clock?: ShopClock;
  /** Id of the shopper (else the visit) for shares of traffic; absent without consent. */
  bucketId?: string;
}

/**
 * The path of the first part of `audience` that does not hold (`pages`, `segments`, `minCartMinor`, `groups.0` for a group of which nothing
 * is true, `groups.0.conditions.1` for one condition); undefined when all hold.
 * @param seed id of the campaign, so that each one has its own share of traffic
 */
export function meets(
  audience: Audience,
  facts: AudienceFacts,
  seed: string,
): string | undefined {
  const { pages, segments, minCartMinor, groups = [] } = audience;
  if (!pages.includes(facts.page)) return "pages";
  if (segments && !(facts.segment && segments.includes(facts.segment)))
    return "segments";
  if (minCartMinor && !((facts.numbers["cart-value"] ?? 0) >= minCartMinor))
    return "minCartMinor";
  for (const [at, { match, conditions }] of groups.entries()) {
    // The one that spoils "all" is untrue; the one that makes "any", or spoils "none", is true.
    const found = conditions.findIndex(
      (one) => isTrue(one, facts, seed) === (match !== "all"),
    );
    if (match === "any" ? found < 0 : found >= 0)
      return `groups.${at}` + (found < 0 ? "" : `.conditions.${found}`);
  }
  return undefined;
}

const MINUTE = 60_000;
const DAY = 1440;

function isTrue(
  condition: Condition,
  facts: AudienceFacts,
  seed: string,
): boolean {
  if ("any" in condition) {
    const set = facts.sets[condition.on];
    return !!set && condition.any.some((one) => set.includes(one));
  }
  if ("is" in condition) return facts.flags[condition.on] === condition.is;
  if ("share" in condition)
    return (
      !!facts.bucketId &&
      bucket(`traffic.${seed}`, facts.bucketId) < condition.share
    );
  if ("days" in condition) return isWithinHours(condition, facts.clock);
  const number = facts.numbers[condition.on];
  // An unknown number is in no range, not even in one without ends.
  return (
    number! >= (condition.from ?? -Infinity) &&
    number! <= (condition.to ?? Infinity)
  );
}

function isWithinHours(
  { days, from, to }: Extract<Condition, { on: "hours" }>,
  clock: ShopClock | undefined,
): boolean {
  const minutes = Math.floor((clock ? wallMsOf(clock) : NaN) / MINUTE);
  // 1 January 1970 was a Thursday.
  const isDay = (day: number) => days.includes(((((day + 3) % 7) + 7) % 7) + 1);
  const day = Math.floor(minutes / DAY);
  const minute = minutes - day * DAY;
  if (from < to) return minute >= from && minute < to && isDay(day);
  return (minute >= from && isDay(day)) || (minute < to && isDay(day - 1));
}
