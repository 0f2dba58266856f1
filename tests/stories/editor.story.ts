import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import { APP, expectAccessible, overflowOf } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import type { MerchantAtWork } from "./merchant.ts";

test("conditions in groups: each fault stands beside its field, and what was saved comes back", async ({
  live: { campaign: _running },
  merchant,
}) => {
  const { app, page, save } = merchant;
  await merchant.open("/app/campaigns/new");
  await app.getByLabel("Name", { exact: true }).fill("Shirts, no regulars");
  await app.getByRole("button", { name: "Add conditions" }).click();
  const first = app.getByRole("group", { name: "Group 1 of conditions" });
  await first.getByLabel("Condition 1", { exact: true }).selectOption("price");
  await first.getByLabel("From", { exact: true }).fill("50");
  await first.getByLabel("To", { exact: true }).fill("20");
  await first.getByRole("button", { name: /Add a condition/ }).click();
  await first
    .getByLabel("Condition 2", { exact: true })
    .selectOption("product");
  await app.getByRole("button", { name: "Add another group" }).click();
  const second = app.getByRole("group", { name: "Group 2 of conditions" });
  await second.getByLabel("Group 2", { exact: true }).selectOption("none");
  await second
    .getByLabel("Condition 1", { exact: true })
    .selectOption("customer-tag");

  await save.click();
  await expect(app.getByText("Not saved yet")).toBeVisible();
  await expect(
    first.getByLabel("To", { exact: true }),
  ).toHaveAccessibleDescription(/must not lie below/);
  await expect(first.getByText("Name at least one")).toBeVisible();
  await expect(second.getByLabel("Any of")).toHaveAccessibleDescription(
    /Name at least one/,
  );
  await expectAccessible(page, APP, "conditions with faults");

  await first.getByLabel("To", { exact: true }).fill("200");
  await first.getByRole("button", { name: "Choose products" }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox").first().check();
  await picker.getByRole("button", { name: "Select" }).click();
  await expect(first.getByText("Alder Linen Shirt")).toBeVisible();
  // With the keyboard alone: Enter adds one.
  await second.getByLabel("Any of").focus();
  await page.keyboard.type("VIP");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Staff");
  await page.keyboard.press("Enter");
  await save.click();
  await expect(app.getByText("Draft", { exact: true })).toBeVisible();

  await merchant.open(await pathOf(merchant));
  await expect(first.getByLabel("To", { exact: true })).toHaveValue("200.00");
  await expect(first.getByText("Alder Linen Shirt")).toBeVisible();
  await expect(second.getByText("VIP", { exact: true })).toBeVisible();
  await expect(second.getByText("Staff", { exact: true })).toBeVisible();
  await expect(second.getByLabel("Group 2", { exact: true })).toHaveValue(
    "none",
  );
  await archive(merchant);
});

test("the preview is the storefront's own dialog, and leaves her cursor alone", async ({
  live: { campaign: _running },
  merchant,
}) => {
  const { app, page } = merchant;
  await merchant.open("/app/campaigns/new");
  const preview = app
    .frameLocator('iframe[title="Preview of the offer"]')
    .getByRole("dialog");
  await expect(preview.getByRole("heading")).toHaveText(
    "Before you go: 10% off your basket",
  );
  const heading = app.getByLabel("Heading", { exact: true });
  await heading.fill("");
  await heading.pressSequentially("Wait: {benefit} off", { delay: 40 });
  await expect(preview.getByRole("heading")).toHaveText("Wait: 10% off");
  await expect(heading).toBeFocused();
  await expect(heading).toHaveValue("Wait: {benefit} off");
  await heading.fill(
    "A heading that goes on and on: {benefit} off your basket",
  );
  await expect(heading).toHaveAccessibleDescription(/Long: on a phone/);

  await app.getByRole("button", { name: "Computer" }).click();
  const width = () =>
    app
      .getByTitle("Preview of the offer")
      .evaluate((frame) => (frame as HTMLIFrameElement).clientWidth);
  expect(await width()).toBeGreaterThan(1000);
  await app.getByRole("button", { name: "Phone" }).click();
  expect(await width()).toBe(390);

  // Its buttons work, to the end, with a basket that nobody has.
  await preview.getByRole("button", { name: "Use my code" }).click();
  await expect(preview.getByRole("heading")).toHaveText("All set");
  await expect(preview.getByRole("status")).toContainText(
    "$86.40 instead of $96.00",
  );
  // Other words for another incentive, where she wrote none of her own.
  await page.getByRole("button", { name: "Discard" }).click();
  await app.getByLabel("Incentive").selectOption("free-shipping");
  await expect(preview.getByRole("heading")).toHaveText("Delivery is on us");
});

test("any save can be brought back, and the page says what each changed", async ({
  live: { campaign: _running },
  merchant,
}) => {
  const { app, page, save } = merchant;
  await merchant.open("/app/campaigns/new");
  await app.getByLabel("Name", { exact: true }).fill("First name");
  await save.click();
  await expect(app.getByText("Draft", { exact: true })).toBeVisible();
  await app.getByLabel("Name", { exact: true }).fill("Second name");
  await app.getByLabel("Percentage", { exact: true }).fill("15");
  await save.click();
  await expect(page.getByText("Campaign saved")).toBeVisible();
  const path = await pathOf(merchant);
  await app.getByRole("link", { name: "Versions" }).click();
  await expect(app.getByText("Changed: Name, Incentive")).toBeVisible();
  await expect(app.getByText("As it is")).toBeVisible();
  await expectAccessible(page, APP, "the versions");
  await app.getByRole("button", { name: /Bring back/ }).press("Enter");
  await expect(app.getByLabel("Name", { exact: true })).toHaveValue(
    "First name",
  );
  await expect(app.getByLabel("Percentage", { exact: true })).toHaveValue("10");
  await merchant.open(path);
  await archive(merchant);
});

test("several at once: duplicated, put in order, archived", async ({
  live: { campaign: _running },
  merchant,
  newMerchant,
  control,
}) => {
  const { app, page, save } = merchant;
  for (const name of ["Lower", "Upper"]) {
    await merchant.open("/app/campaigns/new");
    await app.getByLabel("Name", { exact: true }).fill(name);
    await save.click();
    await expect(app.getByText("Draft", { exact: true })).toBeVisible();
  }
  await merchant.open("/app/campaigns");
  const names = () => app.locator("tbody tr td:nth-child(2)").allInnerTexts();
  expect((await names()).slice(0, 2)).toEqual(["Upper", "Lower"]);
  await app.getByRole("button", { name: "Move Lower up" }).press("Enter");
  await expect
    .poll(async () => (await names()).slice(0, 2))
    .toEqual(["Lower", "Upper"]);

  await select(merchant, "Lower", "Upper");
  await app.getByRole("button", { name: "Duplicate" }).click();
  await expect(page.getByText("2 campaigns duplicated")).toBeVisible();
  await select(merchant, "Lower", "Upper", "Copy of Lower", "Copy of Upper");
  await expectAccessible(page, APP, "the list with four selected");
  await app.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText("4 campaigns archived")).toBeVisible();
  expect(await names()).not.toContain("Upper");
  await app.getByRole("tab", { name: "Archived" }).click();
  await expect(app.getByRole("link", { name: "Copy of Upper" })).toBeVisible();

  const [shop] = (await control.state()).shops;
  const phone = await newMerchant(shop!.shop, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.open("/app/campaigns");
  expect(await overflowOf(phone.app)).toBe(0);
});

test("the shop's own look reaches its pages, after a word about what is hard to read", async ({
  live: { storefront },
  merchant,
  work,
}) => {
  const { app, page, save } = merchant;
  await merchant.open("/app/settings/appearance");
  await app.getByLabel("Button", { exact: true }).fill("#ffee88");
  await expect(
    app.getByText(/Words on the button have a contrast/),
  ).toBeVisible();
  await app.getByLabel("Words on the button", { exact: true }).fill("#1a1a1a");
  await expect(app.getByText(/Words on the button have/)).toBeHidden();
  await app.getByLabel("Roundness of corners").fill("99");
  await save.click();
  await expect(
    app.getByLabel("Roundness of corners"),
  ).toHaveAccessibleDescription(/from 0 to 32/);
  await app.getByLabel("Roundness of corners").fill("12");
  await app.getByLabel("In one visit at most").selectOption("1");
  await save.click();
  await expect(page.getByText("Appearance saved")).toBeVisible();
  await work.settle({ jobs: true });
  const published = () =>
    waitFor("the look on the storefront", async () => {
      const html = await (await fetch(`${storefront}/cart`)).text();
      return /"button":"#ffee88"[\s\S]*?"radius":12/.test(html) &&
        html.includes('"perVisit":1')
        ? html
        : null;
    });
  await published();

  for (const label of ["Button", "Words on the button"])
    await app
      .getByRole("button", { name: `${label}: as the theme`, exact: true })
      .click();
  await app.getByLabel("Roundness of corners").fill("");
  await app.getByLabel("In one visit at most").selectOption("2");
  await save.click();
  await expect(save).toBeHidden();
  await work.settle({ jobs: true });
});

/** The app's own address inside the frame. */
async function pathOf({ app }: MerchantAtWork): Promise<string> {
  return app.locator("html").evaluate(() => location.pathname);
}

async function archive({ app, page }: MerchantAtWork): Promise<void> {
  await app.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Campaign archived")).toBeVisible();
}

async function select(
  { app }: MerchantAtWork,
  ...names: string[]
): Promise<void> {
  for (const name of names)
    await app
      .getByRole("row")
      .filter({ has: app.getByRole("link", { name, exact: true }) })
      .getByRole("checkbox")
      .check({ force: true });
}
