import { expect, type Locator, type Page } from "@playwright/test";
import { armOf } from "../../app/shared/bucketing.ts";
import { unpackCampaigns } from "../../app/shared/config-packing.ts";
import type { Arm } from "../../app/shared/events.ts";
import type { StorefrontCampaign } from "../../app/shared/storefront-config.ts";

export const SHIRT = "/products/alder-linen-shirt";
export const MUG = "/products/stoneware-mug";

/** She was here before: her id, which decides the arm, is already in her browser. */
export async function rememberArm(
  page: Page,
  arm: Arm,
  {
    id: campaignId,
    experiment: { seed = campaignId, holdout },
  }: StorefrontCampaign,
): Promise<void> {
  let id = crypto.randomUUID();
  while (armOf(seed, id, holdout) !== arm) id = crypto.randomUUID();
  await page.addInitScript(
    // Once: what the pages write there afterwards says that they belong to one visit.
    (value) =>
      localStorage.getItem("second-thought.shopper") ??
      localStorage.setItem("second-thought.shopper", value),
    `v1.${id}`,
  );
}

/** Puts one thing into the basket, and looks at it. */
export async function fillBasket(page: Page, product = SHIRT): Promise<void> {
  await page.goto(product);
  const added = page.waitForResponse(/\/cart\/add/);
  await page.getByRole("button", { name: /add to cart/i }).click();
  expect((await added).ok()).toBe(true);
  await openCart(page);
}

/** The cart page, once the shopper's script knows whether it may count her. */
export async function openCart(page: Page): Promise<void> {
  await page.goto("/cart");
  await expect
    .poll(() =>
      page.evaluate(() => {
        const { SecondThought } = window as unknown as {
          SecondThought?: { why: () => { consent: string } };
        };
        return SecondThought ? SecondThought.why().consent : "no script";
      }),
    )
    .not.toBe("waiting");
}

/** Looks at the page for a while, then the pointer leaves through the top, as towards the tabs. */
export async function moveToLeave(
  page: Page,
  { seconds }: { seconds: number },
): Promise<void> {
  await page.mouse.move(300, 500);
  await page.waitForTimeout(seconds * 1000 + 100);
  for (const y of [420, 300, 160, 40, 2]) await page.mouse.move(310, y);
  // Headless browsers have no tabs to go to, so the pointer never really leaves.
  await page.evaluate(() =>
    document.documentElement.dispatchEvent(
      new MouseEvent("mouseout", {
        bubbles: true,
        clientY: -1,
        relatedTarget: null,
      }),
    ),
  );
}

/** A thumb's flick back up from far down, one frame at a time. */
export async function flickUp(
  page: Page,
  { seconds }: { seconds: number },
): Promise<void> {
  await page.touchscreen.tap(200, 300);
  await page.waitForTimeout(seconds * 1000 + 100);
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const bottom = document.documentElement.scrollHeight - innerHeight;
    for (let i = 0; i <= 12; i++) {
      scrollTo(0, (bottom * i) / 12);
      await frame();
    }
    for (let i = 4; i >= 0; i--) {
      scrollTo(0, (bottom * i) / 5);
      await frame();
    }
  });
}

export const offerOn = (page: Page): Locator =>
  page.locator("second-thought-offer").getByRole("dialog");

/** What the cart costs, in the currency's hundredths. */
export const totalOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const cart = (await (await fetch("/cart.js")).json()) as {
      total_price: number;
    };
    return cart.total_price;
  });

/** The campaigns that the page in front of her carries. */
export async function publishedOn(page: Page): Promise<StorefrontCampaign[]> {
  const data = page.locator("#second-thought-page");
  if ((await data.count()) === 0) return [];
  const text = await data.evaluate((element) => element.textContent);
  const { config } = JSON.parse(text ?? "{}") as { config: unknown };
  return unpackCampaigns(config) as StorefrontCampaign[];
}

export async function startCheckout(
  page: Page,
  options: { email: string; subscribes: boolean; country?: string },
): Promise<void> {
  await page.goto("/checkout");
  const { email, subscribes, country } = options;
  // The checkout saves by itself when a field is left; the save that counts is the one that knows everything.
  const saved = page.waitForResponse((response) => {
    const fields = new URLSearchParams(response.request().postData() ?? "");
    return (
      response.url().includes("/checkouts/") &&
      fields.get("email") === email &&
      fields.has("accepts_marketing") === subscribes &&
      (!country || fields.get("country") === country)
    );
  });
  if (country) await page.getByLabel("Country/Region").selectOption(country);
  const box = page.getByLabel("Email me with news and offers");
  await box.setChecked(subscribes);
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Last name").focus();
  expect((await saved).ok()).toBe(true);
}

export async function pay(page: Page): Promise<void> {
  await page.getByLabel("Last name").fill("Lind");
  await page.getByLabel("Address", { exact: true }).fill("12 Harbor Street");
  await page.getByLabel("Postcode").fill("97201");
  await page.getByLabel("City").fill("Portland");
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.waitForURL(/thank-you/);
}
