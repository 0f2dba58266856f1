import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AUDIENCE_CAMPAIGN,
  AUDIENCE_CASES,
  AUDIENCE_VISIT,
  factsOfVisit,
} from "./audience.fixture.ts";
import {
  FLAG_FACTS,
  meets,
  RANGE_FACTS,
  SET_FACTS,
  type AudienceFacts,
  type Condition,
  type ConditionGroup,
} from "./audience.ts";

const facts = factsOfVisit(AUDIENCE_VISIT);
const failing = (
  groups: ConditionGroup[],
  known: AudienceFacts = facts,
  seed = AUDIENCE_CAMPAIGN,
) => meets({ pages: ["product"], groups }, known, seed);
const isTrue = (
  condition: Condition,
  known: AudienceFacts,
  seed?: string,
): boolean =>
  failing([{ match: "all", conditions: [condition] }], known, seed) ===
  undefined;

describe("each condition has a visit where it is true, and one where it is false", () => {
  test.each(AUDIENCE_CASES)("$name", ({ name, audience, yes, no }) => {
    const ask = (visit: typeof yes) =>
      meets(audience, factsOfVisit(visit), AUDIENCE_CAMPAIGN);
    expect(ask(yes)).toBeUndefined();
    expect(ask(no)).toBe(audience.groups ? "groups.0.conditions.0" : name);
  });

  test("no kind is left out", () => {
    const kinds = [...SET_FACTS, ...RANGE_FACTS, ...FLAG_FACTS];
    const parts = ["pages", "segments", "minCartMinor", "hours", "traffic"];
    expect(AUDIENCE_CASES.map(({ name }) => name).sort()).toEqual(
      [...kinds, ...parts].sort(),
    );
  });
});

const YES: Condition = { on: "device", any: ["phone"] };
const NO: Condition = { on: "device", any: ["desktop"] };

test.each<[ConditionGroup["match"], Condition[], string | undefined]>([
  ["all", [YES, YES], undefined],
  ["all", [YES, NO], "groups.0.conditions.1"],
  ["any", [NO, YES], undefined],
  ["any", [NO, NO], "groups.0"],
  ["none", [NO, NO], undefined],
  ["none", [NO, YES], "groups.0.conditions.1"],
])("%s of %j", (match, conditions, path) => {
  expect(failing([{ match, conditions }])).toBe(path);
});

test("every group must agree, and the first that does not is named", () => {
  const good: ConditionGroup = { match: "any", conditions: [YES] };
  const bad: ConditionGroup = { match: "any", conditions: [NO] };
  expect(failing([good, good])).toBeUndefined();
  expect(failing([good, bad, bad])).toBe("groups.1");
});

test("what is not known makes no condition true, whatever it asks", () => {
  const nothing: AudienceFacts = {
    page: "product",
    sets: {},
    numbers: {},
    flags: {},
  };
  const conditions: Condition[] = [
    ...SET_FACTS.map((on) => ({ on, any: [""] })),
    ...RANGE_FACTS.map((on) => ({ on, from: 0 })),
    ...RANGE_FACTS.map((on) => ({ on })),
    ...FLAG_FACTS.flatMap((on) => [true, false].map((is) => ({ on, is }))),
    { on: "hours", days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 },
    { on: "traffic", share: 1 },
  ];
  expect(conditions.filter((one) => isTrue(one, nothing))).toEqual([]);
  expect(failing([{ match: "none", conditions }], nothing)).toBeUndefined();
  const audience = { pages: ["product" as const], minCartMinor: 1 };
  expect(meets(audience, nothing, "")).toBe("minCartMinor");
});

describe("hours", () => {
  /** Monday is 23 November 2026. */
  const at = (day: number, hour: number, minute = 0) => ({
    ...facts,
    clock: { now: Date.UTC(2026, 10, 22 + day, hour, minute), timeZone: "UTC" },
  });
  const within = (
    days: number[],
    from: number,
    to: number,
    known: AudienceFacts,
  ) => isTrue({ on: "hours", days, from, to }, known);

  test("from the first minute to before the last", () => {
    const office = (known: AudienceFacts) => within([1, 2], 540, 1020, known);
    expect(office(at(1, 8, 59))).toBe(false);
    expect(office(at(1, 9))).toBe(true);
    expect(office(at(2, 16, 59))).toBe(true);
    expect(office(at(2, 17))).toBe(false);
    expect(office(at(3, 12))).toBe(false);
  });

  test("over midnight they belong to the day on which they began, Sunday's to Sunday", () => {
    const night = (known: AudienceFacts) => within([7], 1320, 120, known);
    expect(night(at(7, 22))).toBe(true);
    expect(night(at(8, 1, 59))).toBe(true);
    expect(night(at(8, 2))).toBe(false);
    expect(night(at(7, 1))).toBe(false);
    expect(night(at(8, 22))).toBe(false);
  });

  test("a whole day, and a whole turn of the clock", () => {
    expect(within([5], 0, 1440, at(5, 23, 59))).toBe(true);
    expect(within([5], 0, 1440, at(6, 0))).toBe(false);
    expect(within([5], 600, 600, at(6, 9, 59))).toBe(true);
    expect(within([5], 600, 600, at(6, 10))).toBe(false);
  });

  test("of all minutes of a week, as many are within as the span has", () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        minutes,
        minutes,
        (day, from, to) => {
          let count = 0;
          for (let minute = 0; minute < 7 * 1440; minute++)
            if (within([day], from, to, at(1, 0, minute))) count++;
          expect(count).toBe((to - from + 1440) % 1440 || 1440);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe("a share of traffic", () => {
  const takes = (share: number, bucketId: string, seed?: string) =>
    isTrue({ on: "traffic", share }, { ...facts, bucketId }, seed);

  test("is steady, and grows without letting anybody go", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.uuid(), share, share, (id, one, two) => {
        const [less, more] = [Math.min(one, two), Math.max(one, two)];
        expect(takes(less, id)).toBe(takes(less, id));
        if (takes(less, id)) expect(takes(more, id)).toBe(true);
      }),
    );
  });

  test("is as large as it says, and another one for each campaign", () => {
    const ids = Array.from({ length: 4000 }, (_, at) => `shopper-${at}`);
    const first = ids.filter((id) => takes(0.3, id, "one"));
    const both = first.filter((id) => takes(0.3, id, "two"));
    expect(first.length / ids.length).toBeCloseTo(0.3, 1);
    expect(both.length / first.length).toBeCloseTo(0.3, 1);
  });

  test("nobody at 0, everybody at 1, and without an id nobody", () => {
    expect(takes(0, "anybody")).toBe(false);
    expect(takes(1, "anybody")).toBe(true);
    expect(takes(1, "")).toBe(false);
  });
});
