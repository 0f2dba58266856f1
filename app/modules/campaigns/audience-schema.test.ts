import { describe, expect, it } from "vitest";
import { audienceSchema } from "./audience-schema.ts";

function faultsOf(condition: unknown, match = "all") {
  const result = audienceSchema.safeParse({
    pages: ["cart"],
    minCartMinor: 0,
    groups: [{ match, conditions: [condition] }],
  });
  return result.error?.issues.map(({ path, message }) => [
    path.slice(4).join("."),
    message,
  ]);
}

describe("a condition with a fault says so beside its field", () => {
  it.each([
    [{ on: "moon", any: ["full"] }, "on", "Choose what the condition is on"],
    [{ on: "vendor", any: [] }, "any", "Name at least one"],
    [{ on: "vendor", any: ["Acme", " "] }, "any.1", "Enter a text"],
    [{ on: "product", any: ["shirt"] }, "any", "Choose products of your shop"],
    [{ on: "price" }, "from", "Enter a lower or an upper end"],
    [
      { on: "price", from: 20, to: 10 },
      "to",
      "The upper end must not lie below the lower one",
    ],
    [{ on: "price", from: 0.5 }, "from", "Enter an amount the currency has"],
    [{ on: "b2b" }, "is", "Choose yes or no"],
    [
      { on: "hours", days: [], from: 0, to: 60 },
      "days",
      "Choose at least one day",
    ],
    [
      { on: "hours", days: [1], from: 60, to: 60 },
      "to",
      "The end must differ from the start",
    ],
    [{ on: "traffic", share: 1 }, "share", "Enter a share from 1 % to 99 %"],
  ])("%j", (condition, path, message) => {
    expect(faultsOf(condition)).toEqual([[path, message]]);
  });
});

describe("a condition without one", () => {
  it.each([
    { on: "vendor", any: ["Acme"] },
    { on: "cart-product", any: ["8123450000001"] },
    { on: "cart-value", from: 5000 },
    { on: "visits", to: 3 },
    { on: "signed-in", is: false },
    { on: "hours", days: [6, 7], from: 1200, to: 120 },
    { on: "traffic", share: 0.25 },
  ])("%j is taken as it is", (condition) => {
    expect(faultsOf(condition)).toBeUndefined();
  });
});

it("takes away what says nothing: no segments, no groups, a text named twice", () => {
  expect(
    audienceSchema.parse({
      pages: ["cart", "home"],
      minCartMinor: 0,
      segments: [],
      groups: [],
    }),
  ).toEqual({ pages: ["home", "cart"], minCartMinor: 0 });
  expect(
    audienceSchema.parse({
      pages: ["cart"],
      minCartMinor: 0,
      groups: [
        { match: "any", conditions: [{ on: "vendor", any: ["A", "A "] }] },
      ],
    }).groups![0]!.conditions,
  ).toEqual([{ on: "vendor", any: ["A"] }]);
});
