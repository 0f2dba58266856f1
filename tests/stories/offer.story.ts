import type { Page } from "@playwright/test";
import { APP, expectAccessible } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import type { MerchantAtWork } from "./merchant.ts";
import {
  fillBasket,
  flickUp,
  MUG,
  moveToLeave,
  offerOn,
  openCart,
  pay,
  publishedOn,
  rememberArm,
  SHIRT,
  startCheckout,
  totalOf,
} from "./shopper.ts";
import { whileDown } from "./stack-levers.ts";

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

test("she is offered a code as she leaves, takes it, and pays less", async ({
  live: { campaign },
  newShopper,
  merchant,
  work,
}) => {
  const before = await readHome(merchant);
  const page = await newShopper();
  const seconds = campaign.moment.afterSeconds;
  await rememberArm(page, "treatment", campaign);
  await fillBasket(page);
  const full = await totalOf(page);
  await moveToLeave(page, { seconds });
  const offer = offerOn(page);
  await expect(offer).toBeVisible();
  await expect(offer.getByRole("heading")).toBeFocused();
  await offer.getByRole("button").first().click();
  await expect(offer.getByRole("status")).toContainText(/10% is applied/);
  expect(await totalOf(page)).toBe(Math.round(full * 0.9));
  await offer.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(/STAY-/).first()).toBeVisible();

  await startCheckout(page, { email: "ines@example.com", subscribes: false });
  await expect(page.getByText(/STAY-/).first()).toBeVisible();
  await pay(page);
  await work.settle();
  const after = await readHome(merchant);
  expect(after.treatment.visits - before.treatment.visits).toBe(1);
  expect(after.treatment.orders - before.treatment.orders).toBe(1);
  expect(after.holdout).toEqual(before.holdout);
  expect(after.claims - before.claims).toBe(1);
  expect(after.redeemed - before.redeemed).toBe(1);
  await expectAccessible(merchant.page, APP, "home with figures");
});

test("on a phone a flick back up brings it, and a no is a no", async ({
  live: { campaign },
  newShopper,
}) => {
  const page = await newShopper(PHONE);
  const seconds = campaign.moment.afterSeconds;
  await rememberArm(page, "treatment", campaign);
  await fillBasket(page, MUG);
  await flickUp(page, { seconds });
  const offer = offerOn(page);
  await expect(offer).toBeVisible();
  for (const button of await offer.getByRole("button").all()) {
    // Laid out, not seen: while the sheet comes in it is drawn smaller.
    const [width, height] = await button.evaluate((element) => [
      (element as HTMLElement).offsetWidth,
      (element as HTMLElement).offsetHeight,
    ]);
    expect(Math.min(width!, height!)).toBeGreaterThanOrEqual(44);
  }
  await offer.getByRole("button", { name: /no/i }).tap();
  await expect(offer).toBeHidden();
  await openCart(page);
  await flickUp(page, { seconds });
  await expect.poll(() => refusalOn(page)).toBe("not-now");
});

test("the hold-out sees nothing, and her order counts for it", async ({
  live: { campaign },
  newShopper,
  merchant,
  work,
}) => {
  const before = await readHome(merchant);
  const page = await newShopper();
  await rememberArm(page, "holdout", campaign);
  await fillBasket(page);
  await moveToLeave(page, { seconds: campaign.moment.afterSeconds });
  await expect.poll(() => armOn(page)).toBe("holdout");
  await expect(offerOn(page)).toBeHidden();
  await startCheckout(page, { email: "hedda@example.com", subscribes: false });
  await pay(page);
  await work.settle();
  const after = await readHome(merchant);
  expect(after.holdout.visits - before.holdout.visits).toBe(1);
  expect(after.holdout.orders - before.holdout.orders).toBe(1);
  expect(after.treatment).toEqual(before.treatment);
});

test("who is asked first and says no gets the offer, and is not counted", async ({
  live: { campaign },
  newShopper,
  database,
  work,
}) => {
  const counted = async () => {
    await work.settle();
    const { rows } = await database.query<{ count: string }>(
      `select (select count(*) from "Exposure") + (select count(*) from "Event") as count`,
    );
    return rows[0]!.count;
  };
  const before = await counted();
  const page = await newShopper();
  await page.goto("/?region=DE");
  await page.getByRole("button", { name: "Decline" }).click();
  await fillBasket(page);
  await moveToLeave(page, { seconds: campaign.moment.afterSeconds });
  const offer = offerOn(page);
  await offer.getByRole("button").first().click();
  await expect(offer.getByRole("status")).toContainText(/10% is applied/);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goto("/");
  expect(await counted()).toBe(before);
});

test("a code of her own is never taken from her", async ({
  live: { campaign },
  newShopper,
}) => {
  const page = await newShopper();
  await rememberArm(page, "treatment", campaign);
  await fillBasket(page);
  const full = await totalOf(page);
  await page.getByLabel("Discount code").fill("WELCOME10");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("WELCOME10").first()).toBeVisible();
  const lower = await totalOf(page);
  expect(lower).toBeLessThan(full);
  await moveToLeave(page, { seconds: campaign.moment.afterSeconds });
  await expect.poll(() => refusalOn(page)).toBe("code-of-her-own");
  await expect(offerOn(page)).toBeHidden();
  expect(await totalOf(page)).toBe(lower);
});

test("paused while she looks at it: she is told kindly, and keeps her basket", async ({
  live: { campaign },
  newShopper,
  merchant,
  work,
  world,
}) => {
  const page = await newShopper();
  await rememberArm(page, "treatment", campaign);
  await fillBasket(page);
  const full = await totalOf(page);
  await moveToLeave(page, { seconds: campaign.moment.afterSeconds });
  const offer = offerOn(page);
  await expect(offer).toBeVisible();
  await merchant.open(`/app/campaigns/${campaign.id}`);
  const { app } = merchant;
  await app.getByRole("button", { name: "Pause" }).click();
  await expect(app.getByText("Paused", { exact: true })).toBeVisible();
  world.expect(/\/claim/); // the browser itself writes every answer of 400 and more into its console
  await offer.getByRole("button").first().click();
  await expect(offer.getByRole("status")).toContainText(
    /no longer available|has ended/,
  );
  await expect(
    offer.getByRole("button", { name: "Close" }).first(),
  ).toBeFocused();
  expect(await totalOf(page)).toBe(full);
  await work.settle();
  // Who comes now is not even asked.
  await openCart(page);
  await expect(page.locator("#second-thought-page")).toBeHidden();
  expect(await publishedOn(page)).toEqual([]);

  await app.getByRole("button", { name: "Switch on" }).click();
  await expect(app.getByText("Active", { exact: true })).toBeVisible();
  await work.settle();
});

test("with the app down the shop is a shop, and says so kindly", async ({
  live: { campaign },
  stack,
  newShopper,
  control,
  work,
  world,
}) => {
  const page = await newShopper();
  await rememberArm(page, "treatment", campaign);
  await whileDown(stack.levers, "web", async () => {
    await page.goto("/");
    await page.goto(SHIRT);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fillBasket(page);
    const full = await totalOf(page);
    expect(world.faults()).toEqual([]);
    // The browser itself writes into its console what the proxy could not deliver.
    world.expect(/\/apps\/second-thought\/(claim|events)/);
    // The web pixel cannot know that nobody listens; its sandbox has no console of the page.
    world.expect(/\/pixel/);
    await moveToLeave(page, { seconds: campaign.moment.afterSeconds });
    const offer = offerOn(page);
    await expect(offer).toBeVisible();
    await offer.getByRole("button").first().click();
    await expect(offer.getByRole("status")).toContainText(
      "Your basket is unchanged. Please try again in a moment.",
    );
    expect(await totalOf(page)).toBe(full);
    await startCheckout(page, { email: "dana@example.com", subscribes: false });
    await pay(page);
  });
  // What Shopify could not deliver meanwhile it delivers now.
  await expect
    .poll(async () => (await control.state()).shops[0]!.webhooks.pending, {
      timeout: 20_000,
    })
    .toBe(0);
  await work.settle();
});

interface Why {
  last?: { arm?: string; decision?: { refusals: { reason: string }[] } };
}

const whyOn = (page: Page) =>
  page.evaluate(() =>
    (
      window as unknown as { SecondThought?: { why: () => Why } }
    ).SecondThought?.why(),
  );
const armOn = async (page: Page) => (await whyOn(page))?.last?.arm;
const refusalOn = async (page: Page) =>
  (await whyOn(page))?.last?.decision?.refusals[0]?.reason;

/** The figures of the first campaign, as the home page shows them. */
async function readHome(merchant: MerchantAtWork) {
  await merchant.open();
  const { app } = merchant;
  const row = async (name: string) => {
    const cells = await app
      .getByRole("row", { name })
      .first()
      .getByRole("cell")
      .allInnerTexts();
    return { visits: Number(cells[1]), orders: Number(cells[2]) };
  };
  const sum = await app
    .getByText(/codes? accepted, /)
    .first()
    .innerText();
  const [claims, redeemed] = sum.match(/\d+/g)!.map(Number);
  return {
    treatment: await row("Saw the offer"),
    holdout: await row("Hold-out"),
    claims: claims!,
    redeemed: redeemed!,
  };
}
