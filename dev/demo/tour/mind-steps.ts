import { expect } from "@playwright/test";
import { openApp, type Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { Person } from "#dev/demo/tour/people.ts";
import {
  awake,
  enterShopper,
  fillBasket,
  moveToLeave,
  offerOn,
} from "#dev/demo/tour/shopper-steps.ts";
import type { Story } from "#dev/demo/tour/story.ts";

/** The page's own account of what shows and what does not, for whoever has the merchant's link. */
export async function explainStorefront(story: Story): Promise<void> {
  const { merchant, people, shop, experiments } = story;
  const app = await openApp(merchant, shop, "/app/visits");
  await app.getByRole("button", { name: "Explain on my storefront" }).click();
  const link = app.getByRole("link", { name: "Open my storefront" });
  await expect(link).toBeVisible();
  await merchant.picture("35-explain-link");
  const looker = await enterShopper(people, { arm: "treatment", experiments });
  const { page } = looker;
  await page.goto((await link.getAttribute("href")) ?? "");
  const panel = page
    .locator("second-thought-explain")
    .getByRole("complementary");
  await expect(panel).toContainText(
    "The campaign is not for this kind of page",
  );
  await fillBasket(looker, shop);
  await awake(looker);
  await expect(panel).toContainText("The campaign's moment has not come");
  await looker.picture("36-why-nothing-shows");
  await moveToLeave(looker);
  await expect(offerOn(looker)).toBeVisible();
  await expect(panel).toContainText("Wins.");
  await expect(panel).toContainText("Another step of the ladder comes first");
  await looker.picture("37-why-the-others-lost");
  merchant.expectCalm();
  looker.expectCalm();
  await looker.leave();
}

export async function playRecordedVisit(
  merchant: Person,
  shop: Shop,
): Promise<void> {
  const app = await openApp(merchant, shop, "/app/visits");
  const rows = app.getByRole("row");
  await expect(rows.nth(5)).toBeVisible();
  await merchant.picture("38-visits");
  await rows.filter({ hasText: "About" }).first().getByRole("link").click();
  const forward = app.getByRole("button", { name: "Step forward" });
  await forward.click();
  await forward.click();
  await expect(app.getByText(/^Step 3 of/)).toBeVisible();
  await app.getByRole("button", { name: "Intent falls" }).first().click();
  await merchant.picture("39-visit-player");
}
