import type { Appearance } from "#app/modules/shops/shops.ts";
import { packConfig } from "#app/shared/config-packing.ts";
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type { IntentModel } from "#app/shared/intent-model.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import { type Campaign, phaseOf } from "./campaigns.ts";
import { compileCampaign } from "./compile-campaign.ts";

/** Bytes of UTF-8 that one page may carry for us. */
export const CONFIG_MAX_BYTES = 16_384;

/** What made a document: when it changes (another format, another shipped model), every shop's documents are made anew. */
export const MADE_BY = `2.1 ${DEFAULT_INTENT_MODEL.id}`;

interface CompileOptions {
  campaigns: Campaign[];
  appearance: Appearance;
  locale: string;
  primaryLocale: string;
  timeZone: string;
  now: Date;
  revision: number;
  /** Checked before; the shipped one when left out. */
  intent?: IntentModel;
}

/**
 * The document one storefront page carries. The same campaigns give the same document, in whatever order they come.
 */
export function compileStorefrontConfig({
  campaigns,
  appearance: { interruptions, look },
  locale,
  primaryLocale,
  timeZone,
  now,
  revision,
  intent = DEFAULT_INTENT_MODEL,
}: CompileOptions): StorefrontConfig {
  const running = campaigns
    .filter((campaign) => phaseOf(campaign, now) === "active")
    .sort(byMerchantsOrder);
  return {
    v: 2,
    revision,
    intent,
    interruptions: {
      perVisit: interruptions.perVisit,
      gapSeconds: interruptions.gapSeconds,
    },
    look: { ...look },
    timeZone,
    campaigns: running.map((campaign, index) =>
      compileCampaign({ campaign, priority: index + 1, locale, primaryLocale }),
    ),
  };
}

/** Numbered anew for the page, so that how many campaigns rest or wait is nobody's business. */
function byMerchantsOrder(a: Campaign, b: Campaign): number {
  return a.priority - b.priority || (a.id < b.id ? -1 : 1);
}

/** Key of the app-data metafield that carries the document of one locale: `config_pt-br`. */
export function configKey(locale: string): string {
  return `config_${locale.toLowerCase()}`;
}

/** Bytes of UTF-8 in the page. */
export function configBytes(config: StorefrontConfig): number {
  return new TextEncoder().encode(JSON.stringify(packConfig(config))).length;
}
