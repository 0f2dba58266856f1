import fc from "fast-check";
import { expect, test } from "vitest";
import { featuresOf } from "./features.ts";
import { FEATURES, type Feature } from "./intent-model.ts";
import type { Signal } from "./signals.ts";
import { anySignals } from "./signals.fixture.ts";
import { noticeSignal, startVisit, type VisitState } from "./visit-state.ts";

const product = (at: number, productId: string): Signal => ({
  at,
  kind: "page",
  page: "product",
  productId,
});
const page = (at: number, kind: "cart" | "collection" | "home"): Signal => ({
  at,
  kind: "page",
  page: kind,
});
const cart = (
  at: number,
  change: "none" | "add" | "remove" | "quantity",
  count: number,
): Signal => ({ at, kind: "cart", change, count, totalMinor: count * 1000 });

function play(signals: Signal[], returning = false): VisitState {
  return signals.reduce(noticeSignal, startVisit(returning));
}

function feature(name: Feature, signals: Signal[], at?: number): number {
  return featuresOf(play(signals), at)[FEATURES.indexOf(name)]!;
}

test("only visible time is dwell", () => {
  const signals: Signal[] = [
    product(0, "1"),
    { at: 10_000, kind: "hidden" },
    { at: 300_000, kind: "visible" },
    { at: 305_000, kind: "act" },
  ];
  expect(feature("product-seconds", signals)).toBe(15);
  expect(feature("product-seconds", signals, 310_000)).toBe(20);
  expect(feature("times-hidden", signals)).toBe(1);
});

test("a page that went away without a word is not counted until the next one", () => {
  expect(
    feature("product-seconds", [product(0, "1"), page(900_000, "home")]),
  ).toBe(30);
});

test("a tab counts as hidden when she is back, not when she goes to another page", () => {
  const hidden: Signal = { at: 5000, kind: "hidden" };
  const left = [product(0, "1"), hidden, page(6000, "cart")];
  expect(feature("times-hidden", left)).toBe(0);
  expect(
    feature("times-hidden", [...left, { at: 7000, kind: "visible" }]),
  ).toBe(0);
  expect(
    feature("times-hidden", [
      product(0, "1"),
      hidden,
      { at: 9000, kind: "visible" },
    ]),
  ).toBe(1);
});

test("a pause is the part of the page's time without an act", () => {
  const signals: Signal[] = [
    page(0, "cart"),
    { at: 20_000, kind: "act" },
    { at: 35_000, kind: "idle", seconds: 15 },
    { at: 50_000, kind: "idle", seconds: 30 },
    { at: 60_000, kind: "act" },
  ];
  expect(feature("idle-share", signals)).toBe(0.5);
  expect(feature("cart-seconds", signals)).toBe(60);
  expect(feature("idle-share", [...signals, page(61_000, "home")])).toBe(0);
});

test.each([
  [
    "product, cart, product",
    [product(0, "1"), page(1, "cart"), product(2, "1")],
    1,
  ],
  [
    "two products, by way of the list",
    [
      product(0, "1"),
      page(1, "collection"),
      product(2, "2"),
      page(3, "collection"),
      product(4, "1"),
    ],
    1,
  ],
  [
    "three products in a row",
    [product(0, "1"), product(1, "2"), product(2, "3")],
    0,
  ],
  [
    "the same page again",
    [product(0, "1"), product(1, "1"), product(2, "1")],
    0,
  ],
  [
    "a basket being built",
    [
      product(0, "1"),
      page(1, "cart"),
      product(2, "2"),
      cart(3, "add", 2),
      page(4, "cart"),
    ],
    0,
  ],
  [
    "home and list",
    [page(0, "home"), page(1, "collection"), page(2, "home")],
    0,
  ],
])("back and forth: %s", (_, signals, times) => {
  expect(feature("back-and-forth", signals)).toBe(times);
});

test("the basket's age runs from when it last grew, or was first seen full", () => {
  const built = [page(0, "cart"), cart(60_000, "add", 1)];
  expect(feature("cart-age-minutes", built, 180_000)).toBe(2);
  expect(
    feature(
      "cart-age-minutes",
      [...built, cart(180_000, "remove", 0)],
      240_000,
    ),
  ).toBe(0);
  expect(
    feature(
      "cart-age-minutes",
      [cart(0, "none", 3), cart(60_000, "none", 3)],
      120_000,
    ),
  ).toBe(2);
  expect(
    feature(
      "cart-age-minutes",
      [...built, cart(120_000, "quantity", 2)],
      180_000,
    ),
  ).toBe(1);
});

test("a changed quantity counts by the way it went", () => {
  const signals = [
    cart(0, "none", 2),
    cart(1, "quantity", 3),
    cart(2, "quantity", 1),
  ];
  expect(feature("cart-adds", signals)).toBe(1);
  expect(feature("cart-removes", signals)).toBe(1);
  expect(feature("cart-count", signals)).toBe(1);
});

test("gestures of leaving fade, half of them every two minutes", () => {
  const signals: Signal[] = [
    page(0, "cart"),
    { at: 0, kind: "exit", how: "pointer-left" },
    { at: 120_000, kind: "exit", how: "pointer-left" },
  ];
  expect(feature("exits", signals)).toBe(1.5);
  expect(feature("exits", signals, 240_000)).toBe(0.75);
});

test("a page after the checkout is a return from it", () => {
  const signals: Signal[] = [page(0, "cart"), { at: 1, kind: "checkout" }];
  expect(feature("checkout-returns", signals)).toBe(0);
  expect(feature("checkout-returns", [...signals, page(2, "cart")])).toBe(1);
  expect(play([...signals, page(2, "cart")]).atCheckout).toBe(false);
});

test("every feature moves with something that a shopper does", () => {
  const signals: Signal[] = [
    product(0, "1"),
    { at: 1000, kind: "scroll", depth: 50 },
    { at: 2000, kind: "opened", topic: "size" },
    { at: 3000, kind: "copied" },
    { at: 20_000, kind: "idle", seconds: 15 },
    { at: 21_000, kind: "hidden" },
    { at: 22_000, kind: "visible" },
    page(30_000, "cart"),
    product(40_000, "1"),
    cart(50_000, "add", 2),
    cart(51_000, "remove", 1),
    { at: 52_000, kind: "coupon-focus" },
    { at: 53_000, kind: "search-empty" },
    { at: 54_000, kind: "exit", how: "scrolled-up" },
    { at: 60_000, kind: "idle", seconds: 6 },
    { at: 61_000, kind: "checkout" },
    page(90_000, "cart"),
    { at: 95_000, kind: "idle", seconds: 3 },
  ];
  const features = featuresOf(play(signals, true));
  FEATURES.forEach((name, i) => expect(features[i], name).toBeGreaterThan(0));
});

test("whatever is told, the state fits 2 KB of JSON, and features are finite numbers", () => {
  fc.assert(
    fc.property(anySignals, (signals) => {
      const state = play(signals);
      const json = JSON.stringify(state);
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(1024);
      expect(featuresOf(JSON.parse(json) as VisitState)).toEqual(
        featuresOf(state),
      );
      for (const value of featuresOf(state)) {
        expect(Number.isFinite(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("a signal leaves the state that it found as it was", () => {
  fc.assert(
    fc.property(anySignals, (signals) => {
      let state = startVisit();
      for (const signal of signals) {
        const before = JSON.stringify(state);
        const next = noticeSignal(state, signal);
        expect(JSON.stringify(state)).toBe(before);
        expect(next.at).toBeGreaterThanOrEqual(state.at);
        state = next;
      }
    }),
  );
});
