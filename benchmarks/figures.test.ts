import { describe, expect, it } from "vitest";
import { median, meets } from "./figures.ts";

describe("figures", () => {
  it("takes the middle", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("misses a target that is not reached, and any figure that is no number", () => {
    expect(meets(0.7, { atLeast: 0.7 })).toBe(true);
    expect(meets(0.69, { atLeast: 0.7 })).toBe(false);
    expect(meets(41, { atMost: 40 })).toBe(false);
    expect(meets(Number.NaN, undefined)).toBe(false);
    expect(meets(3, undefined)).toBe(true);
  });
});
