import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCampaign, makeConfig } from "../../shared/campaign.fixture.ts";
import { readCampaigns } from "./read-config.ts";

const campaign = makeCampaign();
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
