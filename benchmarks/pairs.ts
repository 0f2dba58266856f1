import { median } from "./figures.ts";
import type { PageFigures } from "./lighthouse.ts";

export interface Pair {
  without: PageFigures;
  with: PageFigures;
}

/** What one page loses by what was switched on: medians of the differences within pairs. */
export interface Loss {
  score: number;
  totalBlockingMs: number;
  largestContentfulPaintMs: number;
  /** Not a difference: the worst shift seen with it switched on, less the worst without. */
  cumulativeLayoutShift: number;
}

/**
 * Measures a page `count` times with and without, one right after the other, so that a machine that slows down slows both;
 * which comes first alternates.
 */
export async function measurePairs(options: {
  count: number;
  measure: () => Promise<PageFigures>;
  switchTo: (on: boolean) => Promise<void>;
  onPair?: (pair: Pair, index: number) => void;
}): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let i = 0; i < options.count; i++) {
    const order = i % 2 === 0 ? [false, true] : [true, false];
    const results = new Map<boolean, PageFigures>();
    for (const on of order) {
      await options.switchTo(on);
      results.set(on, await options.measure());
    }
    const pair = { without: results.get(false)!, with: results.get(true)! };
    pairs.push(pair);
    options.onPair?.(pair, i);
  }
  return pairs;
}

export function lossOf(pairs: Pair[]): Loss {
  const difference = (key: keyof PageFigures) =>
    median(pairs.map((pair) => pair.with[key] - pair.without[key]));
  const worstShift = (side: keyof Pair) =>
    Math.max(...pairs.map((pair) => pair[side].cumulativeLayoutShift));
  return {
    score: -difference("score"),
    totalBlockingMs: difference("totalBlockingMs"),
    largestContentfulPaintMs: difference("largestContentfulPaintMs"),
    cumulativeLayoutShift: Math.max(
      0,
      worstShift("with") - worstShift("without"),
    ),
  };
}

/** The worst of several pages, figure by figure: an average would hide the page that suffers. */
export function worstOf(losses: Loss[]): Loss {
  const worst = (key: keyof Loss) =>
    Math.max(...losses.map((loss) => loss[key]));
  return {
    score: worst("score"),
    totalBlockingMs: worst("totalBlockingMs"),
    largestContentfulPaintMs: worst("largestContentfulPaintMs"),
    cumulativeLayoutShift: worst("cumulativeLayoutShift"),
  };
}
