/**
 * A campaign as it stands in the editor: numbers and money are text while they are typed. Only the shape changes here;
 * what is allowed is said by campaigns.ts alone, when the merchant saves.
 */
import { currencyExponent, parseMoney, toDecimal } from "#app/shared/money.ts";
import type { OfferTexts, PageKind } from "#app/shared/storefront-config.ts";
import { wallTimeOf } from "#app/shared/time-zone.ts";
import type { CampaignDefinition } from "./campaigns.ts";

export interface CampaignDraft {
  name: string;
  pages: PageKind[];
  minCart: string;
  afterSeconds: string;
  incentiveKind: "percent" | "amount";
  percent: string;
  amount: string;
  stacks: boolean;
  validFor: "hour" | "day";
  texts: Record<string, OfferTexts>;
  cooldownHours: string;
  claimsPerDay: string;
  /** `YYYY-MM-DDTHH:mm` on the shop's clock, or "". */
  startsAt: string;
  endsAt: string;
  holdoutPercent: string;
}

interface ShopClock {
  currency: string;
  timeZone: string;
}

export function draftOf(
  campaign: { name: string; definition: CampaignDefinition },
  { currency, timeZone }: ShopClock,
): CampaignDraft {
  const { audience, moment, treatment, limits, schedule, experiment } =
    campaign.definition;
  const { incentive } = treatment;
  const wall = (instant: string | undefined) =>
    instant ? wallTimeOf(new Date(instant), timeZone) : "";
  return {
    name: campaign.name,
    pages: audience.pages,
    minCart: decimal(audience.minCartMinor, currency),
    afterSeconds: String(moment.afterSeconds),
    incentiveKind: incentive.kind === "amount" ? "amount" : "percent",
    percent: incentive.kind === "percent" ? String(incentive.percent) : "10",
    amount:
      incentive.kind === "amount"
        ? decimal(incentive.amountMinor, currency)
        : decimal(5 * 10 ** currencyExponent(currency), currency),
    stacks: treatment.stacks,
    validFor: treatment.validFor,
    texts: treatment.texts,
    cooldownHours: String(limits.cooldownHours),
    claimsPerDay:
      limits.claimsPerDay === null ? "" : String(limits.claimsPerDay),
    startsAt: wall(schedule.startsAt),
    endsAt: wall(schedule.endsAt),
    holdoutPercent: String(Math.round(experiment.holdout * 1000) / 10),
  };
}

/** What is sent to the server: unchecked on purpose, a number that is none becomes null and is refused there. */
export function inputOf(
  draft: CampaignDraft,
  { currency }: ShopClock,
  version: number | undefined,
) {
  return {
    name: draft.name,
    ...(version !== undefined && { version }),
    definition: {
      audience: {
        pages: draft.pages,
        minCartMinor: draft.minCart.trim() ? minor(draft.minCart, currency) : 0,
      },
      moment: { kind: "exit", afterSeconds: number(draft.afterSeconds) },
      treatment: {
        kind: "offer",
        incentive:
          draft.incentiveKind === "percent"
            ? { kind: "percent", percent: number(draft.percent) }
            : { kind: "amount", amountMinor: minor(draft.amount, currency) },
        stacks: draft.stacks,
        validFor: draft.validFor,
        texts: draft.texts,
      },
      limits: {
        cooldownHours: number(draft.cooldownHours),
        claimsPerDay: draft.claimsPerDay.trim()
          ? number(draft.claimsPerDay)
          : null,
      },
      schedule: { startsAt: draft.startsAt, endsAt: draft.endsAt },
      experiment: { holdout: share(draft.holdoutPercent) },
    },
  };
}

function decimal(amountMinor: number, currency: string): string {
  return toDecimal({ minor: BigInt(amountMinor), currency });
}

function number(text: string): number | null {
  return text.trim() === "" ? null : orNull(Number(text));
}

function share(text: string): number | null {
  const percent = number(text);
  // Tenths of a percent: 16.4 % is 0.164, not 0.16399999999999998.
  return percent === null ? null : Math.round(percent * 10) / 1000;
}

/** Digits the currency does not have stay a fraction, so that the server refuses them: nobody meant the rounded amount. */
function minor(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const [, fraction = ""] = text.trim().split(".");
  if (fraction.replace(/0+$/, "").length > exponent)
    return orNull(Number(text) * 10 ** exponent);
  try {
    return Number(parseMoney({ amount: text, currency }));
  } catch {
    return null;
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
