import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCampaign, makeConfig } from "../../shared/campaign.fixture.ts";
import { readCampaigns, readConfig } from "./read-config.ts";

const campaign = makeCampaign({
  audience: {
    pages: ["cart"],
    segments: ["last-chancer"],
    minCartMinor: 2000,
    groups: [
      {
        match: "all",
        conditions: [
          { on: "device", any: ["phone"] },
          { on: "cart-count", from: 1, to: 9 },
          { on: "hours", days: [1], from: 540, to: 1020 },
        ],
      },
    ],
  },
});
const MAY_BE_MISSING = ["seed", "stacks", "minCartMinor", "segments", "groups"];
const read = (...campaigns: unknown[]) =>
  readCampaigns({ ...makeConfig(), campaigns });

test("an amount off and an end are fine too", () => {
  const amount = makeCampaign({
    endsAt: "2027-01-01T00:00:00Z",
    treatment: {
      ...campaign.treatment,
      incentive: { kind: "amount", amountMinor: 500 },
    },
  });
  expect(read(amount)).toEqual([amount]);
});

test("what may be missing is missed by nobody", () => {
  const { stacks: _, ...treatment } = campaign.treatment;
  const bare = makeCampaign({
    audience: { pages: ["cart"] },
    treatment,
    experiment: { holdout: 0.1 },
  });
  expect(read(bare)).toEqual([bare]);
});

test.each([
  null,
  { on: "device", any: "phone" },
  { on: "device", any: [1] },
  { on: "hours", days: 1, from: 0, to: 1 },
  { any: ["phone"] },
])("a condition like %j leaves its campaign out", (condition) => {
  const audience = {
    pages: ["cart"],
    groups: [{ match: "all", conditions: [condition] }],
  };
  expect(read({ ...campaign, audience }, campaign)).toEqual([campaign]);
});

/** Every path of an object, as arrays of keys. */
function paths(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [at];
  return [
    ...(at.length > 0 ? [at] : []),
    ...Object.entries(value).flatMap(([key, part]) =>
      paths(part, [...at, key]),
    ),
  ];
}

function replace(
  value: unknown,
  [key, ...rest]: string[],
  by: unknown,
): unknown {
  if (key === undefined) return by;
  return {
    ...(value as object),
    [key]: replace((value as Record<string, unknown>)[key], rest, by),
  };
}

test("a campaign with one part missing or of another kind is left out, the others stay", () => {
  const needed = paths(campaign).filter((path) => path.at(-1) !== "percent");
  fc.assert(
    fc.property(
      fc.constantFrom(...needed),
      fc.constantFrom(undefined, null, true, []),
      (path, by) => {
        const now = path.reduce<unknown>(
          (at, key) => (at as Record<string, unknown>)[key],
          campaign,
        );
        fc.pre(by !== undefined || !MAY_BE_MISSING.includes(path.at(-1)!));
        fc.pre(
          typeof by !== typeof now ||
            by === null ||
            Array.isArray(by) !== Array.isArray(now),
        );
        const damaged = replace(campaign, path, by);
        expect(read(damaged, campaign)).toEqual([campaign]);
      },
    ),
  );
});

test("no JSON makes it throw", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void readCampaigns(value)));
});

test("an older or damaged document keeps what is whole of it", () => {
  const config = makeConfig({ campaigns: [campaign] });
  expect(readConfig(config)).toEqual(config);
  for (const part of ["interruptions", "look", "timeZone", "intent"] as const) {
    const { [part]: _, ...older } = config;
    const read = readConfig(older as typeof config);
    expect(read.campaigns).toEqual([campaign]);
    expect(read[part]).toBeDefined();
    for (const wrong of [null, 1, "x", [], { position: 1 }])
      if (typeof wrong !== typeof config[part])
        expect(() => readConfig({ ...config, [part]: wrong })).not.toThrow();
  }
  const intent = {
    ...config.intent,
    abandon: { ...config.intent.abandon, scorecard: { exits: { cuts: [1] } } },
  };
  expect(readConfig({ ...config, intent } as never).intent.id).toBe("none");
});
