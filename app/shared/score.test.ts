import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "./default-intent-model.ts";
import { findModelFaults } from "./intent-model-check.ts";
import {
  FEATURES,
  type Feature,
  type IntentModel,
  type IntentOutput,
} from "./intent-model.ts";
import { percentileOf, scoreIntent, scoreOutput } from "./score.ts";

const features = (values: Partial<Record<Feature, number>> = {}) =>
  FEATURES.map((name) => values[name] ?? 0);
const EVEN = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
const output = (changes: Partial<IntentOutput> = {}): IntentOutput => ({
  bias: 0,
  scorecard: {},
  percentiles: EVEN,
  ...changes,
});
const logit = (p: number) => Math.log(p / (1 - p));
const [cartCount, exits] = [
  FEATURES.indexOf("cart-count"),
  FEATURES.indexOf("exits"),
];

describe("a scorecard", () => {
  const card = output({
    bias: -1,
    scorecard: { "cart-count": { cuts: [1, 3], weights: [0, 2, 2.5] } },
  });
  test.each([
    [0, -1],
    [1, 1],
    [2.9, 1],
    [3, 1.5],
    [99, 1.5],
  ])(
    "puts %f pieces into the bin above the boundary it reaches",
    (count, sum) => {
      expect(
        logit(scoreOutput(card, features({ "cart-count": count }))),
      ).toBeCloseTo(sum, 9);
    },
  );
});

describe("trees", () => {
  // cart-count <= 0.5 ? -0.4 : (exits <= 1 ? 0.9 : 0.1)
  const tree = {
    splits: [
      [cartCount, 0.5, -1, 1],
      [exits, 1, -2, -3],
    ] as [number, number, number, number][],
    leaves: [-0.4, 0.9, 0.1],
  };
  test.each([
    [{}, -0.4],
    [{ "cart-count": 2 }, 0.9],
    [{ "cart-count": 2, exits: 1.5 }, 0.1],
  ])("of %j add their leaf", (values, leaf) => {
    expect(
      logit(scoreOutput(output({ trees: [tree] }), features(values))),
    ).toBeCloseTo(leaf, 9);
    expect(
      logit(
        scoreOutput(output({ bias: 1, trees: [tree, tree] }), features(values)),
      ),
    ).toBeCloseTo(1 + 2 * leaf, 9);
  });

  test("of one leaf have no split", () => {
    expect(
      logit(
        scoreOutput(
          output({ trees: [{ splits: [], leaves: [0.3] }] }),
          features(),
        ),
      ),
    ).toBeCloseTo(0.3, 9);
  });

  test("that go in a circle come to an end", () => {
    const circle = {
      splits: [[0, 5, 0, 0]] as typeof tree.splits,
      leaves: [1],
    };
    expect(scoreOutput(output({ trees: [circle] }), features())).toBe(0.5);
  });
});

test("a score is between 0 and 1, also of a model that makes no sense", () => {
  const weird = fc.record({
    bias: fc.double(),
    cuts: fc.array(fc.double(), { maxLength: 5 }),
    weights: fc.array(fc.double(), { maxLength: 7 }),
    splits: fc.array(
      fc.tuple(
        fc.integer({ min: -3, max: 30 }),
        fc.double(),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
      ),
      { maxLength: 6 },
    ),
    leaves: fc.array(fc.double(), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(weird, ({ bias, cuts, weights, splits, leaves }) => {
      const score = scoreOutput(
        {
          bias,
          scorecard: { exits: { cuts, weights } },
          trees: [{ splits, leaves }],
          percentiles: [],
        },
        features({ exits: 1 }),
      );
      expect(score >= 0 && score <= 1).toBe(true);
    }),
  );
});

describe("a percentile", () => {
  test("runs in straight lines between what the model knows", () => {
    for (const score of [0, 0.02, 0.31, 0.5, 0.99, 1])
      expect(percentileOf(output(), score)).toBeCloseTo(score * 100, 9);
    expect(percentileOf(output({ percentiles: [] }), 0.37)).toBeCloseTo(37, 9);
  });

  test("of a score that many share is the middle of what they share", () => {
    const percentiles = EVEN.map((p) => (p > 0.2 && p < 0.45 ? 0.3 : p));
    expect(percentileOf(output({ percentiles }), 0.3)).toBeCloseTo(32.5, 9);
    expect(percentileOf(output({ percentiles }), 0.3001)).toBeCloseTo(32.5, 9);
  });

  test("never falls when the score rises, and stays between 0 and 100", () => {
    const percentiles = fc
      .array(fc.integer({ min: 0, max: 1000 }), {
        minLength: 19,
        maxLength: 19,
      })
      .map((list) => list.sort((a, b) => a - b).map((n) => n / 1000));
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(percentiles, score, score, (list, a, b) => {
        const model = output({ percentiles: list });
        const low = percentileOf(model, Math.min(a, b));
        const high = percentileOf(model, Math.max(a, b));
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("the default model", () => {
  test("is sound, and fits the page", () => {
    expect(findModelFaults(DEFAULT_INTENT_MODEL)).toEqual([]);
  });

  test.each<[Feature, "purchase" | "abandon"]>([
    ["cart-removes", "purchase"],
    ["exits", "purchase"],
    ["back-and-forth", "purchase"],
    ["coupon-trouble", "purchase"],
    ["checkout-returns", "purchase"],
    ["cart-age-minutes", "purchase"],
    ["cart-count", "abandon"],
  ])("never scores more %s as more to %s", (name, of) => {
    for (let value = 0; value < 90; value += 0.25)
      expect(
        scoreIntent(DEFAULT_INTENT_MODEL, features({ [name]: value + 0.25 }))[
          of
        ],
      ).toBeLessThanOrEqual(
        scoreIntent(DEFAULT_INTENT_MODEL, features({ [name]: value }))[of],
      );
  });
});

test("a model over 2,048 bytes is refused, and so is a broken one", () => {
  const faultsOf = (
    purchase: Partial<IntentOutput>,
    rest: Partial<IntentModel> = {},
  ) =>
    findModelFaults({
      id: "made-up",
      purchase: output(purchase),
      abandon: output(),
      return: output(),
      ...rest,
    });
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({}, { id: "x".repeat(2048) })).toEqual([
    expect.stringContaining("over its limit of 2048"),
  ]);
  // Bytes, not characters.
  expect(faultsOf({}, { id: "é".repeat(1000) })).toHaveLength(1);
  expect(faultsOf({ bias: NaN })).toHaveLength(1);
  expect(faultsOf({ percentiles: [0.5] })).toHaveLength(1);
  expect(faultsOf({ percentiles: [...EVEN].reverse() })).toHaveLength(1);
  expect(
    faultsOf({ scorecard: { exits: { cuts: [1], weights: [0] } } }),
  ).toHaveLength(1);
  expect(
    faultsOf({ scorecard: { exits: { cuts: [2, 1], weights: [0, 1, 2] } } }),
  ).toHaveLength(1);
  expect(
    faultsOf({
      scorecard: {
        luck: { cuts: [], weights: [1] },
      } as IntentOutput["scorecard"],
    }),
  ).toHaveLength(1);
  for (const splits of [
    [[99, 1, -1, -1]],
    [[0, 1, 0, -1]],
    [[0, 1, -1, -9]],
    [[0, NaN, -1, -1]],
  ])
    expect(
      faultsOf({
        trees: [
          { splits: splits as [number, number, number, number][], leaves: [1] },
        ],
      }),
    ).toEqual(["purchase: Tree 0 is broken."]);
});

test("whatever is no model at all has faults, and never throws", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (made) => {
      const model = { id: "x", purchase: made, abandon: made, return: made };
      expect(
        findModelFaults(model as unknown as IntentModel).length,
      ).toBeGreaterThan(0);
    }),
  );
  const torn = [
    null,
    { scorecard: { exits: null }, percentiles: EVEN, bias: 0 },
    { scorecard: {}, percentiles: EVEN, bias: 0, trees: [{ leaves: [1] }] },
    {
      scorecard: {},
      percentiles: EVEN,
      bias: 0,
      trees: [{ leaves: [1], splits: [null] }],
    },
  ];
  for (const purchase of torn)
    expect(
      findModelFaults({
        id: "torn",
        purchase,
        abandon: output(),
        return: output(),
      } as unknown as IntentModel),
    ).toEqual(["purchase: Parts of it are missing."]);
});
