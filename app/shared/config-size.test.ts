import { expect, test } from "vitest";
import type { CampaignDefinition } from "#app/modules/campaigns/campaigns.ts";
import { makeCampaign } from "#app/modules/campaigns/definition.fixture.ts";
import {
  compileStorefrontConfig,
  CONFIG_MAX_BYTES,
  configBytes,
} from "#app/modules/campaigns/storefront-config.ts";
import { DEFAULT_APPEARANCE } from "#app/modules/shops/shops.ts";
import type { ConditionGroup } from "./audience.ts";
import type { Incentive, Moment } from "./storefront-config.ts";

/** The languages whose letters need two and three bytes, and the wordiest of those that need one. */
const LOCALES = ["ar", "ja", "de", "fr"];
const NOW = new Date("2026-11-21T20:00:00Z");

const all = (...conditions: ConditionGroup["conditions"]): ConditionGroup[] => [
  { match: "all", conditions },
];

/** What a busy shop would have: a ladder for each of its worries, and a few for its countries and seasons. */
const INCENTIVES: Incentive[] = [
  { kind: "benefit" },
  { kind: "promise", promise: "free-returns" },
  { kind: "free-shipping", maxPriceMinor: 990 },
  { kind: "percent", percent: 10, scope: { kind: "hesitated-product" } },
  { kind: "gift", variantId: "4500000000001", title: "Stoneware mug" },
  { kind: "amount", amountMinor: 1500 },
  { kind: "faster-shipping", maxPriceMinor: 1490 },
  {
    kind: "bundle",
    items: [
      {
        productId: "8200000000001",
        variantId: "4500000000001",
        title: "Linen napkins",
      },
    ],
    percent: 10,
  },
];
const GROUPS: (ConditionGroup[] | undefined)[] = [
  undefined,
  all(
    { on: "cart-count", from: 2 },
    { on: "country", any: ["de", "at", "ch"] },
  ),
  undefined,
  all({ on: "product-tag", any: ["linen", "wool"] }),
  [{ match: "none", conditions: [{ on: "b2b", is: true }] }],
  all({ on: "returning", is: true }, { on: "cart-value", to: 20_000 }),
  undefined,
  all({ on: "hours", days: [6, 7], from: 540, to: 1200 }),
];
const MOMENTS: Moment[] = [
  { kind: "intent-fell", afterSeconds: 10, byPoints: 20 },
  { kind: "exit", afterSeconds: 5 },
  { kind: "coupon-failed", afterSeconds: 0 },
  { kind: "idle", afterSeconds: 15, idleSeconds: 45 },
  { kind: "back-and-forth", afterSeconds: 0 },
];

const twenty = Array.from({ length: 20 }, (_, at) => {
  const campaign = makeCampaign(
    `0193a1f0-0000-7000-8000-0000000000${10 + at}`,
    { priority: at },
  );
  const groups = GROUPS[at % GROUPS.length];
  const definition: CampaignDefinition = {
    ...campaign.definition,
    audience: {
      pages: at % 2 ? ["cart"] : ["product", "cart"],
      segments:
        at % 3 ? ["basket-abandoner", "last-chancer"] : ["product-hesitant"],
      minCartMinor: 5000,
      ...(groups && { groups }),
    },
    moment: MOMENTS[at % MOMENTS.length]!,
    treatment: {
      ...campaign.definition.treatment,
      incentive: INCENTIVES[at % INCENTIVES.length]!,
    },
    ...(at % 4 === 0 && { excludes: "delivery" }),
    schedule: at % 5 ? {} : { endsAt: "2026-12-31T22:59:00.000Z" },
  };
  return { ...campaign, definition };
});

test.each(LOCALES)(
  "twenty campaigns of a busy shop fit into a page: %s",
  (locale) => {
    const config = compileStorefrontConfig({
      campaigns: twenty,
      appearance: DEFAULT_APPEARANCE,
      locale,
      primaryLocale: "en",
      timeZone: "America/Argentina/ComodRivadavia",
      now: NOW,
      revision: 1_000_000,
    });
    expect(config.campaigns).toHaveLength(20);
    expect(configBytes(config)).toBeLessThanOrEqual(CONFIG_MAX_BYTES);
  },
);
