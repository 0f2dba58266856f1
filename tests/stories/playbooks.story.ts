import type { Page } from "@playwright/test";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import type { StorefrontCampaign } from "../../app/shared/storefront-config.ts";
import { APP, expectAccessible } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import type { MerchantAtWork } from "./merchant.ts";
import {
  fillBasket,
  moveToLeave,
  MUG,
  offerOn,
  publishedOn,
  rememberArm,
  SHIRT,
} from "./shopper.ts";

// One after the other on one shop: each playbook runs alone, so that the arbiter has no other to choose.
test.describe.configure({ mode: "serial" });

interface Played {
  goal: RegExp;
  /** What is missing until the merchant chooses it. */
  choose?: (merchant: MerchantAtWork) => Promise<void>;
  /** Brings the shopper to the moment. */
  play: (page: Page) => Promise<void>;
  /** What she reads. */
  reads: RegExp;
}

const PLAYED: Played[] = [
  {
    goal: /gentle word while intent falls/,
    // Nothing says "she lost heart" as plainly as an empty basket.
    async play(page) {
      await fillBasket(page);
      await page.mouse.move(300, 400);
      await page
        .getByRole("link", { name: /^remove/i })
        .first()
        .click();
      for (let second = 0; second < 14; second++) {
        await page.waitForTimeout(1000);
        await page.mouse.move(320 + second, 420);
      }
    },
    reads: /Take your time/,
  },
  {
    goal: /Free delivery for baskets that stall/,
    async play(page) {
      await fillBasket(page);
      await page.mouse.move(300, 400);
      await page.waitForTimeout(48_000);
    },
    reads: /Delivery is on us/,
  },
  {
    goal: /very product she hesitates over/,
    async play(page) {
      for (const product of [SHIRT, MUG, SHIRT, MUG]) {
        await page.goto(product);
        // A hand does not rest: what it did before the script listened, it does again.
        for (const x of [300, 320, 340, 360, 380]) {
          await page.mouse.move(x, 400);
          await page.waitForTimeout(300);
        }
        // Its moment comes once: whoever goes on before it is drawn has had it.
        const shown = offerOn(page).waitFor({ timeout: 4000 });
        if (
          await shown.then(
            () => true,
            () => false,
          )
        )
          return;
      }
    },
    reads: /10% off this one, just for you/,
  },
  {
    goal: /A gift for full baskets/,
    async choose({ app, page }) {
      await app.getByRole("button", { name: "Choose a gift" }).click();
      const picker = page.getByRole("dialog");
      await picker.getByLabel("Search").fill("mug");
      await picker.getByRole("radio").first().check();
      await picker.getByRole("button", { name: "Select" }).click();
      await expect(app.getByLabel("What shoppers read it is")).not.toHaveValue(
        "",
      );
    },
    async play(page) {
      await fillBasket(page);
      await moveToLeave(page, { seconds: 5 });
    },
    reads: /A gift with your basket/,
  },
  {
    goal: /Everything for the last chancer/,
    async play(page) {
      await fillBasket(page);
      await moveToLeave(page, { seconds: 3 });
      await page.waitForTimeout(600);
      if (!(await offerOn(page).isVisible()))
        await moveToLeave(page, { seconds: 1 });
    },
    reads: /For you: 20% off everything/,
  },
];

test("whatever ran before rests while the playbooks are played", async ({
  live: { campaign: _running },
  merchant,
  work,
}) => {
  await changeAll(merchant, "Pause");
  await work.settle({ jobs: true });
});

for (const { goal, choose, play, reads } of PLAYED)
  test(`${goal.source}: applied, saved, and seen by a shopper`, async ({
    merchant,
    newShopper,
    control,
    work,
  }) => {
    test.setTimeout(150_000);
    const { app, page: admin, save } = merchant;
    await merchant.open("/app/playbooks");
    const card = app.getByRole("group", { name: goal });
    await expect(card.getByText("Why it works")).toBeVisible();
    await expect(card.getByText("What it needs")).toBeVisible();
    await expectAccessible(admin, APP, "the playbooks");
    await card.getByRole("link", { name: goal }).press("Enter");
    await expect(app.getByLabel("Name", { exact: true })).toHaveValue(goal);
    await choose?.(merchant);
    await save.click();
    await expect(app.getByText("Draft", { exact: true })).toBeVisible();
    await app.getByRole("button", { name: "Switch on" }).click();
    await expect(app.getByText("Active", { exact: true })).toBeVisible();
    const id = (await app.locator("html").evaluate(() => location.pathname))
      .split("/")
      .at(-1)!;
    await work.settle({ jobs: true });

    const [shop] = (await control.state()).shops;
    // Somebody else looks whether it is there: whoever has been on a page has an id of her own, and with it an arm.
    const looker = await newShopper();
    const campaign = await waitForCampaign(looker, shop!.storefront, id);
    const page = await newShopper();
    await rememberArm(page, "treatment", campaign);
    await play(page);
    await expect(offerOn(page).getByRole("heading")).toHaveText(reads);

    await app.getByRole("button", { name: "Archive" }).click();
    await expect(admin.getByText("Campaign archived")).toBeVisible();
    await work.settle({ jobs: true });
  });

test("what ran before runs again", async ({ merchant, work }) => {
  await changeAll(merchant, "Switch on");
  await work.settle({ jobs: true });
});

async function changeAll(
  { open, app, page }: MerchantAtWork,
  change: "Pause" | "Switch on",
): Promise<void> {
  await open("/app/campaigns");
  await app.getByRole("columnheader").getByRole("checkbox").first().check({
    force: true,
  });
  await app.getByRole("button", { name: change, exact: true }).click();
  await expect(page.getByText(/campaigns? (paused|switched on)/)).toBeVisible();
}

async function waitForCampaign(
  page: Page,
  storefront: string,
  id: string,
): Promise<StorefrontCampaign> {
  return waitFor("the playbook's campaign on the storefront", async () => {
    await page.goto(`${storefront}/cart`);
    const all = await publishedOn(page);
    return all.find((one) => one.id === id) ?? null;
  });
}
