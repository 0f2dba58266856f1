import fc from "fast-check";
import { expect, test } from "vitest";
import {
  encodeSignals,
  SIGNALS_PER_EVENT,
  VISIT_MAX_MS,
} from "./signal-codec.ts";
import { decodeSignals } from "./signal-reader.ts";
import type { Signal } from "./signals.ts";

const id = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String);
const minor = fc.nat({ max: 1_000_000_000 });
const of = <T extends string>(...values: T[]) => fc.constantFrom(...values);
const bare = of(
  "visible",
  "hidden",
  "act",
  "copied",
  "coupon-focus",
  "coupon-failed",
  "search-empty",
  "checkout",
  "purchased",
).map((kind) => ({ kind }));

const optional = <T extends object>(model: {
  [K in keyof T]: fc.Arbitrary<T[K]>;
}) => fc.record(model, { requiredKeys: [] });
const merge = <A, B>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>) =>
  fc.tuple(a, b).map(([left, right]) => ({ ...left, ...right }));

const anySignal = fc.oneof(
  bare,
  merge(
    fc.record({
      kind: fc.constant("page"),
      page: of(
        "home",
        "collection",
        "product",
        "cart",
        "search",
        "page",
        "other",
      ),
    }),
    optional({
      productId: id,
      productType: fc.string({ maxLength: 20, unit: "grapheme-ascii" }),
      sized: fc.boolean(),
      priceMinor: minor,
    }),
  ),
  fc.record({
    kind: fc.constant("idle"),
    seconds: fc.nat({ max: 5760 }).map((n) => n * 15),
  }),
  fc.record({
    kind: fc.constant("scroll"),
    depth: fc.constantFrom(25, 50, 75, 100),
  }),
  fc.record({
    kind: fc.constant("exit"),
    how: of("pointer-left", "scrolled-up", "came-back", "fell-idle"),
  }),
  merge(
    fc.record({
      kind: fc.constant("cart"),
      change: of("none", "add", "remove", "quantity"),
      count: fc.nat({ max: 10_000 }),
      totalMinor: minor,
    }),
    optional({ productId: id }),
  ),
  fc.record({
    kind: fc.constant("line-changed"),
    what: of("stock", "price"),
    productId: id,
  }),
  fc.record({
    kind: fc.constant("opened"),
    topic: of("size", "delivery", "returns", "warranty", "reviews"),
  }),
);

const anySignals = fc
  .array(fc.tuple(fc.nat({ max: 400_000 }), anySignal), {
    maxLength: SIGNALS_PER_EVENT,
  })
  .map((pairs) => {
    let at = 0;
    return pairs.map(([pause, signal]) => {
      at += pause;
      return { at, ...signal } as Signal;
    });
  });

test("what was encoded is read again, signal by signal", () => {
  fc.assert(
    fc.property(anySignals, (signals) => {
      const wire: unknown = JSON.parse(JSON.stringify(encodeSignals(signals)));
      expect(decodeSignals(wire)).toEqual(signals);
    }),
  );
});

test("a full event of signals is far from a beacon's largest size", () => {
  const cart: Signal = {
    at: 1,
    kind: "cart",
    change: "quantity",
    count: 12,
    totalMinor: 123_456,
    productId: "8123450000001",
  };
  const signals = Array.from({ length: SIGNALS_PER_EVENT }, (_, i) => ({
    ...cart,
    at: i * 60_000,
  }));
  expect(JSON.stringify(encodeSignals(signals)).length).toBeLessThan(12_000);
});

test("times are whole, never run backwards, and end with the day", () => {
  const wire = encodeSignals([
    { at: 10.4, kind: "act" },
    { at: 9, kind: "act" },
    { at: VISIT_MAX_MS + 1, kind: "act" },
  ]);
  expect(wire).toEqual([
    ["act", 10],
    ["act", 0],
  ]);
});

test.each([
  ["no list", { 0: ["act", 1] }],
  ["a signal that is no list", ["act"]],
  ["an unknown kind", [["buy", 1]]],
  ["a kind of Object's own", [["constructor", 1]]],
  [
    "a time before the one before",
    [
      ["act", 5],
      ["act", -1],
    ],
  ],
  ["half a millisecond", [["act", 0.5]]],
  ["a time without end", [["act", Number.MAX_SAFE_INTEGER]]],
  [
    "two halves of more than a day",
    [
      ["act", 8e7],
      ["act", 8e7],
    ],
  ],
  ["a page that does not exist", [["page", 1, "admin"]]],
  ["a product that is no number", [["page", 1, "product", "1; drop table"]]],
  ["a type of endless length", [["page", 1, "product", "1", "x".repeat(101)]]],
  ["characters PostgreSQL cannot keep", [["page", 1, "product", "1", "a\0"]]],
  ["half a character", [["page", 1, "product", "1", "\ud800"]]],
  ["a depth between the quarters", [["scroll", 1, 33]]],
  ["a basket of less than nothing", [["cart", 1, "add", -1, 0]]],
  ["a basket of all the world's money", [["cart", 1, "add", 1, 1e15]]],
  ["a field that is missing", [["exit", 1]]],
  ["a field too many", [["act", 1, "x"]]],
  ["too many", Array.from({ length: 201 }, () => ["act", 1])],
])("%s is refused", (_what, wire) => {
  expect(decodeSignals(wire)).toBeNull();
});

test("reading never throws, whatever it is given", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => decodeSignals(value)).not.toThrow();
      expect(() => decodeSignals([value])).not.toThrow();
    }),
  );
});
