import { expect, test } from "vitest";
import { type Good, tellVisit } from "#dev/demo/seed/doubts.ts";

const GOODS: Good[] = ["1", "2", "3"].map((productId) => ({
  productId,
  variantId: `9${productId}`,
  priceMinor: 4800,
}));
const KINDS = ["looks", "buys", "leaves-cart", "leaves-checkout"] as const;
const seeds = Array.from({ length: 60 }, (_, seed) => seed);

test.each(KINDS)(
  "a visit that %s is told alike each time, in order",
  (kind) => {
    for (const seed of seeds) {
      const told = tellVisit({ kind, seed }, GOODS, GOODS.slice(0, 2));
      expect(tellVisit({ kind, seed }, GOODS, GOODS.slice(0, 2))).toEqual(told);
      const times = told.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(told.length).toBeLessThan(200);
    }
  },
);

test("she takes something out only when something stays, and goes to pay only with a basket", () => {
  for (const seed of seeds) {
    for (const signal of tellVisit({ kind: "leaves-cart", seed }, GOODS, GOODS))
      if (signal.kind === "cart") {
        expect(signal.count).toBeGreaterThan(0);
        expect(signal.totalMinor).toBe(signal.count * 4800);
      }
    const soldOut = tellVisit({ kind: "buys", seed }, GOODS, []);
    expect(soldOut.some(({ kind }) => kind === "checkout")).toBe(false);
  }
});
