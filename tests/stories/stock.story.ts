import type { Page } from "@playwright/test";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import { expectAccessible } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import { NO_FAULTS } from "./live-shop.ts";
import { MUG, pay, startCheckout } from "./shopper.ts";

const DAY_MS = 86_400_000;
const LINE = "12 on Monday, 5 now";

test("what was sold since Monday is told, per variant, until a delivery comes", async ({
  live: { shop, storefront },
  merchant,
  newShopper,
  control,
  database,
  work,
  world,
}) => {
  test.setTimeout(150_000);
  const ids = await variantsOf(storefront, MUG);
  const mug = { shop, variantId: ids[0]! };
  await control.theme({
    shop,
    blocks: [
      { template: "product", block: "review-badge" },
      { template: "product", block: "bought" },
      { template: "product", block: "stock" },
      { template: "cart", block: "cart-proof" },
    ],
  });
  await control.stock({ ...mug, act: "set", quantity: 12 });
  await work.settle({ jobs: true });
  await control.moveTo(nextMonday((await control.state()).now));
  await waitFor("Monday’s first count", () => counted(12));

  const page = await newShopper();
  await page.goto(MUG);
  await expect(page.getByRole("main")).not.toContainText(LINE);
  await control.jump(2 * DAY_MS);
  // Twice and in any order, as Shopify may send it.
  await control.faults({ webhooks: { duplicate: true, disorder: true } });
  await buy(page, 7);
  await work.settle({ jobs: true });
  await control.faults(NO_FAULTS);

  const stock = page.locator("[data-st-stock]");
  await waitFor("the page to tell of it", async () => {
    await page.goto(MUG);
    return (await stock.count()) > 0;
  });
  await expect(stock).toContainText(LINE);
  const summary = stock.getByText("How we count");
  await summary.click();
  await expect(stock).toContainText(/All that is gone was ordered here/);
  await summary.click();
  await expectAccessible(page, ["main"], "a product page with its stock");

  // Another variant has nothing to say: the theme changes its form, CSS does the rest, and nothing moves.
  const line = stock.locator("[data-st-variant]");
  const button = page.getByRole("button", { name: /add to cart/i });
  const place = await button.boundingBox();
  const choose = (index: number) =>
    page.locator(".option__values label").nth(index).click();
  await choose(1);
  await expect(line).toBeHidden();
  // The theme draws its button anew.
  await expect.poll(() => button.boundingBox()).toEqual(place);
  await choose(0);
  await expect(line).toBeVisible();

  // Without script a browser refuses what the theme's head would load ahead.
  world.expect(/\/cdn\/assets\/\w+\.js\S* csp$/);
  const plain = await newShopper({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 800 },
  });
  await plain.goto(MUG);
  await expect(plain.getByText(LINE)).toBeVisible();
  await plain.goto(`${MUG}?variant=${ids[1]}`);
  await expect(plain.getByText(LINE)).toBeHidden();

  // Before our server has heard of it: Liquid knows the stock of the moment.
  await control.stock({ ...mug, act: "add", quantity: 30 });
  await page.goto(MUG);
  await expect(stock).toHaveCount(0);
  await work.settle({ jobs: true });
  await waitFor("its metafield to be taken away", async () => {
    const { rows } = await database.query(
      `select 1 from "ProductStock" where shop = $1 and written -> 'variants' ? $2`,
      [shop, mug.variantId],
    );
    return rows.length === 0;
  });

  const { app, save } = merchant;
  await merchant.open("/app/settings");
  await app.getByLabel("Speak from").fill("20");
  await save.click();
  await expect(app.getByLabel("Up to")).toHaveAccessibleDescription(
    /At least as many as it begins with/,
  );

  async function counted(quantity: number): Promise<boolean> {
    const { rows } = await database.query(
      `select 1 from "StockSnapshot" where shop = $1 and "variantId" = $2 and quantity = $3
          and extract(isodow from day::date) = 1`,
      [shop, mug.variantId, quantity],
    );
    return rows.length > 0;
  }
});

/** Monday noon in New York, at least a day ahead. */
function nextMonday(now: Date): Date {
  const day = new Date(now.getTime() + DAY_MS);
  day.setUTCHours(17, 0, 0, 0);
  while (day.getUTCDay() !== 1) day.setTime(day.getTime() + DAY_MS);
  return day;
}

async function variantsOf(storefront: string, path: string) {
  const answer = await fetch(`${storefront}${path}.js`);
  const { variants } = (await answer.json()) as { variants: { id: number }[] };
  return variants.map(({ id }) => String(id));
}

async function buy(page: Page, quantity: number): Promise<void> {
  await page.goto(MUG);
  await page.getByLabel("Quantity", { exact: true }).fill(String(quantity));
  const added = page.waitForResponse(/\/cart\/add/);
  await page.getByRole("button", { name: /add to cart/i }).click();
  expect((await added).ok()).toBe(true);
  await startCheckout(page, { email: "ida@example.com", subscribes: false });
  await pay(page);
}
