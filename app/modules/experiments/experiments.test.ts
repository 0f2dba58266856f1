import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkSampleRatio,
  estimateLift,
  katzLift,
  newcombeDifference,
  parseAttribution,
} from "./experiments.ts";

// Expected values: computed with scipy 1.10.1 in double precision.
const treatment = { orders: 345, visits: 10_000 };
const holdout = { orders: 300, visits: 10_000 };

describe("intervals", () => {
  it("lift: Katz", () => {
    const { estimate, low, high } = katzLift({ treatment, holdout });
    expect(estimate).toBeCloseTo(0.15, 10);
    expect(low).toBeCloseTo(-0.012381769370753304, 10);
    expect(high).toBeCloseTo(0.3390801819822509, 10);
  });

  it("difference: Newcombe", () => {
    const { estimate, low, high } = newcombeDifference({ treatment, holdout });
    expect(estimate).toBeCloseTo(0.0045, 12);
    expect(low).toBeCloseTo(-0.0004012735946249974, 10);
    expect(high).toBeCloseTo(0.009415902848984851, 10);
  });

  it("the difference stays possible with any counts", () => {
    const arm = fc.integer({ min: 1, max: 100_000 }).chain((visits) =>
      fc.record({
        visits: fc.constant(visits),
        orders: fc.integer({ min: 0, max: visits }),
      }),
    );
    fc.assert(
      fc.property(arm, arm, (treatment, holdout) => {
        const { low, estimate, high } = newcombeDifference({
          treatment,
          holdout,
        });
        expect(low).toBeLessThanOrEqual(estimate + 1e-12);
        expect(high).toBeGreaterThanOrEqual(estimate - 1e-12);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it("say nothing before both arms have 25 conversions", () => {
    const few = { orders: 24, visits: 100 };
    expect(estimateLift({ treatment, holdout: few })).toEqual({
      reason: "not-enough-data",
      missing: { treatment: 0, holdout: 1 },
    });
    expect(
      estimateLift({ treatment, holdout: { ...few, orders: 25 } }),
    ).toHaveProperty("estimate");
  });
});

describe("sample ratio", () => {
  it.each([
    [5000, 5200, 0.5, 3.9215686274509802, 0.0476703806561615, false],
    [9000, 1075, 0.1, 5.024813895781638, 0.024986610699196436, false],
    [821588, 815482, 0.5, 22.7743688419, 1.8217928726e-6, true],
  ])(
    "%i to %i at %f",
    (treatment, holdout, holdoutShare, chi2, pValue, mismatch) => {
      const check = checkSampleRatio({ treatment, holdout, holdoutShare });
      expect(check.chi2).toBeCloseTo(chi2, 8);
      expect(check.pValue / pValue).toBeCloseTo(1, 8);
      expect(check.mismatch).toBe(mismatch);
    },
  );

  it("no visits are no mismatch", () => {
    expect(
      checkSampleRatio({ treatment: 0, holdout: 0, holdoutShare: 0.1 })
        .mismatch,
    ).toBe(false);
  });
});

describe("the cart attribute", () => {
  const visit = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const a = "018f0000-0000-7000-8000-00000000000a";
  const b = "018f0000-0000-7000-8000-00000000000b";

  it("names the visit and its campaigns", () => {
    expect(parseAttribution(`v1.${visit}.${a}.t.${b}.h`)).toEqual([
      { campaignId: a, visitId: visit },
      { campaignId: b, visitId: visit },
    ]);
  });

  it("what is malformed is nothing", () => {
    for (const text of [
      null,
      "",
      "v2",
      `v1.${visit}`,
      `v1.x.${a}.t`,
      `v1.${visit}.${a}`,
      `v1.${visit}.${a}.x`,
      `v2.${visit}.${a}.t`,
    ]) {
      expect(parseAttribution(text)).toEqual([]);
    }
    expect(parseAttribution(`v1.${visit}.x.t.${b}.h`)).toEqual([
      { campaignId: b, visitId: visit },
    ]);
  });

  it("survives anything, and counts a campaign once", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseAttribution(`v1.${visit}.${text}`).length).toBeLessThan(51);
      }),
    );
    expect(parseAttribution(`v1.${visit}.${a}.t.${a}.h`)).toHaveLength(1);
  });
});
