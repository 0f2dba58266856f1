import { expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "./default-intent-model.ts";
import { think, type Thought } from "./mind.ts";
import type { Signal } from "./signals.ts";
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
