import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  engagedMs,
  noticeMoment,
  startMoment,
  type MomentName,
  type Signal,
} from "./gestures.ts";

function play(touch: boolean, signals: Signal[]): MomentName[] {
  const state = startMoment({ touch, screen: 800, now: 0 });
  return signals.flatMap((signal) => noticeMoment(state, signal) ?? []);
}

const moves = (from: number, ys: number[], step = 20): Signal[] =>
  ys.map((y, i) => ({ kind: "pointer", at: from + i * step, y }));
const scrolls = (from: number, ys: number[], step = 16): Signal[] =>
  ys.map((y, i) => ({ kind: "scroll", at: from + i * step, y }));

describe("a pointer", () => {
  test("that leaves upward is a moment", () => {
    const out: Signal = { kind: "pointer-out", at: 180, y: -3 };
    expect(play(false, [...moves(100, [300, 200, 90, 10]), out])).toEqual([
      "pointer-left",
    ]);
  });

  test("that leaves sideways, downward, or into an inner frame is none", () => {
    for (const y of [400, 799, 12])
      expect(
        play(false, [
          ...moves(100, [300, 200, 90]),
          { kind: "pointer-out", at: 170, y },
        ]),
      ).toEqual([]);
  });

  test("that creeps, rests at the edge, or comes from nowhere is none", () => {
    const out = (at: number): Signal => ({ kind: "pointer-out", at, y: 0 });
    expect(
      play(false, [...moves(0, [60, 50, 40, 30, 20, 10, 2], 200), out(1300)]),
    ).toEqual([]);
    expect(play(false, [...moves(0, [300, 100, 2]), out(2000)])).toEqual([]);
    expect(play(false, [out(10)])).toEqual([]);
    expect(play(false, [...moves(0, [20, 8]), out(30)])).toEqual([]);
  });

  test("that turned back down must rise again", () => {
    const out: Signal = { kind: "pointer-out", at: 130, y: 0 };
    expect(play(false, [...moves(0, [400, 10, 12, 11, 10, 9]), out])).toEqual(
      [],
    );
  });

  test("is no finger", () => {
    const out: Signal = { kind: "pointer-out", at: 180, y: -3 };
    expect(play(true, [...moves(100, [300, 200, 90, 10]), out])).toEqual([]);
  });
});

describe("fingers", () => {
  const down = scrolls(0, [0, 200, 400, 600, 800, 1000]);

  test("that flick back up after depth are a moment, once per flick", () => {
    const up = scrolls(500, [900, 600, 400, 200, 100, 0]);
    expect(play(true, [...down, ...up])).toEqual(["scrolled-up"]);
  });

  test("that go up slowly, or were never deep, are none", () => {
    expect(
      play(true, [...down, ...scrolls(500, [900, 700, 500, 300, 100], 300)]),
    ).toEqual([]);
    expect(
      play(true, [
        ...scrolls(0, [0, 200, 400, 600]),
        ...scrolls(200, [500, 200, 0]),
      ]),
    ).toEqual([]);
  });

  test("that come back to the tab", () => {
    const visit = (away: number): Signal[] => [
      { kind: "act", at: 1000 },
      { kind: "hidden", at: 3000 },
      { kind: "visible", at: 3000 + away },
    ];
    expect(play(true, visit(8000))).toEqual(["came-back"]);
    expect(play(true, visit(7999))).toEqual([]);
    expect(play(false, visit(60_000))).toEqual([]);
    // A tab opened in the background and looked at for the first time is no return.
    expect(
      play(true, [
        { kind: "hidden", at: 0 },
        { kind: "visible", at: 60_000 },
      ]),
    ).toEqual([]);
  });

  test("that rest for long, once until the next act, and not in a hidden tab", () => {
    const ticks = (from: number, to: number): Signal[] =>
      Array.from({ length: (to - from) / 5000 }, (_, i) => ({
        kind: "tick",
        at: from + i * 5000,
      }));
    const act = (at: number): Signal => ({ kind: "act", at });
    expect(play(true, [act(0), ...ticks(5000, 90_000)])).toEqual(["fell-idle"]);
    expect(
      play(true, [
        act(0),
        ...ticks(5000, 60_000),
        act(60_000),
        ...ticks(65_000, 120_000),
      ]),
    ).toHaveLength(2);
    expect(
      play(true, [
        act(0),
        { kind: "hidden", at: 1000 },
        ...ticks(5000, 90_000),
      ]),
    ).toEqual([]);
    expect(play(true, ticks(5000, 90_000))).toEqual([]);
  });
});

test("engaged time runs from the first act, and only while the page is visible", () => {
  const state = startMoment({ touch: false, screen: 800, now: 0 });
  expect(engagedMs(state, 9000)).toBe(0);
  noticeMoment(state, { kind: "act", at: 10_000 });
  expect(engagedMs(state, 13_000)).toBe(3000);
  noticeMoment(state, { kind: "hidden", at: 13_000 });
  noticeMoment(state, { kind: "hidden", at: 14_000 });
  expect(engagedMs(state, 60_000)).toBe(3000);
  noticeMoment(state, { kind: "visible", at: 60_000 });
  expect(engagedMs(state, 61_000)).toBe(4000);
});

test("whatever comes, engaged time never runs backward nor faster than the clock", () => {
  const signal = fc.record({
    kind: fc.constantFrom(
      "pointer",
      "pointer-out",
      "scroll",
      "hidden",
      "visible",
      "act",
      "tick",
    ),
    wait: fc.integer({ min: 0, max: 40_000 }),
    y: fc.integer({ min: -50, max: 5000 }),
  });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(signal, { maxLength: 60 }),
      (touch, signals) => {
        const state = startMoment({ touch, screen: 800, now: 0 });
        let at = 0;
        let before = 0;
        for (const { kind, wait, y } of signals) {
          at += wait;
          const moment = noticeMoment(state, { kind, at, y } as Signal);
          const engaged = engagedMs(state, at);
          expect(engaged).toBeGreaterThanOrEqual(before);
          expect(engaged - before).toBeLessThanOrEqual(wait);
          if (moment) expect(moment === "pointer-left").toBe(!touch);
          before = engaged;
        }
      },
    ),
  );
});
