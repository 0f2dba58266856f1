import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "./default-intent-model.ts";
import { think, type Thought } from "./mind.ts";
import type { Signal } from "./signals.ts";
import { anySignals } from "./signals.fixture.ts";
import { startVisit } from "./visit-state.ts";

function play(signals: Signal[], returning = false): Thought[] {
  let state = startVisit(returning);
  return signals.map((signal) => {
    const thought = think(state, signal, DEFAULT_INTENT_MODEL);
    state = thought.state;
    return thought;
  });
}

function kindsOf({ moments }: Thought) {
  return moments.map(({ kind }) => kind);
}

test("a happening is told with its one signal, a condition with every signal while it lasts", () => {
  const [page, opened, exit] = play(
    [
      { at: 0, kind: "page", page: "product", productId: "1" },
      { at: 4000, kind: "opened", topic: "size" },
      { at: 9000, kind: "exit", how: "pointer-left" },
    ],
    true,
  );
  expect(kindsOf(page!)).toEqual(["return-visit", "time-on-page", "page-load"]);
  expect(kindsOf(opened!)).not.toContain("exit");
  expect(kindsOf(exit!)).toContain("exit");
  expect(kindsOf(exit!)).toContain("page-load");
  expect(exit!.pageSeconds).toBe(9);
});

test("a hidden tab has no moments, a purchase has one", () => {
  const [, hidden, , purchased] = play([
    { at: 0, kind: "page", page: "cart" },
    { at: 1000, kind: "hidden" },
    { at: 2000, kind: "visible" },
    { at: 3000, kind: "purchased" },
  ]);
  expect(hidden!.moments).toEqual([]);
  expect(kindsOf(purchased!)).toEqual(["after-purchase"]);
});

test("there and back again is a moment", () => {
  const thoughts = play([
    { at: 0, kind: "page", page: "product", productId: "1" },
    { at: 9000, kind: "page", page: "collection" },
    { at: 12_000, kind: "page", page: "product", productId: "2" },
    { at: 20_000, kind: "page", page: "product", productId: "1" },
  ]);
  expect(kindsOf(thoughts[2]!)).not.toContain("back-and-forth");
  expect(kindsOf(thoughts[3]!)).toContain("back-and-forth");
});

const product = (at: number, productId: string): Signal => ({
  at,
  kind: "page",
  page: "product",
  productId,
});

/** Looks, builds a basket, wavers in the cart. */
const WAVERING: Signal[] = [
  product(0, "1"),
  { at: 30_000, kind: "opened", topic: "delivery" },
  { at: 90_000, kind: "cart", change: "add", count: 1, totalMinor: 5000 },
  { at: 95_000, kind: "page", page: "cart" },
  { at: 125_000, kind: "idle", seconds: 15 },
  { at: 140_000, kind: "idle", seconds: 30 },
  { at: 150_000, kind: "coupon-focus" },
  { at: 155_000, kind: "coupon-failed" },
  { at: 160_000, kind: "exit", how: "pointer-left" },
];

test("a basket that wavers falls, drops once, and is about what she looked for", () => {
  const thoughts = play(WAVERING);
  const drops = thoughts.flatMap(({ drop }) => drop ?? []);
  expect(drops[0]).toMatchObject({ page: "cart", stage: "cart" });
  expect(["delivery", "total-cost"]).toContain(drops[0]!.anxiety);
  expect(drops.length).toBeLessThanOrEqual(2);
  const last = thoughts.at(-1)!;
  expect(last.momentum).toBeLessThan(0);
  expect(["basket-abandoner", "last-chancer"]).toContain(last.segment);
  const fell = last.moments.find(({ kind }) => kind === "intent-fell");
  expect(fell!.points).toBeGreaterThanOrEqual(15);
});

test("who leaves the page on which her heart fell has dropped there", () => {
  const left = play([
    ...WAVERING.slice(0, 4),
    { at: 100_000, kind: "checkout" },
    { at: 160_000, kind: "page", page: "home" },
  ]).at(-1)!;
  expect(left.drop).toMatchObject({ stage: "checkout-contact", page: "cart" });
});

test("after the purchase nothing drops, and she is left alone", () => {
  const thoughts = play([
    ...WAVERING.slice(0, 4),
    { at: 100_000, kind: "checkout" },
    { at: 160_000, kind: "purchased" },
    { at: 161_000, kind: "page", page: "home" },
    { at: 162_000, kind: "cart", change: "none", count: 0, totalMinor: 0 },
  ]);
  expect(thoughts.slice(5).flatMap(({ drop }) => drop ?? [])).toEqual([]);
  expect(thoughts.at(-1)!.segment).toBe("committed");
});

test("whatever is told, what is kept fits 2 KB and goes on where it was after a page's end", () => {
  fc.assert(
    fc.property(anySignals, (signals) => {
      let state = startVisit();
      for (const signal of signals) {
        const kept = JSON.stringify(state);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(2048);
        const thought = think(state, signal, DEFAULT_INTENT_MODEL);
        const again = think(
          JSON.parse(kept) as typeof state,
          signal,
          DEFAULT_INTENT_MODEL,
        );
        expect(again).toEqual(thought);
        state = thought.state;
      }
    }),
    { numRuns: 60 },
  );
});

test("taking out never raises purchase, adding never lowers it, a gesture of leaving never lowers abandon", () => {
  fc.assert(
    fc.property(anySignals, fc.integer({ min: 1, max: 5 }), (signals, by) => {
      const before = play([
        { at: 0, kind: "page", page: "cart" },
        ...signals,
      ]).at(-1)!;
      const { at, counts } = before.state;
      const count = counts["cart-count"] ?? 0;
      const after = (signal: Signal) =>
        think(before.state, signal, DEFAULT_INTENT_MODEL).intent;
      const cart = (change: "add" | "remove", left: number): Signal => ({
        at,
        kind: "cart",
        change,
        count: left,
        totalMinor: 1000,
      });
      if (count >= by)
        expect(after(cart("remove", count - by)).purchase).toBeLessThanOrEqual(
          before.intent.purchase,
        );
      expect(after(cart("add", count + by)).purchase).toBeGreaterThanOrEqual(
        before.intent.purchase,
      );
      expect(
        after({ at, kind: "exit", how: "pointer-left" }).abandon,
      ).toBeGreaterThanOrEqual(before.intent.abandon);
    }),
    { numRuns: 80 },
  );
});

test("a page alone, with the basket that Liquid shows, is enough to see a basket that leaves", () => {
  let state = startVisit();
  const segments = (
    [
      { at: 0, kind: "page", page: "cart" },
      { at: 0, kind: "cart", change: "none", count: 2, totalMinor: 9000 },
      { at: 12_000, kind: "exit", how: "pointer-left" },
    ] satisfies Signal[]
  ).map((signal) => {
    const thought = think(state, signal, DEFAULT_INTENT_MODEL);
    state = thought.state;
    return thought.segment;
  });
  expect(segments).toEqual(["just-browsing", "building", "basket-abandoner"]);
});
