import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCampaign, makeConfig } from "../shared/campaign.fixture.ts";
import { readPage } from "./page.ts";

const campaign = makeCampaign();
const page = {
  config: makeConfig({ revision: 3, campaigns: [campaign] }),
  facts: {
    kind: "cart",
    locale: "en",
    shopCurrency: "USD",
    currency: "USD",
    b2b: false,
    country: "US",
    market: "us",
    cart: { count: 0, total: 0, lines: [] },
    proxy: "/apps/second-thought",
    chunks: { mind: "https://cdn.example/mind.js" },
  },
  words: { close: "Close" },
};

test("reads what the embed writes, and keeps what later versions add", () => {
  const later = { ...page, config: { ...page.config, extra: 1 } };
  expect(readPage(later)?.config.campaigns).toEqual([campaign]);
});

test("a proxy that is no path of this shop is refused", () => {
  const withProxy = (proxy: string) =>
    readPage({ ...page, facts: { ...page.facts, proxy } });
  for (const proxy of [
    "https://x.example",
    "//x.example",
    "/apps/../x",
    "/apps/x?y",
    "apps",
    "",
  ])
    expect(withProxy(proxy), proxy).toBeUndefined();
  expect(withProxy("/tools/my_proxy")).toBeDefined();
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

test("no JSON makes it throw", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void readPage(value)));
  fc.assert(
    fc.property(
      fc.constantFrom(...paths(page)),
      fc.jsonValue(),
      (path, value) => void readPage(replace(page, path, value)),
    ),
  );
});
