import { expect, type FrameLocator } from "@playwright/test";
import { readPage } from "#dev/demo/seed/shopper.ts";
import { type Experiment, experimentOf } from "#dev/demo/tour/arms.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";
import type { Person } from "#dev/demo/tour/people.ts";

export interface Shop {
  /** Path of what the shoppers buy: a product whose page says how many bought it. Empty until that is known. */
  product: string;
  /** Of the local Shopify. */
  platform: string;
  storefront: string;
  /** "fennel-and-fold" */
  name: string;
}

/** The app inside the admin's frame. */
export function appOf({ page }: Person): FrameLocator {
  return page.frameLocator("iframe").first();
}

export async function openApp(
  merchant: Person,
  shop: Shop,
  path = "",
): Promise<FrameLocator> {
  await merchant.page.goto(
    `${shop.platform}/store/${shop.name}/apps/second-thought${path}`,
  );
  return appOf(merchant);
}

export async function install(merchant: Person, shop: Shop): Promise<void> {
  const { page } = merchant;
  await page.goto(shop.platform);
  await merchant.picture("01-start-page");
  await page.getByRole("link", { name: "Open Second Thought" }).click();
  await page.getByRole("button", { name: "Install app" }).click();
  await expect(
    appOf(merchant).getByRole("heading", { name: "Go live" }),
  ).toBeVisible();
  await merchant.picture("02-app-installed");
}

/** The campaign as it is proposed, after one mistake that the editor has to point at. */
export async function createCampaign(
  merchant: Person,
  shop: Shop,
): Promise<void> {
  const { page } = merchant;
  const app = await openApp(merchant, shop);
  await app.getByRole("link", { name: "Create a campaign" }).click();
  const percentage = app.getByLabel("Percentage", { exact: true });
  await percentage.fill("95");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(app.getByText("Enter at most 90 %")).toBeVisible();
  await expect(percentage).toBeEnabled();
  await merchant.picture("03-campaign-fault-beside-the-field");
  await percentage.fill("10");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(app.getByText("Draft", { exact: true })).toBeVisible();
  await app.getByRole("button", { name: "Switch on" }).click();
  await expect(app.getByText("Active", { exact: true })).toBeVisible();
  await expect(percentage).toBeEnabled();
  await merchant.picture("04-campaign-active");
}

/** By the deep links of the home page; nothing is live before Save in the theme editor. */
export async function switchOnTheme(
  merchant: Person,
  shop: Shop,
): Promise<void> {
  const { page } = merchant;
  const app = await openApp(merchant, shop);
  await app.getByRole("link", { name: "Open the theme editor" }).click();
  await saveTheme(merchant, "05-theme-editor");
  await (
    await openApp(merchant, shop)
  )
    .getByRole("link", { name: "Add the block" })
    .click();
  await saveTheme(merchant);
  for (const [template, block] of [
    ["product", "review-badge"],
    ["cart", "cart-proof"],
  ]) {
    await page.goto(
      `${shop.platform}/store/${shop.name}/themes/current/editor?template=${template}&addAppBlockId=second-thought/${block}&target=mainSection`,
    );
    await saveTheme(merchant);
  }
}

async function saveTheme(merchant: Person, picture?: string): Promise<void> {
  const save = merchant.page.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeEnabled();
  if (picture) {
    await expect(
      merchant.page.frameLocator("iframe").first().locator("main"),
    ).toBeVisible();
    await merchant.picture(picture);
  }
  await save.click();
  await expect(merchant.page.getByText("Saved. The storefront")).toBeVisible();
}

/**
 * Publishing goes through Shopify; the page carries a campaign a moment after it was switched on. Answers the experiments of all
 * campaigns, once there are as many.
 */
export async function waitUntilPublished(
  shop: Pick<Shop, "storefront">,
  count = 1,
): Promise<Experiment[]> {
  return waitFor("the campaigns to reach the storefront", async () => {
    const html = await (await fetch(`${shop.storefront}/cart`)).text();
    const campaigns = readPage(html)?.config.campaigns ?? [];
    return campaigns.length === count && campaigns.map(experimentOf);
  });
}

/** What the home page must say once the story is over. */
export async function readResults(merchant: Person, shop: Shop): Promise<void> {
  const app = await openApp(merchant, shop);
  const row = (name: string) => app.getByRole("row", { name });
  await expect(row("Saw the offer")).toContainText("1");
  await expect(row("Hold-out")).toContainText("1");
  await expect(app.getByText("1 code accepted")).toBeVisible();
  await expect(app.getByText(/1 used in an order/)).toBeVisible();
  const recovered = app.locator("dl > div", { hasText: "Recovered orders" });
  await expect(recovered.locator("dd > span")).toHaveText("1");
  await expect(recovered).not.toContainText("$0.00");
  await merchant.page.setViewportSize({ width: 1280, height: 1120 });
  await merchant.picture("20-home-results");
  await merchant.page
    .getByRole("navigation", { name: "Admin" })
    .getByRole("link", { name: "Messages" })
    .click();
  await expect(
    app.getByRole("row", { name: /nora@example.com/ }),
  ).toContainText("Sent");
  await merchant.picture("21-messages");
}
