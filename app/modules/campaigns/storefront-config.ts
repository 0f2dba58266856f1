import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type {
  OfferTexts,
  StorefrontCampaign,
  StorefrontConfig,
} from "#app/shared/storefront-config.ts";
import { type Campaign, phaseOf } from "./campaigns.ts";

/** Bytes of UTF-8 that one page may carry for us. */
export const CONFIG_MAX_BYTES = 16_384;

interface CompileOptions {
  campaigns: Campaign[];
  locale: string;
  primaryLocale: string;
  timeZone: string;
  now: Date;
  revision: number;
}

/**
 * The document one storefront page carries. It is public, so every field is named here: what is not, stays on the server.
 * The same campaigns give the same document, in whatever order they come.
 */
export function compileStorefrontConfig({
  campaigns,
  locale,
  primaryLocale,
  timeZone,
  now,
  revision,
}: CompileOptions): StorefrontConfig {
  const running = campaigns
    .filter((campaign) => phaseOf(campaign, now) === "active")
    .sort(byActivation);
  return {
    v: 2,
    revision,
    intent: DEFAULT_INTENT_MODEL,
    interruptions: { perVisit: 1, gapSeconds: 30 },
    look: { position: "end" },
    timeZone,
    campaigns: running.map((campaign, index) => compile(campaign, index + 1)),
  };

  function compile(
    { id, definition }: Campaign,
    priority: number,
  ): StorefrontCampaign {
    const { audience, moment, treatment, limits, schedule, experiment } =
      definition;
    return {
      id,
      priority,
      // An offer on an empty basket would promise nothing.
      audience: {
        pages: [...audience.pages],
        minCartMinor: Math.max(1, audience.minCartMinor),
      },
      moment: { kind: moment.kind, afterSeconds: moment.afterSeconds },
      treatment: {
        kind: treatment.kind,
        incentive:
          treatment.incentive.kind === "percent"
            ? { kind: "percent", percent: treatment.incentive.percent }
            : { kind: "amount", amountMinor: treatment.incentive.amountMinor },
        stacks: treatment.stacks,
        texts: textsFor(treatment.texts, locale, primaryLocale),
      },
      limits: { cooldownHours: limits.cooldownHours },
      // The id as seed: no shopper is held out of one campaign because she was of another.
      experiment: { seed: id, holdout: experiment.holdout },
      ...(schedule.endsAt && { endsAt: schedule.endsAt }),
    };
  }
}

/** Switched on later wins over switched on earlier: what the merchant did last is what she expects to see. */
function byActivation(a: Campaign, b: Campaign): number {
  return (
    (a.activatedAt?.getTime() ?? 0) - (b.activatedAt?.getTime() ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
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

/** Key of the app-data metafield that carries the document of one locale: `config_pt-br`. */
export function configKey(locale: string): string {
  return `config_${locale.toLowerCase()}`;
}

export function configBytes(config: StorefrontConfig): number {
  return new TextEncoder().encode(JSON.stringify(config)).length;
}
