import { expect } from "@playwright/test";
import {
  addToBasket,
  awake,
  enterShopper,
  giveConsent,
  moveToLeave,
  noticed,
  offerOn,
} from "#dev/demo/tour/shopper-steps.ts";
import type { Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { Person } from "#dev/demo/tour/people.ts";
import type { Story } from "#dev/demo/tour/story.ts";

/** Longer than a campaign leaves a shopper alone who has seen it. */
const NEXT_DAY_MS = 25 * 3_600_000;

/** Mara, over three days: a fact, then a benefit, and only then the price. */
export async function playLadder(story: Story): Promise<void> {
  const { report, people, control, shop, experiments } = story;
  let product = "";
  let mara = await enterShopper(people, { arm: "treatment", experiments });
  const nextDay = async () => {
    await story.merchant.lookAway();
    await mara.lookAway();
    await control.jump(NEXT_DAY_MS);
    mara = await mara.comeBack(NEXT_DAY_MS);
    await mara.page.goto(`${shop.storefront}/cart`);
    await awake(mara);
  };
  await report.step(
    "Mara looks for a code, goes back, and compares: a note says what the shop gives anyway",
    async () => {
      product = await findProduct(shop, 3_500, 7_000);
      await loseHeart(mara, shop, product);
      const note = offerOn(mara);
      // The campaign waits until she has been on the page for five seconds, and is asked again every five.
      await expect(note).toContainText("Thirty days to change your mind", {
        timeout: 15_000,
      });
      await mara.picture("25-gentle-note");
      await expectPageFree(mara);
      await note.getByRole("button", { name: "Good to know" }).click();
      await expect(note).toBeHidden();
      mara.expectCalm();
    },
  );
  await report.step(
    "The next day she is about to leave: free delivery, before any discount",
    async () => {
      await nextDay();
      await moveToLeave(mara);
      const offer = offerOn(mara);
      await expect(offer).toContainText("Delivery is on us");
      await expect(offer).not.toContainText("%");
      await mara.picture("26-free-delivery");
      await offer.getByRole("button", { name: "Not now" }).click();
      await expect(offer).toBeHidden();
      mara.expectCalm();
    },
  );
  let end = "";
  await report.step(
    "Only on the third day the price: ten percent",
    async () => {
      await nextDay();
      await moveToLeave(mara);
      const offer = offerOn(mara);
      await expect(offer).toContainText("10% off your basket");
      await mara.picture("27-price-last");
      await offer.getByRole("button", { name: "Use my code" }).click();
      const said = offer.getByRole("status");
      await expect(said).toContainText("10% is applied");
      end = /until (.+)\.$/.exec((await said.textContent()) ?? "")?.[1] ?? "";
      expect(end).not.toBe("");
      await offer.getByRole("button", { name: "Continue" }).click();
      await expect(offer).toBeHidden();
      mara.expectCalm();
    },
  );
  await report.step(
    "She hesitates again: what she took is still hers, until its real end",
    async () => {
      await mara.page.goto(`${shop.storefront}${product}`);
      await awake(mara);
      await moveToLeave(mara);
      const reminder = offerOn(mara);
      await expect(reminder).toContainText(`until ${end}`);
      await mara.picture("28-quiet-reminder");
      await expectPageFree(mara);
      mara.expectCalm();
    },
  );
  await mara.leave();
}

/** Into the basket, to the field for codes, back to the product, and its name copied to compare it elsewhere. */
async function loseHeart(
  mara: Person,
  shop: Shop,
  product: string,
): Promise<void> {
  const { page } = mara;
  await page.goto(`${shop.storefront}${product}`);
  await giveConsent(mara);
  await awake(mara);
  await addToBasket(mara);
  await noticed(mara, "cart");
  await page.goto(`${shop.storefront}/cart`);
  await awake(mara);
  await page.locator("#cart-discount").click();
  await noticed(mara, "coupon-focus");
  await page.goto(`${shop.storefront}${product}`);
  await awake(mara);
  await page.getByRole("heading", { level: 1 }).selectText();
  await page.keyboard.press("ControlOrMeta+C");
  await noticed(mara, "copied");
  await page.mouse.click(640, 780);
}

/** A piece of clothing below the basket from which this shop delivers free of charge anyway. Prices in minor units. */
async function findProduct(
  shop: Shop,
  from: number,
  to: number,
): Promise<string> {
  const read = async (path: string) =>
    (await fetch(`${shop.storefront}${path}`)).text();
  const shelf = await read("/collections/clothing");
  for (const path of new Set(shelf.match(/\/products\/[\w-]+/g))) {
    const { price, available } = JSON.parse(await read(`${path}.js`)) as {
      price: number;
      available: boolean;
    };
    if (available && price >= from && price <= to) return path;
  }
  throw new Error(`No clothing costs between ${from} and ${to}.`);
}

/** A note takes neither the focus nor the page. */
async function expectPageFree({ page }: Person): Promise<void> {
  await expect(page.locator("second-thought-offer :focus")).toHaveCount(0);
  await page
    .getByRole("button", { name: /add to cart/i })
    .click({ trial: true });
}
