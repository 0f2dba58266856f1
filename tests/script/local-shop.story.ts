import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { makeCampaign, makeConfig } from "#app/shared/campaign.fixture.ts";
import type { BeaconBody } from "#app/shared/events.ts";
import { buildStorefront } from "#dev/build-storefront.ts";
import {
  CODE,
  startLocalShop,
  type LocalShop,
} from "#tests/support/local-shop.ts";
import { dialogOf, leave, settle } from "./shop-page.ts";

/** The script in the local Shopify's own theme, with its real cart, consent script and section rendering. */
const test = base.extend<object, { local: LocalShop }>({
  local: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the braces
    async ({}, use) => {
      await buildStorefront();
      const local = await startLocalShop({ size: "full" });
      const campaign = makeCampaign({
        audience: { pages: ["cart", "product"], minCartMinor: 1 },
        moment: { kind: "exit", afterSeconds: 0 },
        experiment: { seed: "seed", holdout: 0 },
        limits: { cooldownHours: 0 },
      });
      local.publish("en", makeConfig({ campaigns: [campaign] }));
      const mug = local.product("stoneware-mug");
      const countedAt = local.ctx.clock.now().toISOString();
      local.setProductMetafield(mug, {
        namespace: "$app",
        key: "proof",
        type: "json",
        value: { bought: 14, days: 7, countedAt },
      });
      for (const [template, block] of [
        ["product", "review-badge"],
        ["product", "bought"],
        ["cart", "cart-proof"],
      ] as const)
        local.shop.theme.blocks.push({
          id: block,
          template,
          block,
          settings: {},
        });
      await use(local);
      await local.close();
    },
    { scope: "worker" },
  ],
});

async function fillBasket(page: Page, local: LocalShop) {
  const [mug, shirt] = ["stoneware-mug", "alder-linen-shirt"].map(
    (handle) => local.product(handle).variants[0]!.id,
  );
  await page.goto(`${local.url}/cart/${mug}:2,${shirt}:1?storefront=true`);
  await page.goto(`${local.url}/cart`);
  await page.waitForLoadState("load");
  await page.waitForTimeout(300);
}

function listen(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

test("a shopper leaves the cart, takes the offer, and pays less", async ({
  page,
  local,
}) => {
  const errors = listen(page);
  await fillBasket(page, local);
  await leave(page);
  const dialog = dialogOf(page);
  await settle(dialog);
  await page.screenshot({ path: test.info().outputPath("cart-offer.png") });
  const { violations } = await new AxeBuilder({ page })
    .include("second-thought-offer")
    .analyze();
  expect(violations).toEqual([]);

  const before = await totalOf(page, local);
  await dialog.getByRole("button", { name: "Take 10% off" }).click();
  await expect(dialog.getByRole("status")).toContainText("10% is applied");
  await page.screenshot({ path: test.info().outputPath("cart-taken.png") });
  const after = await totalOf(page, local);
  expect(after).toBe(Math.round(before * 0.9));
  await dialog.getByRole("button", { name: "Continue" }).click();
  // Drawn again by the theme's own section, without a reload.
  await expect(page.locator("main")).toContainText(CODE);
  await page.screenshot({
    path: test.info().outputPath("cart-after.png"),
    fullPage: true,
  });
  expect(local.received.claim).toHaveLength(1);
  const events = () =>
    (local.received.events as BeaconBody[]).flatMap((beacon) =>
      beacon.events.map(({ kind }) => kind),
    );
  await expect.poll(events).toContain("offer-accepted");
  expect(events()).toContain("exposure");
  expect(errors).toEqual([]);
});

test("taken on a product page: the theme's cart drawer knows of it at once", async ({
  page,
  local,
}) => {
  const errors = listen(page);
  await fillBasket(page, local);
  await page.goto(`${local.url}/products/watch-cap`);
  await leave(page);
  const dialog = dialogOf(page);
  await dialog.getByRole("button", { name: "Take 10% off" }).click();
  await expect(dialog.getByRole("status")).toContainText("10% is applied");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("[data-cart-drawer]")).toContainText(CODE);
  // The theme's own script still finds its way in what was drawn again.
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.locator("[data-cart-drawer]")).toBeVisible();
  await expect(page.locator("[data-cart-drawer]")).toContainText("Watch Cap");
  await page.waitForTimeout(400);
  await page.screenshot({ path: test.info().outputPath("drawer.png") });
  await page.waitForTimeout(3000);
  await leave(page);
  await expect(dialog).toBeHidden();
  expect(errors).toEqual([]);
});

test("a page that only ends still says that it was seen", async ({
  page,
  local,
}) => {
  const seen = () =>
    ((local.received.events ?? []) as BeaconBody[])
      .flatMap((beacon) => beacon.events)
      .filter(({ page: kind }) => kind === "product");
  const before = seen().length;
  await page.goto(`${local.url}/products/stoneware-mug`);
  await page.waitForTimeout(400);
  expect(seen()).toHaveLength(before);
  await page.goto("about:blank");
  await expect.poll(() => seen().length).toBe(before + 1);
  expect(seen().at(-1)).toMatchObject({
    kind: "page-view",
    productId: local.product("stoneware-mug").id,
  });
});

test("in a region that asks first: nothing until she answers, and her no is kept", async ({
  page,
  local,
}) => {
  const errors = listen(page);
  await page.goto(`${local.url}/?region=DE`);
  await fillBasket(page, local);
  await leave(page);
  await expect(page.getByRole("button", { name: /decline/i })).toBeVisible();
  await expect(dialogOf(page)).toBeHidden();
  const before = local.received.events?.length ?? 0;
  await page.getByRole("button", { name: /decline/i }).click();
  await page.waitForTimeout(3000);
  await leave(page);
  await settle(dialogOf(page));
  await page.keyboard.press("Escape");
  await page.goto("about:blank");
  await page.waitForTimeout(300);
  expect(local.received.events?.length ?? 0).toBe(before);
  expect(errors).toEqual([]);
});

test("proof on the product page, without a script", async ({
  browser,
  local,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 860 },
  });
  const page = await context.newPage();
  await page.goto(`${local.url}/products/stoneware-mug`);
  await expect(
    page.getByText("14 bought this in the last 7 days"),
  ).toBeVisible();
  await page.getByText("How we count").click();
  await expect(page.getByText("less what was refunded")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("product-proof.png") });
  await context.close();
});

test.describe("on a phone", () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  test("a flick up in the cart brings a sheet", async ({ page, local }) => {
    await fillBasket(page, local);
    await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (const y of [200, 400, 600, 800, 1000, 900, 500, 100]) {
        scrollTo(0, y);
        await frame();
      }
    });
    await settle(dialogOf(page));
    await page.screenshot({ path: test.info().outputPath("phone-offer.png") });
    await dialogOf(page).getByRole("button", { name: "No thanks" }).tap();
    await expect(dialogOf(page)).toBeHidden();
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({
      path: test.info().outputPath("phone-cart.png"),
      fullPage: true,
    });
  });
});

async function totalOf(page: Page, local: LocalShop): Promise<number> {
  const cart = await page.request.get(`${local.url}/cart.js`);
  return ((await cart.json()) as { total_price: number }).total_price;
}
