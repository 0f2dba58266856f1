/**
 * A campaign as it stands in the editor: numbers and money are text while they are typed. Only the shape changes here;
 * what is allowed is said by campaigns.ts alone, when the merchant saves.
 */
import type { Segment } from "#app/shared/intent-model.ts";
import type { PageKind } from "#app/shared/page-kind.ts";
import type { MomentKind, OfferTexts } from "#app/shared/storefront-config.ts";
import { wallTimeOf } from "#app/shared/time-zone.ts";
import {
  type GroupDraft,
  groupsDraftOf,
  groupsInputOf,
} from "./audience-draft.ts";
import type { CampaignDefinition } from "./campaigns.ts";
import { decimal, minor, number, percentText, share } from "./draft-numbers.ts";
import {
  incentiveDraftOf,
  type IncentiveDraft,
  incentiveInputOf,
} from "./incentive-draft.ts";

export interface CampaignDraft {
  name: string;
  pages: PageKind[];
  segments: Segment[];
  minCart: string;
  groups: GroupDraft[];
  moment: MomentKind;
  afterSeconds: string;
  idleSeconds: string;
  byPoints: string;
  incentive: IncentiveDraft;
  surface: "dialog" | "note";
  stacks: boolean;
  validFor: "hour" | "day";
  texts: Record<string, OfferTexts>;
  cooldownHours: string;
  claimsPerDay: string;
  claimsPerShopper: string;
  budgetPerDay: string;
  budgetPerMonth: string;
  marginFloor: string;
  excludes: string;
  /** `YYYY-MM-DDTHH:mm` on the shop's clock, or "". */
  startsAt: string;
  endsAt: string;
  holdoutPercent: string;
  /** What chosen products and collections are called, by `product:<id>`. */
  names: Record<string, string>;
}

interface ShopClock {
  currency: string;
  timeZone: string;
}

export function draftOf(
  campaign: { name: string; definition: CampaignDefinition },
  { currency, timeZone }: ShopClock,
): CampaignDraft {
  const { audience, moment, treatment, limits, schedule, ...rest } =
    campaign.definition;
  const wall = (instant: string | undefined) =>
    instant ? wallTimeOf(new Date(instant), timeZone) : "";
  const text = (value: number | null) => (value === null ? "" : String(value));
  return {
    name: campaign.name,
    pages: audience.pages,
    segments: audience.segments ?? [],
    minCart: decimal(audience.minCartMinor, currency),
    groups: groupsDraftOf(audience.groups, currency),
    moment: moment.kind,
    afterSeconds: String(moment.afterSeconds),
    idleSeconds: moment.kind === "idle" ? String(moment.idleSeconds) : "30",
    byPoints: moment.kind === "intent-fell" ? String(moment.byPoints) : "25",
    incentive: incentiveDraftOf(treatment.incentive, currency),
    surface: treatment.surface ?? "dialog",
    stacks: treatment.stacks,
    validFor: treatment.validFor,
    texts: treatment.texts,
    cooldownHours: String(limits.cooldownHours),
    claimsPerDay: text(limits.claimsPerDay),
    // Absent in what was saved before there were such limits.
    claimsPerShopper: text(limits.claimsPerShopper ?? 1),
    budgetPerDay: decimal(limits.budgetPerDayMinor, currency),
    budgetPerMonth: decimal(limits.budgetPerMonthMinor, currency),
    marginFloor: text(limits.marginFloorPercent ?? null),
    excludes: rest.excludes ?? "",
    startsAt: wall(schedule.startsAt),
    endsAt: wall(schedule.endsAt),
    holdoutPercent: percentText(rest.experiment.holdout),
    names: rest.names ?? {},
  };
}

/** What is sent to the server: unchecked on purpose, a number that is none becomes null and is refused there. */
export function inputOf(
  draft: CampaignDraft,
  { currency }: ShopClock,
  version: number | undefined,
) {
  const money = (text: string) => (text.trim() ? minor(text, currency) : null);
  /** An empty field is no limit; what is typed and no number must not become none. */
  const orNone = (text: string) => (text.trim() ? (number(text) ?? -1) : null);
  return {
    name: draft.name,
    ...(version !== undefined && { version }),
    definition: {
      audience: {
        pages: draft.pages,
        segments: draft.segments,
        minCartMinor: draft.minCart.trim() ? money(draft.minCart) : 0,
        groups: groupsInputOf(draft.groups, currency),
      },
      moment: momentInputOf(draft),
      treatment: {
        kind: "offer",
        incentive: incentiveInputOf(draft.incentive, currency),
        ...(draft.surface === "note" && { surface: draft.surface }),
        stacks: draft.stacks,
        validFor: draft.validFor,
        texts: draft.texts,
      },
      limits: {
        cooldownHours: number(draft.cooldownHours),
        claimsPerDay: orNone(draft.claimsPerDay),
        claimsPerShopper: orNone(draft.claimsPerShopper),
        budgetPerDayMinor: draft.budgetPerDay.trim()
          ? (money(draft.budgetPerDay) ?? -1)
          : null,
        budgetPerMonthMinor: draft.budgetPerMonth.trim()
          ? (money(draft.budgetPerMonth) ?? -1)
          : null,
        marginFloorPercent: orNone(draft.marginFloor),
      },
      excludes: draft.excludes,
      names: usedNames(draft),
      schedule: { startsAt: draft.startsAt, endsAt: draft.endsAt },
      experiment: { holdout: share(draft.holdoutPercent) },
    },
  };
}

function momentInputOf(draft: CampaignDraft) {
  const afterSeconds = number(draft.afterSeconds);
  const kind = draft.moment;
  if (kind === "idle")
    return { kind, afterSeconds, idleSeconds: number(draft.idleSeconds) };
  if (kind === "intent-fell")
    return { kind, afterSeconds, byPoints: number(draft.byPoints) };
  return { kind, afterSeconds };
}

/** Names of what is chosen no more would pile up. */
function usedNames({ names, groups, incentive }: CampaignDraft) {
  const ids = new Set([
    ...groups.flatMap(({ conditions }) =>
      conditions.flatMap(({ values }) => values),
    ),
    ...incentive.scopeIds,
    incentive.serviceVariantId,
  ]);
  const used = Object.entries(names).filter(([key]) =>
    ids.has(key.split(":")[1] ?? ""),
  );
  return used.length > 0 ? Object.fromEntries(used) : undefined;
}
