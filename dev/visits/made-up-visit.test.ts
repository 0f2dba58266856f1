import { expect, test } from "vitest";
import { createRandom } from "#dev/fake-shopify/catalogue/random.ts";
import { makeUpVisit, makeUpVisits } from "./made-up-visit.ts";
import { SHOPPER_KINDS, SHOPPERS, STEPS } from "./shopper-kinds.ts";
import { purchaseChances } from "./truth.ts";

const visits = makeUpVisits(6000, 7);
const shareOf = (
  list: typeof visits,
  is: (one: (typeof visits)[0]) => boolean,
) => list.filter(is).length / list.length;

test("one seed makes one list of visits", () => {
  expect(makeUpVisits(20, 3)).toEqual(makeUpVisits(20, 3));
  expect(makeUpVisits(20, 3)).not.toEqual(makeUpVisits(20, 4));
});

test("chances and shares add up to one", () => {
  for (const kind of SHOPPER_KINDS)
    for (const step of STEPS) {
      const chances = Object.values(SHOPPERS[kind].chain[step]);
      expect(
        chances.reduce((sum, chance) => sum + chance, 0),
        `${kind} ${step}`,
      ).toBeCloseTo(1, 9);
    }
  const shares = SHOPPER_KINDS.map((kind) => SHOPPERS[kind].share);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

test("together the kinds buy and leave as shops know it", () => {
  const bought = shareOf(visits, (one) => one.purchased);
  const baskets = visits.filter((one) => one.steps.includes("basket"));
  expect(bought).toBeGreaterThan(0.02);
  expect(bought).toBeLessThan(0.04);
  const left = 1 - shareOf(baskets, (one) => one.purchased);
  expect(left).toBeGreaterThan(0.65);
  expect(left).toBeLessThan(0.85);
});

test.each(SHOPPER_KINDS)(
  "visits of a %s end as often in a purchase as is true of her",
  (kind) => {
    const random = createRandom(11);
    const many = Array.from({ length: 4000 }, () => makeUpVisit(kind, random));
    for (const step of ["product", "cart"] as const) {
      const there = many.filter((one) => one.steps.includes(step));
      // From the first time on that she is there, her chain forgets how she came.
      const expected = purchaseChances(kind)[step];
      const bought = shareOf(there, (one) => one.purchased);
      const error = Math.sqrt((expected * (1 - expected)) / there.length);
      expect(Math.abs(bought - expected)).toBeLessThan(4 * error + 0.004);
    }
  },
);

test("time never runs backwards, and nothing follows a purchase", () => {
  for (const { signals, purchased } of visits.slice(0, 500)) {
    for (let i = 1; i < signals.length; i++)
      expect(signals[i]!.at).toBeGreaterThanOrEqual(signals[i - 1]!.at);
    expect(signals.at(-1)!.kind === "purchased").toBe(purchased);
  }
});
