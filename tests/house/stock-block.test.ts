import { beforeAll, describe, expect, test } from "vitest";
import type { Product } from "#dev/fake-shopify/world/types.ts";
import {
  NOW,
  startLocalShop,
  type LocalShop,
} from "#tests/support/local-shop.ts";

// The block says what was counted, and asks Liquid whether it still holds at this very moment.
let local: LocalShop;
let shirt: Product;
beforeAll(async () => {
  local = await startLocalShop();
  shirt = local.product("alder-linen-shirt");
  const place = { id: "stock", template: "product", block: "stock" };
  local.shop.theme.blocks.push({ ...place, settings: {} });
  return () => local.close();
});

const variant = (index = 0) => shirt.variants[index]!;
const hoursAgo = (hours: number) =>
  new Date(NOW.getTime() - hours * 3_600_000).toISOString();

/** Twelve on Monday and so many now, of the variants given. */
function count(
  now: number,
  { of = [0], from = 12, weekday = 1, at = hoursAgo(1) } = {},
) {
  const variants = Object.fromEntries(
    of.map((index) => [
      variant(index).id,
      { from, day: "2026-11-16", weekday, now },
    ]),
  );
  for (const index of of)
    Object.assign(variant(index), {
      inventoryQuantity: now,
      tracked: true,
      inventoryPolicy: "DENY",
    });
  local.setProductMetafield(shirt, {
    namespace: "$app",
    key: "stock",
    type: "json",
    value: { countedAt: at, variants },
  });
}

const main = async (path = `/products/${shirt.handle}`, index = 0) => {
  const html = await local.get(`${path}?variant=${variant(index).id}`);
  return html.slice(html.indexOf("<main"), html.indexOf("</main>"));
};

describe("stock movement", () => {
  test("drawn by Liquid, with its receipt, and no script", async () => {
    count(5);
    const html = await main();
    expect(html).toContain("12 on Monday, 5 now");
    expect(html).toMatch(
      /<summary>How we count<\/summary>[\s\S]*and on 2026-11-21 09:00/,
    );
    expect(/data-st-stock[\s\S]*/.exec(html)?.[0]).not.toMatch(/<script src/);
  });

  test.each([
    ["en", "In stock: 12 on Wednesday, 5 now"],
    ["de", "Auf Lager: 12 am Mittwoch, jetzt 5"],
    ["fr", "En stock : 12 mercredi, 5 maintenant"],
  ])("in the page's language: %s", async (locale, words) => {
    count(5, { weekday: 3 });
    const root = locale === "en" ? "" : `/${locale}`;
    expect(await main(`${root}/products/${shirt.handle}`)).toContain(words);
  });

  test("silent at once when the stock of this moment is another, without us", async () => {
    for (const change of [
      { inventoryQuantity: 30 },
      { inventoryQuantity: 4 },
      { inventoryQuantity: -1 },
      { tracked: false },
      { inventoryPolicy: "CONTINUE" as const },
    ]) {
      count(5);
      Object.assign(variant(), change);
      expect(await main(), JSON.stringify(change)).not.toMatch(
        /data-st-stock|st-proof/,
      );
    }
  });

  test("silent when it is a day old, broken, or nothing fell", async () => {
    for (const given of [
      { at: hoursAgo(24.1) },
      { at: "yesterday" },
      { at: "" },
      { from: 5 },
      { from: 4 },
    ]) {
      count(5, given);
      expect(await main(), JSON.stringify(given)).not.toMatch(
        /data-st-stock|st-proof/,
      );
    }
    count(5, { at: hoursAgo(23.9) });
    expect(await main()).toContain("12 on Monday");
  });

  test("one line per variant that has something to say, and a rule for each that can be chosen", async () => {
    count(5, { of: [0, 1] });
    Object.assign(variant(2), { inventoryQuantity: 7 });
    const html = await main();
    expect(html.match(/12 on Monday, 5 now/g)).toHaveLength(2);
    const rule = (index: number) =>
      html.split(`[value='${variant(index).id}'])`).length - 1;
    // The one that Liquid chose needs none, one with a line two, one without is only ever hidden from.
    expect([rule(0), rule(1), rule(2)]).toEqual([0, 2, 1]);
    expect(html).toContain(
      `> :not([data-st-variant='${variant(0).id}']) { visibility: hidden; }`,
    );
    const other = await main(undefined, 1);
    expect(other).toContain(
      `> :not([data-st-variant='${variant(1).id}']) { visibility: hidden; }`,
    );
  });
});
