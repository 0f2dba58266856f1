import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCampaign, makeConfig } from "#app/shared/campaign.fixture.ts";
import { think } from "#app/shared/mind.ts";
import { anySignals } from "#app/shared/signals.fixture.ts";
import { startVisit } from "#app/shared/visit-state.ts";
import { MADE_UP_VISITS } from "./made-up-visits.ts";
import { playVisit } from "./play-visit.ts";
import { NOTHING_SUPPOSED, type Supposed } from "./supposed.ts";
import { clockOf, describeMoments, describeSignal } from "./words.ts";

const startedAt = Date.parse("2026-11-21T15:00:00Z"); // 10:00 in New York
const play = (
  id: string,
  {
    config = makeConfig(),
    supposed = {},
  }: {
    config?: ReturnType<typeof makeConfig>;
    supposed?: Partial<Supposed>;
  } = {},
) => {
  const visit = MADE_UP_VISITS.find((one) => one.id === id)!;
  return playVisit({
    ...visit,
    config,
    startedAt,
    supposed: { ...NOTHING_SUPPOSED, ...supposed },
    bucketId: "shopper-1",
  });
};
const winners = (steps: ReturnType<typeof play>) =>
  steps.flatMap(({ decision }, i) =>
    decision.winner ? [[i, decision.winner.id]] : [],
  );

test("each step is what the shopper's device would have thought", () => {
  const steps = play("delivery");
  let state = startVisit(false);
  for (const { signal, thought } of steps) {
    const expected = think(state, signal, makeConfig().intent);
    expect(thought).toEqual(expected);
    state = expected.state;
  }
});

test("a campaign for leaving the cart wins at the exit, once, and every other moment has its reason", () => {
  const steps = play("delivery");
  expect(winners(steps)).toEqual([[8, makeCampaign().id]]);
  for (const { decision } of steps.slice(0, 8))
    expect(decision.refusals).toHaveLength(1);
});

test("what was shown counts: with the budget spent nothing else comes", () => {
  const moment = { kind: "coupon-focus", afterSeconds: 0 } as const;
  const config = makeConfig({
    campaigns: [makeCampaign({ id: "a", moment }), makeCampaign({ id: "b" })],
  });
  const steps = play("total", { config });
  expect(winners(steps)).toEqual([[5, "a"]]);
  expect(steps[7]?.decision.refusals).toContainEqual({
    campaignId: "b",
    reason: "budget-spent",
  });
});

test("what signals do not say is supposed, or not known", () => {
  const asks = (on: "device" | "country" | "source", any: string[]) =>
    makeConfig({
      campaigns: [
        makeCampaign({
          audience: {
            pages: ["cart"],
            minCartMinor: 0,
            groups: [{ match: "all", conditions: [{ on, any }] }],
          },
        }),
      ],
    });
  const config = asks("device", ["phone"]);
  expect(winners(play("delivery", { config }))).toEqual([]);
  expect(
    winners(
      play("delivery", { config, supposed: { sets: { device: "phone" } } }),
    ),
  ).toHaveLength(1);
  expect(
    winners(
      play("delivery", {
        config: asks("country", ["de"]),
        supposed: { sets: { country: "DE" } },
      }),
    ),
  ).toHaveLength(1);
});

test("hours are those of the shop's wall", () => {
  const at = (from: number, to: number) =>
    makeConfig({
      campaigns: [
        makeCampaign({
          audience: {
            pages: ["cart"],
            minCartMinor: 0,
            groups: [
              {
                match: "all",
                conditions: [{ on: "hours", days: [6], from, to }],
              },
            ],
          },
        }),
      ],
    });
  expect(
    winners(play("delivery", { config: at(10 * 60, 11 * 60) })),
  ).toHaveLength(1);
  expect(winners(play("delivery", { config: at(15 * 60, 16 * 60) }))).toEqual(
    [],
  );
});

test("whatever was recorded plays without a fault, and is told in words", () => {
  fc.assert(
    fc.property(anySignals, (signals) => {
      const steps = playVisit({
        signals,
        returning: true,
        config: makeConfig(),
        startedAt,
        supposed: NOTHING_SUPPOSED,
      });
      expect(steps).toHaveLength(signals.length);
      for (const { thought } of steps) describeMoments(thought.moments);
    }),
    { numRuns: 50 },
  );
});

test("each made-up visit has an end that its name promises, and words for every signal", () => {
  for (const { id, signals } of MADE_UP_VISITS) {
    for (const signal of signals)
      expect(describeSignal(signal, "USD").length, signal.kind).toBeGreaterThan(
        3,
      );
    expect(play(id)).toHaveLength(signals.length);
  }
  const last = (id: string) => play(id).at(-1)?.thought;
  expect(last("committed")?.state.purchased).toBe(true);
  expect(
    play("delivery").flatMap(({ thought }) => thought.drop ?? []),
  ).toContainEqual(expect.objectContaining({ anxiety: "delivery" }));
  expect(last("browsing")?.segment).toBe("just-browsing");
});

test("times read like a stop watch", () => {
  expect([0, 65_000, 3_600_000].map(clockOf)).toEqual([
    "0:00",
    "1:05",
    "60:00",
  ]);
});
