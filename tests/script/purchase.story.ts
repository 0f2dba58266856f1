import { expect, type Page } from "@playwright/test";
import type { StorefrontCampaign } from "#app/shared/storefront-config.ts";
import type { ShopOptions } from "./shop-options.ts";
import {
  dialogOf,
  leave,
  MIND,
  signalsOf,
  test,
  wake,
  why,
} from "./shop-page.ts";

const THANKS: Partial<StorefrontCampaign> = {
  audience: { pages: ["cart"] },
  moment: { kind: "after-purchase", afterSeconds: 0 },
};

/** As our web pixel notes it at the end of a checkout. */
const notePurchase = (page: Page, ago: number) =>
  page.evaluate(
    (ms) =>
      localStorage.setItem(
        "second-thought.bought",
        new Date(Date.now() - ms).toISOString(),
      ),
    ago,
  );

const kinds = async (page: Page) =>
  (await signalsOf(page)).map(({ kind }) => kind);

test("a purchase that the web pixel noted is known on the next page, and is the moment of what follows it", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ campaign: THANKS });
  await wake(page);
  expect(await kinds(page)).not.toContain("purchased");
  await notePurchase(page, 0);
  await page.reload();
  await wake(page);
  await expect(dialogOf(page)).toBeVisible();
  expect((await kinds(page)).slice(0, 2)).toEqual(["purchased", "page"]);

  await page.reload();
  await wake(page);
  expect(await kinds(page)).not.toContain("purchased");
  expect(shop.errors).toEqual([]);
});

test("a purchase of another visit is none of this one; taken back consent forgets it", async ({
  page,
  openShop,
}) => {
  await openShop({ campaign: THANKS });
  await wake(page);
  await notePurchase(page, 86_400_000);
  await page.reload();
  await wake(page);
  expect(await kinds(page)).not.toContain("purchased");
  await page.evaluate("collect(false)");
  expect(
    await page.evaluate(() => localStorage.getItem("second-thought.bought")),
  ).toBeNull();
});

test("without consent nobody reads what was bought", async ({
  page,
  openShop,
}) => {
  await openShop({ campaign: THANKS, consent: "no" });
  await notePurchase(page, 0);
  await page.reload();
  await wake(page);
  await page.waitForTimeout(200);
  expect(await kinds(page)).not.toContain("purchased");
  await expect(dialogOf(page)).toBeHidden();
});

const OTHER: ShopOptions = { campaign: { audience: { pages: ["home"] } } };

test("a basket carries the visit's id, written once in a visit, so that its checkout can be joined to it", async ({
  page,
  openShop,
}) => {
  const shop = await openShop(OTHER);
  await wake(page);
  await expect
    .poll(() => shop.cart.attributes.__second_thought)
    .toMatch(/^v1\.[\da-f-]{36}$/);
  await page.reload();
  await wake(page);
  await page.waitForTimeout(300);
  expect(shop.cart.changes).toHaveLength(1);
});

test("no basket, no consent: nothing is written to the cart", async ({
  page,
  openShopOn,
  openShop,
}) => {
  const empty = await openShop({ ...OTHER, cart: { price: 0 } });
  await wake(page);
  await page.waitForTimeout(300);
  expect(empty.cart.changes).toEqual([]);
  const other = await page.context().newPage();
  const refused = await openShopOn(other, { ...OTHER, consent: "no" });
  await wake(other);
  await other.waitForTimeout(300);
  expect(refused.cart.changes).toEqual([]);
});

test("what she did before she answered about consent is part of the visit", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ consent: "later" });
  await leave(page);
  await expect.poll(() => shop.requests).toEqual(MIND);
  expect(await why(page)).toMatchObject({ consent: "waiting" });
  expect(await signalsOf(page)).toEqual([]);
  await page.evaluate("collect(true)");
  await expect.poll(() => kinds(page)).toContain("exit");
  expect((await kinds(page))[0]).toBe("page");

  await page.reload();
  await leave(page);
  await page.evaluate("collect(true)");
  await expect
    .poll(async () => (await why(page)) as object | undefined)
    .toMatchObject({ state: { counts: { pages: 2 } } });
  expect(shop.errors).toEqual([]);
});
