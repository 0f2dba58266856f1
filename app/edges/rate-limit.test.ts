import fc from "fast-check";
import { expect, test } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

test("a burst passes, then one per refill, each key by itself", () => {
  const limit = createRateLimit({ burst: 3, perSecond: 2 });
  expect([0, 0, 0, 0].map((at) => limit.take("a", at))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(limit.take("b", 0)).toBe(true);
  expect(limit.take("a", 499)).toBe(false);
  expect(limit.take("a", 500)).toBe(true);
  expect(limit.take("a", 501)).toBe(false);
});

test("never lets through more than the burst and what was refilled since", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 });
  fc.assert(
    fc.property(steps, (pauses) => {
      const limit = createRateLimit({ burst: 5, perSecond: 1 });
      let at = 0;
      let passed = 0;
      for (const pause of pauses) {
        at += pause;
        if (limit.take("a", at)) passed++;
      }
      expect(passed).toBeLessThanOrEqual(5 + at / 1000);
    }),
  );
});

test("a flood of addresses does not grow its memory, and a clock set back does not lock anybody out", () => {
  const limit = createRateLimit({ burst: 1, perSecond: 1, maxKeys: 10 });
  for (let i = 0; i < 1000; i++)
    expect(limit.take(`address ${i}`, 0)).toBe(true);
  expect(limit.take("late", 10_000)).toBe(true);
  expect(limit.take("late", 5000)).toBe(false);
  expect(limit.take("late", 6000)).toBe(true);
});

test("a flood of new keys costs each request little", () => {
  const limit = createRateLimit({ burst: 6, perSecond: 0.2 });
  const begun = performance.now();
  for (let i = 0; i < 100_000; i++) limit.take(`visit ${i}`, 0);
  // Half a minute when each new key looks through the other 50,000.
  expect(performance.now() - begun).toBeLessThan(3_000);
});
