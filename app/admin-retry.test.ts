import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failurePause, throttlePause } from "./admin-retry.ts";

const status = (currentlyAvailable: number) => ({
  maximumAvailable: 2000,
  currentlyAvailable,
  restoreRate: 100,
});

describe("the pause after a throttled answer", () => {
  it("is what the bucket needs to hold the query's cost", () => {
    expect(
      throttlePause({ requestedQueryCost: 500, throttleStatus: status(300) }),
    ).toBe(2000);
    expect(
      throttlePause({ requestedQueryCost: 500, throttleStatus: status(500) }),
    ).toBe(0);
    expect(
      throttlePause({ requestedQueryCost: 9000, throttleStatus: status(0) }),
    ).toBe(20_000);
  });

  it("is always enough and never more than a millisecond too long", () => {
    const points = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(
        points,
        points,
        fc.integer({ min: 50, max: 2000 }),
        (requested, available, restoreRate) => {
          const pause = throttlePause({
            requestedQueryCost: requested,
            throttleStatus: {
              maximumAvailable: 2000,
              currentlyAvailable: available,
              restoreRate,
            },
          });
          expect(
            available + (pause * restoreRate) / 1000,
          ).toBeGreaterThanOrEqual(requested - 1e-6);
          if (pause > 0)
            expect(available + ((pause - 1) * restoreRate) / 1000).toBeLessThan(
              requested,
            );
        },
      ),
    );
  });
});

describe("the pause after a failure", () => {
  it("doubles, spreads by a quarter and ends at 20 seconds", () => {
    expect(
      [1, 2, 3].map((attempt) => failurePause({ attempt, chance: 0 })),
    ).toEqual([500, 1000, 2000]);
    expect(failurePause({ attempt: 1, chance: 1 })).toBe(625);
    expect(failurePause({ attempt: 30, chance: 0 })).toBe(20_000);
  });

  it("respects Retry-After when that is longer", () => {
    expect(failurePause({ attempt: 1, retryAfter: 3, chance: 0 })).toBe(3000);
    expect(failurePause({ attempt: 4, retryAfter: 1, chance: 0 })).toBe(4000);
  });
});
