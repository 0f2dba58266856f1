import { expect, test } from "./fixtures.ts";

test("a shopper sees a shop, and puts something into her basket", async ({
  shopper,
}) => {
  await shopper.goto("/");
  await expect(
    shopper.getByRole("heading", { level: 1 }).first(),
  ).toBeVisible();
  await shopper.goto("/collections/all");
  await shopper.locator('a[href*="/products/"]').first().click();
  await shopper
    .getByRole("button", { name: /add to (cart|basket|bag)/i })
    .click();
  await expect(shopper.getByText("Added to your cart")).toBeAttached();
  await shopper.goto("/cart");
  await expect(
    shopper.getByRole("button", { name: /check ?out/i }).first(),
  ).toBeVisible();
});

test("a merchant installs the app and finds out what to do first", async ({
  merchant,
  control,
}) => {
  await merchant.open();
  await expect(merchant.app.getByRole("heading").first()).toBeVisible({
    timeout: 20_000,
  });
  const [shop] = (await control.state()).shops;
  expect(shop?.installed).toBe(true);
  await merchant.open("/app/campaigns");
  await expect(
    merchant.app.getByRole("heading", { name: "Campaigns" }),
  ).toBeVisible();
});
