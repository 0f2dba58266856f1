import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { dialogOf, endPage, leave, test, wake } from "./shop-page.ts";

const panelOf = (page: Page) =>
  page
    .locator("second-thought-explain")
    .getByRole("complementary", { name: "Second Thought explains this page" });

test("in the theme editor: everything is thought and explained, nothing is shown, sent or kept", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    facts: { design: true },
    campaign: { audience: { pages: ["product"] } },
  });
  const panel = panelOf(page);
  await expect(panel).toContainText("building");
  await expect(panel).toContainText(
    "The campaign is not for this kind of page.",
  );
  await expect(panel).toContainText("Before you go");
  await leave(page);
  await expect(panel).toContainText("exit");
  await endPage(page);
  await expect(dialogOf(page)).toBeHidden();
  expect(shop.beacons).toEqual([]);
  expect(
    await page.evaluate(() => localStorage.length + sessionStorage.length),
  ).toBe(0);
  const { violations } = await new AxeBuilder({ page })
    .include("second-thought-explain")
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("explained.png") });
  expect(shop.errors).toEqual([]);
});

test("by a signed link: the campaign's own name, and the token stays for the session", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ path: "/cart?second_thought=good" });
  const panel = panelOf(page);
  await expect(panel).toContainText("Autumn");
  await page.goto("https://shop.example/products/x");
  await expect(panel).toContainText("Autumn");
  // By keyboard: folded away and back.
  const button = panel.getByRole("button");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("region")).toBeHidden();
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("region")).toBeVisible();
  expect(shop.errors).toEqual([]);
});

test("a link that is over explains nothing and is forgotten; without one nothing is loaded", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ path: "/cart?second_thought=old" });
  await expect
    .poll(() => shop.requests)
    .toContain("/apps/second-thought/explain");
  await expect
    .poll(() =>
      page.evaluate(() => sessionStorage.getItem("second-thought.explain")),
    )
    .toBeNull();
  await expect(panelOf(page)).toBeHidden();
  await page.goto("https://shop.example/cart");
  shop.requests.length = 0;
  await wake(page);
  expect(shop.requests).not.toContain("/assets/explain.js");
});
