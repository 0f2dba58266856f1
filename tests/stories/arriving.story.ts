import { APP, expectAccessible, overflowOf } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import { readPublished, waitUntilPublished } from "./live-shop.ts";
import type { MerchantAtWork } from "./merchant.ts";

// Told first (files are told in the order of their names), on a shop that never had the app. The steps build on each other, as they do in life.
test.describe.configure({ mode: "serial" });

const PAGES = [
  "/app",
  "/app/campaigns",
  "/app/campaigns/new",
  "/app/visits",
  "/app/visits/new",
  "/app/playbooks",
  "/app/messages",
  "/app/settings",
  "/app/settings/appearance",
];

test("a merchant installs the app and reads what is missing", async ({
  merchant,
  control,
}) => {
  const { app, page } = merchant;
  const [shop] = (await control.state()).shops;
  expect(shop!.installed).toBe(false);
  expect(await readPublished(shop!.storefront)).toBeNull();
  await page.goto(`${shop!.admin}/apps/second-thought`);
  await expect(page.getByText("read_orders")).toBeVisible();
  await page.getByRole("button", { name: "Install app" }).click();
  await expect(app.getByRole("heading", { name: "Go live" })).toBeVisible();
  await expect(app.getByText("0 of 2 done")).toBeVisible();
  const steps = app.getByRole("listitem");
  await expect(steps).toHaveCount(3);
  for (const step of await steps.all())
    await expect(step.getByRole("img", { name: "To do" })).toBeVisible();
});

test("she makes a campaign with the keyboard alone, after one mistake", async ({
  merchant,
  control,
}) => {
  const { app, page, save } = merchant;
  await merchant.open("/app/campaigns/new");
  await app.getByLabel("Name", { exact: true }).focus();
  await tabTo(merchant, "Percentage");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("95");
  await tabTo(merchant, "Not before");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1");
  await save.focus();
  await page.keyboard.press("Enter");

  const percentage = app.getByLabel("Percentage", { exact: true });
  await expect(percentage).toHaveAccessibleDescription(/Enter at most 90 %/);
  await expect(percentage).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, APP, "the editor with a fault");
  await percentage.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("10");
  await save.focus();
  await page.keyboard.press("Enter");
  await expect(app.getByText("Draft", { exact: true })).toBeVisible();
  await expect(save).toBeHidden();
  const switchOn = app.getByRole("button", { name: "Switch on" });
  await switchOn.focus();
  await page.keyboard.press("Enter");
  await expect(app.getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByText("shoppers get it within a minute")).toBeVisible();

  const [shop] = (await control.state()).shops;
  // Nothing is on a page before the embed is.
  expect(await readPublished(shop!.storefront)).toBeNull();
});

test("unsaved changes hold her back, and are gone when she says so", async ({
  merchant,
}) => {
  const { app, page, save } = merchant;
  await merchant.open("/app/campaigns");
  await app.getByRole("link", { name: "10 % off" }).click();
  const heading = app.getByLabel("Heading");
  await heading.fill("One moment: {benefit} off");
  await expect(save).toBeVisible();
  await merchant.goTo("Settings");
  const question = page.getByRole("dialog", { name: /unsaved/ });
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(heading).toHaveValue("One moment: {benefit} off");

  await page.getByRole("button", { name: "Discard" }).click();
  await expect(heading).toHaveValue(/Before you go/);
  await expect(save).toBeHidden();
  await heading.fill("Another");
  await merchant.goTo("Settings");
  await question.getByRole("button", { name: "Leave page" }).click();
  await expect(app.getByRole("heading", { name: "Settings" })).toBeVisible();
  await expect(save).toBeHidden();
});

test("the links of the guide prepare the theme, and the guide goes", async ({
  merchant,
  control,
}) => {
  const { app, page } = merchant;
  await merchant.open();
  await expect(app.getByText("1 of 2 done")).toBeVisible();
  await app.getByRole("link", { name: "Open the theme editor" }).click();
  await saveTheme(merchant);
  const [shop] = (await control.state()).shops;
  await waitUntilPublished(shop!.storefront);

  await merchant.open();
  await expect(
    app.getByRole("heading", { name: "Live. One more thing helps" }),
  ).toBeVisible();
  await app.getByRole("link", { name: "Add the block" }).click();
  await saveTheme(merchant);

  await merchant.open();
  await expect(app.getByRole("heading", { name: "At a glance" })).toBeVisible();
  await expect(app.getByRole("heading", { name: /live/i })).toBeHidden();
  await page.goto(
    `${shop!.admin}/themes/current/editor?template=cart&addAppBlockId=second-thought/cart-proof&target=mainSection`,
  );
  await saveTheme(merchant);
});

test("every page can be used with any means, on any screen", async ({
  merchant,
  newMerchant,
  control,
}) => {
  const [shop] = (await control.state()).shops;
  const onPhone = await newMerchant(shop!.shop, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  for (const path of PAGES) {
    await merchant.open(path);
    await expectAccessible(merchant.page, APP, path);
    await onPhone.open(path);
    expect
      .soft(await overflowOf(onPhone.app), `${path} is wider than a phone`)
      .toBe(0);
  }
});

/** With Tab, as somebody without a mouse, and not for ever. */
async function tabTo({ app, page }: MerchantAtWork, label: string) {
  const field = app.getByLabel(label, { exact: true });
  for (let i = 0; i < 25; i++) {
    if (await field.evaluate((element) => element === document.activeElement))
      return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${label}.`);
}

async function saveTheme({ page }: MerchantAtWork) {
  const save = page.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeEnabled();
  await save.click();
  await expect(page.getByText("Saved. The storefront")).toBeVisible();
}
