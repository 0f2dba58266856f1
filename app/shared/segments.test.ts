import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lean } from "./intent-trace.ts";
import { LEANS, leansOf, segmentOf } from "./segments.ts";
import { startVisit, type VisitState } from "./visit-state.ts";

const MIDDLE = { purchase: 50, abandon: 50, return: 50, momentum: 0 };

describe("a lean", () => {
  test.each(Object.entries(LEANS))(
    "%s is left further back than it is entered",
    (name, [of, enter, leave]) => {
      const lean = name as Lean;
      const at = (value: number, before: boolean) =>
        Boolean(leansOf({ [lean]: before }, { ...MIDDLE, [of]: value })[lean]);
      const middle = (enter + leave) / 2;
      expect([at(enter, false), at(leave, true)]).toEqual([true, true]);
      expect([at(middle, false), at(middle, true)]).toEqual([false, true]);
      const beyond = leave + (leave - enter) / 10;
      expect(at(beyond, true)).toBe(false);
    },
  );

  test("does not flicker while a measure trembles by 6 points", () => {
    const trembling = fc.record({
      around: fc.double({ min: -100, max: 100, noNaN: true }),
      by: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
        minLength: 5,
        maxLength: 60,
      }),
      of: fc.constantFrom("purchase", "abandon", "return", "momentum"),
    });
    fc.assert(
      fc.property(trembling, ({ around, by, of }) => {
        let leans = {};
        const seen = by.map((tremble) => {
          leans = leansOf(leans, { ...MIDDLE, [of]: around + tremble });
          return JSON.stringify(leans);
        });
        const changes = seen.filter((one, i) => i > 0 && one !== seen[i - 1]);
        // Once into each lean that the measure can reach; never back again.
        expect(new Set(seen).size).toBe(changes.length + 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a segment", () => {
  const visit = (counts: VisitState["counts"] = {}): VisitState => ({
    ...startVisit(false),
    counts,
  });
  const unknown = { ...startVisit(), counts: { "cart-count": 2 } };
  const basket = visit({ "cart-count": 2 });
  test.each<[string, VisitState, Partial<Record<Lean, boolean>>, string]>([
    ["nothing known", visit(), {}, "just-browsing"],
    ["leaving without a basket", visit(), { leaving: true }, "just-browsing"],
    ["interested", visit(), { interested: true }, "building"],
    [
      "interested and leaving",
      visit(),
      { interested: true, leaving: true },
      "product-hesitant",
    ],
    ["information opened", visit({ "help-opened": 1 }), {}, "product-hesitant"],
    [
      "to and fro",
      visit({ "back-and-forth": 1 }),
      { interested: true },
      "product-hesitant",
    ],
    ["a basket", basket, { interested: true }, "building"],
    [
      "a sure basket",
      basket,
      { interested: true, committed: true },
      "committed",
    ],
    [
      "a sure basket that trembles",
      basket,
      { committed: true, falling: true },
      "committed",
    ],
    [
      "a sure basket that leaves",
      basket,
      { committed: true, leaving: true },
      "basket-abandoner",
    ],
    ["a basket that falls", basket, { falling: true }, "basket-abandoner"],
    [
      "a basket that leaves for good",
      basket,
      { leaving: true, "unlikely-back": true },
      "last-chancer",
    ],
    [
      "a basket that leaves, of one we know nothing of",
      unknown,
      { leaving: true, "unlikely-back": true },
      "basket-abandoner",
    ],
    [
      "a basket of one unlikely to return",
      basket,
      { "unlikely-back": true },
      "building",
    ],
    [
      "a purchase",
      { ...basket, purchased: true },
      { leaving: true },
      "committed",
    ],
  ])("of %s", (_, state, leans, segment) => {
    expect(segmentOf(state, leans)).toBe(segment);
  });
});
