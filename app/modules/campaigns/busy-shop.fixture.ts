/** Twenty campaigns as a busy shop would have them, for what must hold of such a shop: room in the page, time to decide. */
import type { ConditionGroup } from "#app/shared/audience.ts";
import type {
  Incentive,
  Moment,
  OfferTexts,
} from "#app/shared/storefront-config.ts";
import type { Campaign, CampaignDefinition } from "./campaigns.ts";
import { makeCampaign } from "./definition.fixture.ts";

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

export const busyShop = (count = 20): Campaign[] =>
  Array.from({ length: count }, (_, at) => makeOne(at));

/** Headings and bodies of their own, a handful of buttons, one way to say no. */
const ownWords = (
  texts: Record<string, OfferTexts>,
  at: number,
): Record<string, OfferTexts> =>
  Object.fromEntries(
    Object.entries(texts).map(
      ([locale, { heading, body, accept, decline }]) => [
        locale,
        {
          heading: `${heading} (${at})`,
          body: `${body} (${at})`,
          accept: `${accept} (${at % 6})`,
          decline,
        },
      ],
    ),
  );

function makeOne(at: number): Campaign {
  const campaign = makeCampaign(
    `0193a1f0-0000-7000-8000-${String(at).padStart(12, "0")}`,
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
      texts: ownWords(campaign.definition.treatment.texts, at),
    },
    ...(at % 4 === 0 && { excludes: "delivery" }),
    schedule: at % 5 ? {} : { endsAt: "2026-12-31T22:59:00.000Z" },
  };
  return { ...campaign, definition };
}
