import { describe, expect, it } from "vitest";
import { lossOf, measurePairs, worstOf } from "./pairs.ts";

const figures = (score: number, totalBlockingMs: number, shift = 0) => ({
  score,
  totalBlockingMs,
  largestContentfulPaintMs: 2000,
  cumulativeLayoutShift: shift,
});

describe("pairs", () => {
  it("quotes the median difference, so that one bad run decides nothing", () => {
    const loss = lossOf([
      { without: figures(80, 200), with: figures(79, 204) },
      { without: figures(81, 210), with: figures(60, 900) },
      { without: figures(79, 190), with: figures(79, 190) },
    ]);
    expect(loss.score).toBe(1);
    expect(loss.totalBlockingMs).toBe(4);
  });

  it("takes the worst page figure by figure", () => {
    const a = lossOf([{ without: figures(80, 200), with: figures(78, 200) }]);
    const b = lossOf([
      { without: figures(80, 200), with: figures(80, 250, 0.02) },
    ]);
    expect(worstOf([a, b])).toMatchObject({
      score: 2,
      totalBlockingMs: 50,
      cumulativeLayoutShift: 0.02,
    });
  });

  it("alternates what comes first", async () => {
    const order: boolean[] = [];
    await measurePairs({
      count: 2,
      measure: () => Promise.resolve(figures(80, 200)),
      switchTo: (on) => {
        order.push(on);
        return Promise.resolve();
      },
    });
    expect(order).toEqual([false, true, true, false]);
  });
});
