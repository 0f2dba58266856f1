import { expect, test } from "vitest";
import { busyShop } from "#app/modules/campaigns/busy-shop.fixture.ts";
import {
  compileStorefrontConfig,
  CONFIG_MAX_BYTES,
  configBytes,
} from "#app/modules/campaigns/storefront-config.ts";
import { DEFAULT_APPEARANCE } from "#app/modules/shops/shops.ts";
import { INTENT_MODEL_MAX_BYTES } from "./intent-model.ts";

/** The languages whose letters need two and three bytes, and the wordiest of those that need one. */
const LOCALES = ["ar", "ja", "de", "fr"];

test.each(LOCALES)(
  "twenty campaigns of a busy shop leave room for a model of full size: %s",
  (locale) => {
    const config = compileStorefrontConfig({
      campaigns: busyShop(),
      appearance: DEFAULT_APPEARANCE,
      locale,
      primaryLocale: "en",
      timeZone: "America/Argentina/ComodRivadavia",
      now: new Date("2026-11-21T20:00:00Z"),
      revision: 1_000_000,
    });
    const model = new TextEncoder().encode(JSON.stringify(config.intent));
    expect(config.campaigns).toHaveLength(20);
    expect(
      configBytes(config) - model.length + INTENT_MODEL_MAX_BYTES,
    ).toBeLessThanOrEqual(CONFIG_MAX_BYTES);
  },
);
