/**
 * One interruption budget: at most one campaign gets the moment, and every other one is told why not. Pure, so that the page, the
 * visit player and the tests decide alike; asked anew at every signal.
 */
import { meets, type AudienceFacts } from "./audience.ts";
import { RUNGS, rungOf } from "./ladder.ts";
import type { NoticedMoment } from "./mind.ts";
import { isMoment } from "./moments.ts";
import type {
  InterruptionBudget,
  OfferTreatment,
  StorefrontCampaign,
  StorefrontConfig,
} from "./storefront-config.ts";

export interface ArbitrationFacts {
  audience: AudienceFacts;
  /** What the mind noticed with this signal. */
  moments: readonly NoticedMoment[];
  /** The device's clock, milliseconds since 1970; it may be wrong by hours. */
  now: number;
  /** For how long this page was visible. */
  pageSeconds: number;
  /** Asks who could win if the moment came now. */
  anyMoment?: boolean;
  /** What stands before her eyes already, or is about to: see the texts of these refusals. */
  busy?: "consent-waiting" | "other-dialog-open" | "already-showing";
  /** What she told us to do; see `Choice`. */
  choice?: Choice;
  /** Interruptions of this visit in either arm, by the device's clock. */
  shown: readonly { campaignId: string; at: number }[];
  /** When each campaign last had its moment with this shopper, milliseconds since 1970; empty without consent. */
  lastExposed: Readonly<Record<string, number>>;
  /** A code of the shopper's lowers the basket's total already. */
  hasCode: boolean;
  /** The product over which she hesitates: the page's, else the one of the drop. */
  productId?: string;
}

/**
 * `accepted` and `not-now` hold for the rest of the session, `fewer` for 30 days where consent lets us keep it, else for the session. All
 * three are kept without consent too: they are her own wish.
 */
export type Choice = "accepted" | "not-now" | "fewer";

/** Closed: each has its sentence in modules/campaigns/refusal-texts.ts. The first that holds is the one that is told. */
export const REFUSALS = [
  "consent-waiting",
  "accepted",
  "not-now",
  "fewer",
  "budget-spent",
  "gap",
  "already-showing",
  "other-dialog-open",
  "committed",
  "ended",
  "other-page",
  "other-segment",
  "basket-too-small",
  "condition",
  "no-moment",
  "too-soon",
  "shown-already",
  "cooling-down",
  "excluded",
  "code-of-her-own",
  "no-product",
  "other-step",
  "lower-priority",
] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface Refused {
  campaignId: string;
  reason: Refusal;
  /** With `condition`: where in the audience, see `meets`. */
  path?: string;
}

export interface Decision {
  winner?: StorefrontCampaign;
  /** One entry for every campaign that lost. */
  refusals: Refused[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FEWER_MS = 30 * DAY_MS;
/** After this long a shopper who climbed the ladder begins at its foot again. */
const LADDER_MS = 30 * DAY_MS;

/**
 * Lies `at` within `span` of `now`? In either direction: a clock that was wrong by hours and is right again must neither ask her twice
 * nor, when it was wrong by years, silence us for years.
 */
const isNear = (at: number | undefined, now: number, span: number) =>
  at !== undefined && Math.abs(now - at) < span;

/** Does "fewer of these", said at `since` (milliseconds since 1970), still hold? */
export const wantsFewer = (since: number | undefined, now: number): boolean =>
  isNear(since, now, FEWER_MS);

/** Picks at most one campaign: the right step of the ladder first, then the larger priority, then the smaller id. */
export function arbitrate(
  config: Pick<StorefrontConfig, "campaigns" | "interruptions">,
  facts: ArbitrationFacts,
): Decision {
  const history = readHistory(config.campaigns, facts);
  const quiet = refuseAll(config.interruptions, facts, false);
  const quietOfThanks = refuseAll(config.interruptions, facts, true);
  const decision: Decision = { refusals: [] };
  const left: StorefrontCampaign[] = [];
  for (const campaign of config.campaigns) {
    const isThanks = campaign.moment.kind === "after-purchase";
    const general = isThanks ? quietOfThanks : quiet;
    const refused = general
      ? { reason: general }
      : refuse(campaign, facts, history);
    if (refused)
      decision.refusals.push({ campaignId: campaign.id, ...refused });
    else left.push(campaign);
  }
  if (!left[0]) return decision;

  const climbs = facts.audience.segment === "last-chancer" ? -1 : 1;
  /** Smaller is nearer to the step that comes next: one she has not been shown, from below; from above at her last chance. */
  const stepOf = ({ treatment }: StorefrontCampaign) => {
    const rung = rungOf(treatment);
    return climbs * rung + (history.rungs.has(rung) ? 10 : 0);
  };
  const winner = left.reduce((best, one) =>
    (stepOf(one) - stepOf(best) ||
      best.priority - one.priority ||
      (one.id < best.id ? -1 : 1)) < 0
      ? one
      : best,
  );
  for (const one of left)
    if (one !== winner)
      decision.refusals.push({
        campaignId: one.id,
        reason:
          stepOf(one) === stepOf(winner) ? "lower-priority" : "other-step",
      });
  return { winner, ...decision };
}

interface History {
  /** Campaigns that had their moment in this visit, and the names under which they exclude others. */
  ids: Set<string>;
  names: Set<string>;
  /** Rungs of the ladder she has been shown. */
  rungs: Set<number>;
}

function readHistory(
  campaigns: StorefrontCampaign[],
  { now, shown, lastExposed }: ArbitrationFacts,
): History {
  const ids = new Set(shown.map((one) => one.campaignId));
  const names = new Set<string>();
  const rungs = new Set<number>();
  for (const { id, excludes, treatment } of campaigns) {
    const isOfVisit = ids.has(id);
    if (isOfVisit && excludes) names.add(excludes);
    if (isOfVisit || isNear(lastExposed[id], now, LADDER_MS))
      rungs.add(rungOf(treatment));
  }
  return { ids, names, rungs };
}

/**
 * What keeps every campaign from this shopper, now.
 * @param isThanks after a purchase there is nothing left from which one who accepted, or is committed, could be kept
 */
function refuseAll(
  { perVisit, gapSeconds }: InterruptionBudget,
  { audience, busy, choice, now, shown }: ArbitrationFacts,
  isThanks: boolean,
): Refusal | undefined {
  if (busy === "consent-waiting") return busy;
  if (choice && !(isThanks && choice === "accepted")) return choice;
  if (shown.length >= perVisit) return "budget-spent";
  if (shown.some(({ at }) => isNear(at, now, gapSeconds * 1000))) return "gap";
  if (busy) return busy;
  return audience.segment === "committed" && !isThanks
    ? "committed"
    : undefined;
}

function refuse(
  campaign: StorefrontCampaign,
  facts: ArbitrationFacts,
  { ids, names }: History,
): Omit<Refused, "campaignId"> | undefined {
  const { id, audience, moment, treatment, limits, excludes, endsAt } =
    campaign;
  const { now } = facts;
  const says = (reason: Refusal) => ({ reason });
  if (endsAt !== undefined && !(Date.parse(endsAt) > now)) return says("ended");
  const path = meets(audience, facts.audience, id);
  if (path) {
    const whole = WHOLE_PARTS[path];
    return whole ? says(whole) : { reason: "condition", path };
  }
  if (!facts.anyMoment) {
    if (!isMoment(moment, facts.moments)) return says("no-moment");
    if (facts.pageSeconds < moment.afterSeconds) return says("too-soon");
  }
  if (ids.has(id)) return says("shown-already");
  if (isNear(facts.lastExposed[id], now, limits.cooldownHours * HOUR_MS))
    return says("cooling-down");
  if (excludes && names.has(excludes)) return says("excluded");
  if (facts.hasCode && !treatment.stacks && bringsCode(treatment))
    return says("code-of-her-own");
  return needsProduct(treatment) && !facts.productId
    ? says("no-product")
    : undefined;
}

const WHOLE_PARTS: Record<string, Refusal> = {
  pages: "other-page",
  segments: "other-segment",
  minCartMinor: "basket-too-small",
};

const bringsCode = (treatment: OfferTreatment) =>
  rungOf(treatment) > RUNGS.help && treatment.incentive.kind !== "promise";

const needsProduct = ({ incentive }: OfferTreatment) =>
  "scope" in incentive && incentive.scope?.kind === "hesitated-product";
