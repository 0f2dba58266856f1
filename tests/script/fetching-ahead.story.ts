import { expect, type Page } from "@playwright/test";
import type { Shop } from "./shop-options.ts";
import { dialogOf, leave, MIND, test, wake, why } from "./shop-page.ts";

const SHOWN = ["/assets/dialog.js", "/assets/offer.js"];

const chunksOf = ({ requests }: Shop) =>
  requests.filter((path) => path.startsWith("/assets/"));

/** Whoever does nothing more has been thought about to the end. */
async function rest(page: Page) {
  await expect
    .poll(async () => (await why(page))?.last?.decision?.refusals.length)
    .toBe(1);
  await page.waitForTimeout(300);
}

test("once only the moment is missing, what shows the offer is there before she turns to go", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await page.waitForTimeout(300);
  expect(shop.requests).toEqual([]);
  await wake(page);
  await expect.poll(() => chunksOf(shop)).toEqual([...MIND, ...SHOWN]);
  await leave(page);
  await expect(dialogOf(page)).toBeVisible();
  expect(shop.requests.filter((one) => SHOWN.includes(one))).toEqual(SHOWN);
  expect((await why(page))?.failures).toEqual([]);
  expect(shop.errors).toEqual([]);
});

const NOT_FOR_HER = {
  "a campaign of another page": { campaign: { audience: { pages: ["home"] } } },
  "a basket below the floor": { cart: { price: 1999 } },
  "an empty basket, as long as intent has not fallen": {
    campaign: { audience: { pages: ["cart"] } },
    facts: { cart: { count: 0, total: 0, lines: [] } },
  },
  "the hold-out": { campaign: { experiment: { seed: "s", holdout: 1 } } },
  "an answer about consent that is still out": { consent: "later" },
} as const;

for (const [name, options] of Object.entries(NOT_FOR_HER))
  test(`nothing is fetched ahead for ${name}`, async ({ page, openShop }) => {
    const shop = await openShop(options as Parameters<typeof openShop>[0]);
    await wake(page);
    if (!("consent" in options)) await rest(page);
    else await page.waitForTimeout(300);
    expect(chunksOf(shop)).toEqual(MIND);
    expect(shop.errors).toEqual([]);
  });
