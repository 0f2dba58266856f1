/**
 * One campaign as the page carries it. The page is public, so every field is named here: what is not, stays on the server.
 * What is the default is left out, since every byte stands in every page.
 */
import { publicIncentive, scopeOf } from "#app/modules/offers/offers.ts";
import type { Audience, Condition } from "#app/shared/audience.ts";
import { fnv1a32 } from "#app/shared/bucketing.ts";
import type {
  Incentive,
  Moment,
  OfferTexts,
  StorefrontCampaign,
} from "#app/shared/storefront-config.ts";
import { type AudienceDefinition, ID_FACTS } from "./audience-schema.ts";
import type { Campaign, CampaignDefinition } from "./campaigns.ts";

export function compileCampaign({
  campaign: { id, definition },
  priority,
  locale,
  primaryLocale,
}: {
  campaign: Campaign;
  priority: number;
  locale: string;
  primaryLocale: string;
}): StorefrontCampaign {
  const { audience, moment, treatment, limits, schedule, experiment } =
    definition;
  const { surface, stacks, texts } = treatment;
  const incentive: Incentive = treatment.incentive;
  return {
    id,
    priority,
    audience: compileAudience(audience, incentive),
    moment: compileMoment(moment),
    treatment: {
      kind: treatment.kind,
      incentive: publicIncentive(incentive),
      ...(surface === "note" && { surface }),
      ...(stacks && { stacks }),
      texts: textsFor(texts, locale, primaryLocale),
    },
    limits: { cooldownHours: limits.cooldownHours },
    ...(definition.excludes && { excludes: groupKey(definition.excludes) }),
    // Without a seed the id is one: no shopper is held out of one campaign because she was of another.
    experiment: { holdout: experiment.holdout },
    ...(schedule.endsAt && { endsAt: schedule.endsAt }),
  };
}

function compileAudience(
  { pages, segments, minCartMinor, groups }: AudienceDefinition,
  incentive: Incentive,
): Audience {
  const smallest = Math.max(minCartMinor, needsBasket(incentive) ? 1 : 0);
  return {
    pages: [...pages],
    ...(segments && { segments: [...segments] }),
    ...(smallest > 0 && { minCartMinor: smallest }),
    ...(groups && {
      groups: groups.map(({ match, conditions }) => ({
        match,
        conditions: conditions.map(compileCondition),
      })),
    }),
  };
}

/**
 * An offer on an empty basket would promise nothing, unless it is on the very product that she looks at, brings its own
 * products along, or lowers no total at all.
 */
function needsBasket(incentive: Incentive): boolean {
  const { kind } = incentive;
  if (kind === "benefit" || kind === "bundle") return false;
  return scopeOf(incentive).kind !== "hesitated-product" || kind === "gift";
}

function compileCondition(condition: Condition): Condition {
  switch (condition.on) {
    case "hours": {
      const { on, days, from, to } = condition;
      return { on, days: [...days], from, to };
    }
    case "traffic":
      return { on: condition.on, share: condition.share };
    default:
      if ("any" in condition)
        // Texts are compared in lower case; the merchant's own spelling stays in the editor.
        return {
          on: condition.on,
          any: ID_FACTS[condition.on]
            ? [...condition.any]
            : [...new Set(condition.any.map((text) => text.toLowerCase()))],
        };
      if ("is" in condition) return { on: condition.on, is: condition.is };
      return {
        on: condition.on,
        ...(condition.from !== undefined && { from: condition.from }),
        ...(condition.to !== undefined && { to: condition.to }),
      };
  }
}

function compileMoment(moment: CampaignDefinition["moment"]): Moment {
  const { afterSeconds } = moment;
  switch (moment.kind) {
    case "idle":
      return { kind: "idle", afterSeconds, idleSeconds: moment.idleSeconds };
    case "intent-fell":
      return { kind: "intent-fell", afterSeconds, byPoints: moment.byPoints };
    default:
      return { kind: moment.kind, afterSeconds };
  }
}

/** The name of a group may say more than the page should; its hash tells groups apart as well. */
function groupKey(name: string): string {
  return fnv1a32(name.trim().toLowerCase()).toString(36);
}

function textsFor(
  texts: Record<string, OfferTexts>,
  locale: string,
  primaryLocale: string,
): OfferTexts {
  for (const wanted of [locale, primaryLocale, "en"]) {
    const found = findLocale(Object.keys(texts), wanted);
    const { heading, body, accept, decline } = (found && texts[found]) || {};
    if (heading && body && accept && decline)
      return { heading, body, accept, decline };
  }
  const { heading, body, accept, decline } = Object.values(texts)[0]!; // the schema wants one language at least
  return { heading, body, accept, decline };
}

/** The same language and region, else the language alone, else the language with another region. */
function findLocale(available: string[], wanted: string): string | undefined {
  const [exact, language] = [
    wanted.toLowerCase(),
    wanted.toLowerCase().split("-")[0]!,
  ];
  return (
    available.find((locale) => locale.toLowerCase() === exact) ??
    available.find((locale) => locale.toLowerCase() === language) ??
    available.find((locale) => locale.toLowerCase().split("-")[0] === language)
  );
}
