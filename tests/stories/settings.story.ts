import type { Page } from "@playwright/test";
import type { Control } from "../../dev/demo/control.ts";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import { expect, test } from "./fixtures.ts";
import type { MerchantAtWork } from "./merchant.ts";
import { fillBasket, MUG, startCheckout } from "./shopper.ts";

const MINUTE = 60_000;

test("faults stand beside their fields, and what was saved stays", async ({
  live: { campaign: _running },
  merchant,
}) => {
  const { app, save } = merchant;
  await merchant.open("/app/settings");
  await app.getByLabel("Wait", { exact: true }).fill("5");
  await app.getByLabel("Answers go to").fill("nobody");
  await app.getByLabel("Floor").fill("1");
  await save.click();
  await expect(app.getByText("Not saved yet")).toBeVisible();
  for (const [field, fault] of [
    ["Wait", /at least 15 minutes/],
    ["Answers go to", /hello@example.com/],
    ["Floor", /a single purchase would point at one person/],
  ] as const)
    await expect(
      app.getByLabel(field, { exact: true }),
    ).toHaveAccessibleDescription(fault);

  await app.getByLabel("Wait", { exact: true }).fill("45");
  await app.getByLabel("Answers go to").fill("hello@fennel-and-fold.example");
  await app.getByLabel("Floor").fill("5");
  await app.getByLabel("Name", { exact: true }).fill("Fennel");
  await app.getByLabel("Country", { exact: true }).selectOption("DE");
  await app.getByRole("button", { name: "Add a rule" }).click();
  await app.getByLabel("Germany", { exact: true }).selectOption("nobody");
  await saveAll(merchant);

  await merchant.open("/app/settings");
  await expect(app.getByLabel("Wait", { exact: true })).toHaveValue("45");
  await expect(app.getByLabel("Answers go to")).toHaveValue(
    "hello@fennel-and-fold.example",
  );
  await expect(app.getByLabel("Name", { exact: true })).toHaveValue("Fennel");
  await expect(app.getByLabel("Germany", { exact: true })).toHaveValue(
    "nobody",
  );
  await app
    .getByRole("button", { name: "Remove the rule for Germany" })
    .click();
  await app.getByLabel("Wait", { exact: true }).fill("60");
  await saveAll(merchant);
});

test("the floor decides from when on a product page says how many bought", async ({
  live: { campaign: _running },
  merchant,
  newShopper,
  control,
}) => {
  test.setTimeout(120_000);
  const { app } = merchant;
  const page = await newShopper();
  await setFloor("2");
  const count = await waitForProof(control, page, (text) =>
    Number(/(\d+) bought this/.exec(text)?.[1]),
  );
  expect(count).toBeGreaterThanOrEqual(2);
  await setFloor(String(count + 1));
  await waitForProof(control, page, (text) => !text.includes("bought this"));

  async function setFloor(floor: string) {
    await merchant.open("/app/settings");
    await app.getByLabel("Look back").fill("30");
    await app.getByLabel("Floor").fill(floor);
    await saveAll(merchant);
    await merchant.leave();
  }
});

test("no reminders when the merchant wants none", async ({
  live: { campaign: _running },
  merchant,
  newShopper,
  control,
  inbox,
  work,
}) => {
  const { app } = merchant;
  await merchant.open("/app/settings");
  await app.getByText("Do not send", { exact: true }).click();
  await saveAll(merchant);
  await merchant.leave();
  const page = await newShopper();
  await fillBasket(page, MUG);
  await startCheckout(page, { email: "rosa@example.com", subscribes: true });
  await work.settle();
  await control.jump(61 * MINUTE);
  await work.settle();
  await control.jump(120 * MINUTE);
  await work.settle();
  expect(await inbox.count("rosa@example.com")).toBe(0);

  await merchant.open("/app/settings");
  await app.getByText("Send", { exact: true }).click();
  await saveAll(merchant);
});

async function saveAll({ page, save }: MerchantAtWork) {
  await save.click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expect(save).toBeHidden();
}

/** Proofs are written every five minutes; answers what `see` makes of the product page's text once it is true. */
async function waitForProof<T>(
  control: Control,
  page: Page,
  see: (text: string) => T,
): Promise<T> {
  return waitFor("the product page to change", async () => {
    await control.jump(5 * MINUTE);
    await page.waitForTimeout(1000);
    await page.goto(MUG);
    return see(await page.getByRole("main").innerText());
  });
}
