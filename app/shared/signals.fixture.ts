/** Any signals at all, for properties that must hold whatever a device or a forged beacon tells. */
import fc from "fast-check";
import type { Signal, Topic } from "./signals.ts";

const amount = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.double(),
  fc.constant(Infinity),
);
const text = fc.oneof(
  fc.constantFrom("8200000000001", "8200000000002", "8200000000003"),
  fc.string({ maxLength: 300, unit: "binary" }),
);
const topics: Topic[] = ["size", "delivery", "returns", "warranty", "reviews"];

const told = fc.oneof(
  fc.record(
    {
      kind: fc.constant("page"),
      page: fc.constantFrom("home", "collection", "product", "cart", "other"),
      productId: text,
      productType: text,
      priceMinor: amount,
      sized: fc.boolean(),
    },
    { requiredKeys: ["kind", "page"] },
  ),
  fc.record({
    kind: fc.constantFrom(
      "visible",
      "hidden",
      "act",
      "copied",
      "coupon-focus",
      "coupon-failed",
      "search-empty",
      "checkout",
    ),
  }),
  fc.record({ kind: fc.constant("idle"), seconds: amount }),
  fc.record({ kind: fc.constant("scroll"), depth: amount }),
  fc.record({
    kind: fc.constant("exit"),
    how: fc.constantFrom("pointer-left", "scrolled-up"),
  }),
  fc.record({
    kind: fc.constant("cart"),
    change: fc.constantFrom("none", "add", "remove", "quantity"),
    count: amount,
    totalMinor: amount,
  }),
  fc.record({
    kind: fc.constant("line-changed"),
    what: fc.constantFrom("stock", "price"),
    productId: text,
  }),
  fc.record({ kind: fc.constant("opened"), topic: fc.constantFrom(...topics) }),
);

/** Times go forwards mostly, backwards sometimes, and are nonsense at others. */
export const anySignals: fc.Arbitrary<Signal[]> = fc
  .array(
    fc.tuple(
      told,
      fc.oneof(
        { weight: 9, arbitrary: fc.nat(40_000) },
        { weight: 1, arbitrary: fc.double() },
      ),
    ),
    { maxLength: 120 },
  )
  .map((list) => {
    let at = 0;
    return list.map(([signal, step]) => {
      const now = at + step;
      if (now > at && Number.isFinite(now)) at = now;
      return { at: now, ...signal } as Signal;
    });
  });
