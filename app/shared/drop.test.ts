import { describe, expect, test } from "vitest";
import type { Clue } from "./drop-rules.ts";
import { holdsIn, likelyAnxiety, stageOf } from "./drop.ts";
import { ANXIETIES, STAGES, type Anxiety, type Stage } from "./intent-model.ts";
import type { Signal } from "./signals.ts";
import { noticeSignal, startVisit } from "./visit-state.ts";

const play = (signals: Signal[]) => signals.reduce(noticeSignal, startVisit());
const product = (at: number, productId: string, priceMinor = 5000): Signal => ({
  at,
  kind: "page",
  page: "product",
  productId,
  priceMinor,
});

test.each<[Stage, Clue[], Anxiety]>([
  ["browsing", [], "just-looking"],
  ["product", [], "value"],
  ["cart", [], "total-cost"],
  ["checkout-contact", [], "trust"],
  ["checkout-address", [], "delivery"],
  ["checkout-shipping", [], "delivery"],
  ["checkout-payment", [], "total-cost"],
  ["product", ["size"], "fit"],
  ["product", ["sized"], "fit"],
  ["cart", ["sized"], "total-cost"],
  ["product", ["sized", "dear"], "value"],
  ["cart", ["delivery"], "delivery"],
  ["cart", ["returns"], "returns"],
  ["product", ["reviews"], "trust"],
  ["cart", ["coupon-trouble", "delivery"], "total-cost"],
  ["product", ["copied", "sized"], "value"],
  ["cart", ["checkout-returns"], "total-cost"],
  ["browsing", ["empty-searches"], "just-looking"],
  ["checkout-payment", ["delivery"], "delivery"],
])("at %s, %j speaks of %s", (stage, clues, anxiety) => {
  expect(likelyAnxiety(stage, (clue) => clues.includes(clue))).toBe(anxiety);
});

test("every anxiety is the likely one somewhere", () => {
  const clues: Clue[] = ["size", "delivery", "returns", "warranty", "copied"];
  const found = STAGES.flatMap((stage) => [
    likelyAnxiety(stage, () => false),
    ...clues.map((one) => likelyAnxiety(stage, (clue) => clue === one)),
  ]);
  expect(new Set(found)).toEqual(new Set(ANXIETIES));
});

describe("clues of a visit", () => {
  test("dear is what costs clearly more than what she looked at", () => {
    const dear = (...prices: number[]) =>
      Boolean(
        holdsIn(
          play(prices.map((price, i) => product(i, String(i), price))),
          "dear",
        ),
      );
    expect(dear(5000)).toBe(false);
    expect(dear(5000, 5500)).toBe(false);
    expect(dear(5000, 9000)).toBe(true);
    expect(dear(9000, 5000)).toBe(false);
  });

  test("two products are compared while no cart lies between them", () => {
    const two = (signals: Signal[]) =>
      Boolean(holdsIn(play(signals), "two-products"));
    expect(two([product(0, "1"), product(1, "2")])).toBe(true);
    expect(
      two([
        product(0, "1"),
        { at: 1, kind: "page", page: "cart" },
        product(2, "2"),
      ]),
    ).toBe(false);
  });

  test("what was opened and what was counted are clues", () => {
    const state = play([
      product(0, "1"),
      { at: 1, kind: "opened", topic: "returns" },
      { at: 2, kind: "coupon-failed" },
    ]);
    expect(Boolean(holdsIn(state, "returns"))).toBe(true);
    expect(Boolean(holdsIn(state, "coupon-trouble"))).toBe(true);
    expect(Boolean(holdsIn(state, "size"))).toBe(false);
  });
});

test("the stage is the page, until she goes to the checkout", () => {
  const cart: Signal = { at: 0, kind: "page", page: "cart" };
  expect(stageOf(play([cart]))).toBe("cart");
  expect(stageOf(play([cart, { at: 1, kind: "checkout" }]))).toBe(
    "checkout-contact",
  );
  expect(stageOf(play([{ ...cart, page: "search" }]))).toBe("browsing");
});
