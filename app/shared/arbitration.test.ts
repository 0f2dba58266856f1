import { expect, test } from "vitest";
import {
  arbitrate,
  REFUSALS,
  wantsFewer,
  type ArbitrationFacts,
  type Refusal,
} from "./arbitration.ts";
import { makeCampaign, makeConfig, makeFacts } from "./campaign.fixture.ts";
import type { Incentive, StorefrontCampaign } from "./storefront-config.ts";

const facts = makeFacts();
const NOW = facts.now;
const HOUR = 3_600_000;
const campaign = makeCampaign();
const withAudience = (
  change: Partial<ArbitrationFacts["audience"]>,
): Partial<ArbitrationFacts> => ({
  audience: { ...facts.audience, ...change },
});
const hoursAgo = (hours: number) => ({ [campaign.id]: NOW - hours * HOUR });
const decide = (
  campaigns: StorefrontCampaign[],
  change: Partial<ArbitrationFacts> = {},
  perVisit = 2,
) =>
  arbitrate(
    makeConfig({ campaigns, interruptions: { perVisit, gapSeconds: 30 } }),
    { ...facts, ...change },
  );
const shown = (campaignId: string, secondsAgo: number) => ({
  shown: [{ campaignId, at: NOW - secondsAgo * 1000 }],
});

test("lets a campaign have its moment", () => {
  expect(decide([campaign])).toEqual({ winner: campaign, refusals: [] });
});

/** One situation for every reason that concerns a campaign by itself. */
const SITUATIONS: [
  Refusal,
  Partial<ArbitrationFacts>,
  Partial<StorefrontCampaign>?,
][] = [
  ["consent-waiting", { busy: "consent-waiting" }],
  ["accepted", { choice: "accepted" }],
  ["not-now", { choice: "not-now" }],
  ["fewer", { choice: "fewer" }],
  ["gap", shown("another", 29)],
  ["already-showing", { busy: "already-showing" }],
  ["other-dialog-open", { busy: "other-dialog-open" }],
  ["committed", withAudience({ segment: "committed" })],
  ["ended", {}, { endsAt: "2026-11-21T20:00:00Z" }],
  ["ended", {}, { endsAt: "soon" }],
  ["other-page", withAudience({ page: "product" })],
  [
    "other-segment",
    withAudience({ segment: "building" }),
    { audience: { pages: ["cart"], segments: ["last-chancer"] } },
  ],
  ["basket-too-small", withAudience({ numbers: { "cart-value": 1999 } })],
  ["basket-too-small", withAudience({ numbers: {} })],
  ["no-moment", { moments: [{ kind: "cart-changed" }] }],
  ["too-soon", { pageSeconds: 2.9 }],
  ["shown-already", shown(campaign.id, 31)],
  ["cooling-down", { lastExposed: hoursAgo(71) }],
  ["code-of-her-own", { hasCode: true }],
  [
    "no-product",
    {},
    {
      treatment: {
        ...campaign.treatment,
        incentive: {
          kind: "percent",
          percent: 10,
          scope: { kind: "hesitated-product" },
        },
      },
    },
  ],
];

test.each(SITUATIONS)("says %s", (reason, change, other) => {
  expect(decide([makeCampaign(other)], change)).toEqual({
    refusals: [{ campaignId: campaign.id, reason }],
  });
});

test("says which condition does not hold", () => {
  const audience: StorefrontCampaign["audience"] = {
    pages: ["cart"],
    groups: [
      { match: "all", conditions: [{ on: "device", any: ["phone"] }] },
      { match: "none", conditions: [{ on: "b2b", is: true }] },
    ],
  };
  const refusalWith = (b2b: boolean, device: string) =>
    decide(
      [makeCampaign({ audience })],
      withAudience({ sets: { device: [device] }, flags: { b2b } }),
    ).refusals[0];
  expect(refusalWith(true, "phone")).toEqual({
    campaignId: campaign.id,
    reason: "condition",
    path: "groups.1.conditions.0",
  });
  expect(refusalWith(true, "desktop")?.path).toBe("groups.0.conditions.0");
  expect(refusalWith(false, "phone")).toBeUndefined();
});

test("the shop's allowance is spent, whichever campaigns it went to", () => {
  expect(decide([campaign], shown("another", 3600), 1).refusals).toEqual([
    { campaignId: campaign.id, reason: "budget-spent" },
  ]);
  expect(decide([campaign], shown("another", 3600), 2).winner).toBe(campaign);
});

test("campaigns of one name exclude each other for the visit", () => {
  const [one, two, three] = ["size", "size", "other"].map((excludes, at) =>
    makeCampaign({ id: `c${at}`, excludes, priority: 9 - at }),
  ) as [StorefrontCampaign, StorefrontCampaign, StorefrontCampaign];
  const decision = decide([one, two, three], shown(one.id, 60));
  expect(decision.winner).toBe(three);
  expect(decision.refusals).toEqual([
    { campaignId: one.id, reason: "shown-already" },
    { campaignId: two.id, reason: "excluded" },
  ]);
});

const stacking = { ...campaign.treatment, stacks: true };
const WITHOUT_CODE: Incentive[] = [
  { kind: "benefit" },
  { kind: "promise", promise: "free-returns" },
  { kind: "bundle", items: [], percent: 0 },
];

test("stands beside her own code when it stacks, or brings none", () => {
  const wins = (treatment: StorefrontCampaign["treatment"]) =>
    decide([makeCampaign({ treatment })], { hasCode: true }).winner;
  expect(wins(campaign.treatment)).toBeUndefined();
  expect(wins(stacking)).toBeDefined();
  for (const incentive of WITHOUT_CODE)
    expect(wins({ ...campaign.treatment, incentive })).toBeDefined();
});

test("the edges are inclusive: the exact total, the exact second, the exact end of a pause", () => {
  const edge = {
    ...withAudience({ numbers: { "cart-value": 2000 } }),
    pageSeconds: 3,
    lastExposed: hoursAgo(72),
    ...shown("another", 30),
  };
  expect(decide([campaign], edge).winner).toBe(campaign);
  const endsAt = "2026-11-21T20:00:01Z";
  expect(decide([makeCampaign({ endsAt })], edge).winner).toBeDefined();
});

test("a clock that was hours ahead and is right again does not ask her twice", () => {
  expect(
    decide([campaign], { lastExposed: hoursAgo(-5) }).refusals[0]?.reason,
  ).toBe("cooling-down");
  expect(decide([campaign], shown("another", -20)).refusals[0]?.reason).toBe(
    "gap",
  );
});

test("a clock that was wrong by years does not silence a campaign for years", () => {
  expect(decide([campaign], { lastExposed: hoursAgo(-9000) }).winner).toBe(
    campaign,
  );
  expect(wantsFewer(NOW + 400 * 24 * HOUR, NOW)).toBe(false);
});

test("fewer means for 30 days", () => {
  expect(wantsFewer(undefined, NOW)).toBe(false);
  expect(wantsFewer(NOW - 30 * 24 * HOUR + 1, NOW)).toBe(true);
  expect(wantsFewer(NOW - 30 * 24 * HOUR, NOW)).toBe(false);
});

test("who has bought is thanked, though she had accepted and was committed", () => {
  const thanks = makeCampaign({
    moment: { kind: "after-purchase", afterSeconds: 0 },
  });
  const moments: ArbitrationFacts["moments"] = [{ kind: "after-purchase" }];
  const committed = withAudience({ segment: "committed" });
  expect(decide([thanks], { moments, choice: "accepted" }).winner).toBe(thanks);
  expect(decide([thanks], { moments, ...committed }).winner).toBe(thanks);
  expect(decide([thanks], { moments, choice: "fewer" }).winner).toBeUndefined();
});

test("every reason has a situation in these tests", () => {
  const told = new Set<Refusal>(SITUATIONS.map(([reason]) => reason));
  const elsewhere = [
    "budget-spent",
    "condition",
    "excluded",
    "other-step", // ladder.test.ts
    "lower-priority", // arbitration-rules.test.ts
  ];
  expect([...told, ...elsewhere].sort()).toEqual([...REFUSALS].sort());
});
