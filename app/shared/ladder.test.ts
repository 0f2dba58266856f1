import { describe, expect, test } from "vitest";
import { arbitrate, type ArbitrationFacts } from "./arbitration.ts";
import { makeCampaign, makeConfig, makeFacts } from "./campaign.fixture.ts";
import { rungOf } from "./ladder.ts";
import type { Incentive, StorefrontCampaign } from "./storefront-config.ts";

const DAY = 86_400_000;
const facts = makeFacts();

const step = (
  id: string,
  incentive: Incentive,
  priority = 1,
): StorefrontCampaign =>
  makeCampaign({
    id,
    priority,
    limits: { cooldownHours: 1 },
    treatment: { ...makeCampaign().treatment, incentive },
  });
const HELP = step("help", { kind: "benefit" });
const GIFT = step("gift", { kind: "gift", variantId: "1", title: "Mug" });
const PRICE = step("price", { kind: "percent", percent: 10 }, 99);
const LADDER = [PRICE, HELP, GIFT];

const decide = (
  change: Partial<ArbitrationFacts>,
  campaigns = LADDER,
  perVisit = 9,
) =>
  arbitrate(
    makeConfig({ campaigns, interruptions: { perVisit, gapSeconds: 30 } }),
    { ...facts, ...change },
  );
/** What she was shown in this visit, the last of them minutes ago. */
const after = (...ids: string[]) => ({
  shown: ids.map((campaignId) => ({ campaignId, at: facts.now - 600_000 })),
});
const lastChance = {
  audience: { ...facts.audience, segment: "last-chancer" as const },
};

test.each<[Incentive, number]>([
  [{ kind: "benefit" }, 1],
  [{ kind: "bundle", items: [], percent: 0 }, 1],
  [{ kind: "free-shipping" }, 3],
  [{ kind: "faster-shipping", maxPriceMinor: 1 }, 3],
  [{ kind: "gift", variantId: "1", title: "" }, 3],
  [{ kind: "promise", promise: "service" }, 3],
  [{ kind: "bundle", items: [], percent: 5 }, 4],
  [{ kind: "percent", percent: 5 }, 4],
  [{ kind: "amount", amountMinor: 5 }, 4],
])("%j stands on rung %d", (incentive, rung) => {
  expect(rungOf(step("x", incentive).treatment)).toBe(rung);
});

describe("the ladder is climbed from below", () => {
  test("help first, then what is no price, and price last, whatever the priorities", () => {
    expect(decide({}).winner).toBe(HELP);
    expect(decide(after("help")).winner).toBe(GIFT);
    expect(decide(after("help", "gift")).winner).toBe(PRICE);
    expect(decide(after("help", "gift", "price")).winner).toBeUndefined();
  });

  test("the other steps are told that another one comes first", () => {
    expect(decide({}).refusals).toEqual([
      { campaignId: "price", reason: "other-step" },
      { campaignId: "gift", reason: "other-step" },
    ]);
  });

  test("a step that she was shown is not shown in another dress while there is a new one", () => {
    const second = step("second help", { kind: "benefit" }, 50);
    const decision = decide(after("help"), [...LADDER, second]);
    expect(decision.winner).toBe(GIFT);
    expect(decision.refusals).toContainEqual({
      campaignId: second.id,
      reason: "other-step",
    });
    expect(decide(after("help"), [HELP, second]).winner).toBe(second);
  });

  test("where she stands is known from her earlier visits, for 30 days", () => {
    const seen = (days: number) => ({
      lastExposed: { help: facts.now - days * DAY },
    });
    expect(decide(seen(29)).winner).toBe(GIFT);
    expect(decide(seen(30)).winner).toBe(HELP);
  });

  test("on one step the larger priority wins, then the smaller id", () => {
    const b = step("b", { kind: "benefit" }, 5);
    const c = step("c", { kind: "benefit" }, 5);
    const decision = decide({}, [c, HELP, b]);
    expect(decision.winner).toBe(b);
    expect(decision.refusals).toEqual([
      { campaignId: "c", reason: "lower-priority" },
      { campaignId: "help", reason: "lower-priority" },
    ]);
  });
});

describe("the last chancer climbs from above", () => {
  test("straight to the strongest step", () => {
    expect(decide(lastChance).winner).toBe(PRICE);
  });

  test("and to the next one when she was shown it", () => {
    expect(decide({ ...lastChance, ...after("price") }).winner).toBe(GIFT);
  });
});

test("the committed get nothing from any step", () => {
  const audience = { ...facts.audience, segment: "committed" as const };
  expect(decide({ audience })).toEqual({
    refusals: LADDER.map(({ id }) => ({
      campaignId: id,
      reason: "committed",
    })),
  });
});
