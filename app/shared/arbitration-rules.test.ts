/** What holds for any campaigns, any shopper and any course of a visit. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbitrate,
  type ArbitrationFacts,
  type Decision,
} from "./arbitration.ts";
import { makeCampaign, makeFacts } from "./campaign.fixture.ts";
import { SEGMENTS } from "./intent-model.ts";
import { rungOf } from "./ladder.ts";
import {
  MOMENT_KINDS,
  type Incentive,
  type Moment,
  type StorefrontCampaign,
} from "./storefront-config.ts";

const incentives = fc.constantFrom<Incentive>(
  { kind: "benefit" },
  { kind: "promise", promise: "service" },
  { kind: "percent", percent: 10 },
  { kind: "percent", percent: 10, scope: { kind: "hesitated-product" } },
);
const kinds = fc.constantFrom<Moment["kind"]>("exit", "idle", "after-purchase");
const momentOf = (kind: Moment["kind"]): Moment =>
  ({ kind, afterSeconds: 3, idleSeconds: 15, byPoints: 10 }) as Moment;

const shapes = fc.record({
  priority: fc.nat(3),
  incentive: incentives,
  kind: kinds,
  segments: fc.option(fc.subarray([...SEGMENTS], { minLength: 1 })),
  minCartMinor: fc.constantFrom(0, 5000),
  stacks: fc.boolean(),
  cooldownHours: fc.constantFrom(1, 24),
  excludes: fc.option(fc.constantFrom("one", "two")),
  phone: fc.boolean(),
});
const make = (
  shape: typeof shapes extends fc.Arbitrary<infer Shape> ? Shape : never,
  id: string,
): StorefrontCampaign => {
  const { priority, incentive, kind, segments, minCartMinor, stacks } = shape;
  return makeCampaign({
    id,
    priority,
    audience: {
      pages: ["cart"],
      minCartMinor,
      ...(segments && { segments }),
      ...(shape.phone && {
        groups: [
          { match: "all", conditions: [{ on: "device", any: ["phone"] }] },
        ],
      }),
    },
    moment: momentOf(kind),
    treatment: { ...makeCampaign().treatment, incentive, stacks },
    limits: { cooldownHours: shape.cooldownHours },
    ...(shape.excludes && { excludes: shape.excludes }),
  });
};
const campaigns = fc
  .array(shapes, { maxLength: 8 })
  .map((all) => all.map((shape, at) => make(shape, `c${at}`)));
const budgets = fc.record({
  perVisit: fc.integer({ min: 1, max: 4 }),
  gapSeconds: fc.constantFrom(0, 30, 600),
});

const NOW = makeFacts().now;
const HOUR = 3_600_000;
const situations = fc
  .record({
    segment: fc.constantFrom(...SEGMENTS),
    cart: fc.constantFrom(4999, 5000),
    device: fc.constantFrom("phone", "desktop"),
    kind: fc.constantFrom(...MOMENT_KINDS),
    pageSeconds: fc.constantFrom(2, 3, 60),
    hasCode: fc.boolean(),
    productId: fc.constantFrom("", "1"),
    choice: fc.option(
      fc.constantFrom<ArbitrationFacts["choice"]>("accepted", "not-now"),
      { freq: 8 },
    ),
    busy: fc.option(
      fc.constantFrom<ArbitrationFacts["busy"]>("already-showing"),
      {
        freq: 8,
      },
    ),
    seen: fc.dictionary(
      fc.constantFrom("c0", "c1", "c2", "gone"),
      fc.integer({ min: -900, max: 900 }),
    ),
    shown: fc.array(
      fc.record({
        campaignId: fc.constantFrom("c0", "c1", "c2", "gone"),
        at: fc.integer({ min: NOW - HOUR, max: NOW + HOUR }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ segment, cart, device, kind, choice, busy, seen, ...rest }) =>
    makeFacts({
      audience: {
        page: "cart",
        segment,
        sets: { device: [device] },
        numbers: { "cart-value": cart },
        flags: {},
      },
      moments: [{ kind, seconds: 60, points: 60 }],
      lastExposed: Object.fromEntries(
        Object.entries(seen).map(([id, hours]) => [id, NOW + hours * HOUR]),
      ),
      ...rest,
      ...(choice && { choice }),
      ...(busy && { busy }),
    }),
  );

const told = ({ refusals }: Decision) =>
  refusals.map((one) => JSON.stringify(one)).sort();

test("one winner or none, and one reason for every other campaign", () => {
  fc.assert(
    fc.property(campaigns, budgets, situations, (all, interruptions, facts) => {
      const { winner, refusals } = arbitrate(
        { campaigns: all, interruptions },
        facts,
      );
      const ids = refusals.map(({ campaignId }) => campaignId);
      if (winner) ids.push(winner.id);
      expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
    }),
  );
});

test("the order in which campaigns stand changes nothing", () => {
  const chance = fc.infiniteStream(fc.nat());
  fc.assert(
    fc.property(
      campaigns,
      budgets,
      situations,
      chance,
      (all, interruptions, facts, dice) => {
        const shuffled = all
          .map((one) => [dice.next().value, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        const one = arbitrate({ campaigns: all, interruptions }, facts);
        const two = arbitrate({ campaigns: shuffled, interruptions }, facts);
        expect(two.winner?.id).toBe(one.winner?.id);
        expect(told(two)).toEqual(told(one));
      },
    ),
  );
});

test("a campaign more takes nothing from another but its turn", () => {
  fc.assert(
    fc.property(
      campaigns,
      shapes,
      budgets,
      situations,
      (all, shape, interruptions, facts) => {
        const before = arbitrate({ campaigns: all, interruptions }, facts);
        const added = make(shape, "new");
        const after = arbitrate(
          { campaigns: [...all, added], interruptions },
          facts,
        );
        const byTurn = ["other-step", "lower-priority"];
        const reasonsOf = ({ refusals }: Decision) =>
          new Map(
            refusals.map(({ campaignId, reason }) => [
              campaignId,
              byTurn.includes(reason) ? "turn" : reason,
            ]),
          );
        const [old, now] = [reasonsOf(before), reasonsOf(after)];
        for (const { id } of all) {
          if (old.has(id)) expect(now.get(id)).toBe(old.get(id));
          else expect([undefined, "turn"]).toContain(now.get(id));
        }
        expect([before.winner?.id, "new"]).toContain(after.winner?.id);
      },
    ),
  );
});

test("the winner stands on the step that comes next, and leads it", () => {
  fc.assert(
    fc.property(campaigns, budgets, situations, (all, interruptions, facts) => {
      const { winner, refusals } = arbitrate(
        { campaigns: all, interruptions },
        facts,
      );
      for (const { campaignId, reason } of refusals) {
        const loser = all.find(({ id }) => id === campaignId)!;
        if (reason === "lower-priority") {
          expect(rungOf(loser.treatment)).toBe(rungOf(winner!.treatment));
          expect(loser.priority).toBeLessThanOrEqual(winner!.priority);
        }
        if (reason === "other-step")
          expect(rungOf(loser.treatment)).not.toBe(rungOf(winner!.treatment));
      }
    }),
  );
});

test("over any course of a visit the shop's allowance, its gap and the exclusions hold", () => {
  const steps = fc.array(
    fc.record({ facts: situations, seconds: fc.nat(900) }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(campaigns, budgets, steps, (all, interruptions, course) => {
      const shown: { campaignId: string; at: number }[] = [];
      const lastExposed: Record<string, number> = {};
      let now = NOW;
      for (const { facts, seconds } of course) {
        now += seconds * 1000;
        const { winner } = arbitrate(
          { campaigns: all, interruptions },
          { ...facts, now, shown: [...shown], lastExposed: { ...lastExposed } },
        );
        if (!winner) continue;
        shown.push({ campaignId: winner.id, at: now });
        lastExposed[winner.id] = now;
      }
      expect(shown.length).toBeLessThanOrEqual(interruptions.perVisit);
      const times = shown.map(({ at }) => at);
      for (const [i, at] of times.slice(1).entries())
        expect(at - times[i]!).toBeGreaterThanOrEqual(
          interruptions.gapSeconds * 1000,
        );
      const had = shown.map(({ campaignId }) => campaignId);
      expect(new Set(had).size).toBe(had.length);
      const names = had.flatMap(
        (id) => all.find((one) => one.id === id)!.excludes ?? [],
      );
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

test("who wins now would have won at any moment, or somebody in her place", () => {
  fc.assert(
    fc.property(campaigns, budgets, situations, (all, budget, facts) => {
      const config = { campaigns: all, interruptions: budget };
      const { winner } = arbitrate(config, facts);
      const atAny = arbitrate(config, { ...facts, anyMoment: true });
      if (winner) expect(atAny.winner).toBeDefined();
      for (const { reason } of atAny.refusals)
        expect(["no-moment", "too-soon"]).not.toContain(reason);
    }),
  );
});
