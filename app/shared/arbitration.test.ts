import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbitrate,
  type ArbitrationFacts,
  type Refusal,
} from "./arbitration.ts";
import { makeCampaign } from "./campaign.fixture.ts";

const NOW = Date.parse("2026-11-21T20:00:00Z");
const facts: ArbitrationFacts = {
  page: "cart",
  cartMinor: 9400,
  engagedMs: 5000,
  now: NOW,
  hasCode: false,
  otherOpen: false,
  interrupted: false,
  lastExposed: {},
};
const campaign = makeCampaign();
const hoursAgo = (hours: number) => ({
  [campaign.id]: NOW - hours * 3_600_000,
});

test("lets a campaign have its moment", () => {
  expect(arbitrate([campaign], facts)).toEqual({
    winner: campaign,
    refusals: [],
  });
});

test.each<[Refusal, Partial<ArbitrationFacts>]>([
  ["other-page", { page: "product" }],
  ["basket-too-small", { cartMinor: 1999 }],
  ["too-soon", { engagedMs: 2999 }],
  ["already-accepted", { choice: "accepted" }],
  ["already-declined", { choice: "declined" }],
  ["already-interrupted", { interrupted: true }],
  ["other-dialog-open", { otherOpen: true }],
  ["code-of-her-own", { hasCode: true }],
  ["cooling-down", { lastExposed: hoursAgo(71) }],
])("says %s", (reason, change) => {
  expect(arbitrate([campaign], { ...facts, ...change })).toEqual({
    refusals: [{ campaignId: campaign.id, reason }],
  });
});

test("stands beside her own code when the campaign stacks", () => {
  const stacking = makeCampaign({
    treatment: { ...campaign.treatment, stacks: true },
  });
  expect(arbitrate([stacking], { ...facts, hasCode: true }).winner).toBe(
    stacking,
  );
});

test("the edges are inclusive: the exact total, the exact second, the exact end of the cool-down", () => {
  const edge = {
    ...facts,
    cartMinor: 2000,
    engagedMs: 3000,
    lastExposed: hoursAgo(72),
  };
  expect(arbitrate([campaign], edge).winner).toBe(campaign);
});

test("an ended or unreadable end is over", () => {
  const ended = (endsAt: string) =>
    arbitrate([makeCampaign({ endsAt })], facts).refusals[0]?.reason;
  expect(ended("2026-11-21T20:00:00Z")).toBe("ended");
  expect(ended("soon")).toBe("ended");
  expect(ended("2026-11-21T20:00:01Z")).toBeUndefined();
});

test("a last time in the future does not silence a campaign for ever", () => {
  expect(
    arbitrate([campaign], { ...facts, lastExposed: hoursAgo(-500) }).winner,
  ).toBe(campaign);
});

test("one winner of highest priority whatever the order, and a reason for every other one", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const campaigns = fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 })
    .map((priorities) =>
      priorities.map((priority, i) =>
        makeCampaign({
          id: ids[i]!,
          priority,
          audience: {
            pages: i % 2 ? ["cart"] : ["cart", "product"],
            minCartMinor: 0,
          },
        }),
      ),
    );
  fc.assert(
    fc.property(
      campaigns,
      fc.constantFrom("cart", "product", "home"),
      fc.nat(),
      (list, page, turn) => {
        const here = { ...facts, page } as ArbitrationFacts;
        const turned = [
          ...list.slice(turn % list.length),
          ...list.slice(0, turn % list.length),
        ];
        const one = arbitrate(list, here);
        const two = arbitrate(turned, here);
        expect(two.winner?.id).toBe(one.winner?.id);
        expect(one.refusals.length + (one.winner ? 1 : 0)).toBe(list.length);
        const wanting = list.filter((c) =>
          c.audience.pages.includes(here.page),
        );
        const best = Math.max(...wanting.map((c) => c.priority));
        if (wanting.length) expect(one.winner?.priority).toBe(best);
        else expect(one.winner).toBeUndefined();
      },
    ),
  );
});
