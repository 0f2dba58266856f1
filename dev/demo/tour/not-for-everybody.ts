import { expect } from "@playwright/test";
import {
  addToBasket,
  awake,
  enterShopper,
  fillBasket,
  flickUp,
  giveConsent,
  moveToLeave,
  noticed,
  offerOn,
  whyOf,
} from "#dev/demo/tour/shopper-steps.ts";
import type { Story } from "#dev/demo/tour/story.ts";

const NEXT_DAY_MS = 25 * 3_600_000;
/** Long enough for what would show to have shown. */
const NOTHING_MS = 2_000;

/** Who gets everything at once, who gets nothing, and who asked for less. */
export async function playOthersOfTheLadder(story: Story): Promise<void> {
  await playLastChancer(story);
  await playCommitted(story);
  await playFewer(story);
}

async function playLastChancer(story: Story): Promise<void> {
  const { report, people, shop, experiments } = story;
  await report.step(
    "Lev, on a phone, will hardly come back: the strongest step at once",
    async () => {
      const lev = await enterShopper(people, {
        arm: "treatment",
        experiments,
        phone: true,
      });
      await fillBasket(lev, shop);
      await awake(lev);
      await flickUp(lev);
      const offer = offerOn(lev);
      await expect(offer).toContainText("20% off everything");
      await lev.picture("29-last-chancer-on-a-phone");
      await offer.getByRole("button", { name: "Take 20% off" }).tap();
      await expect(offer.getByRole("status")).toContainText("20% is applied");
      await lev.picture("30-last-chancer-took-it");
      lev.expectCalm();
      await lev.leave();
    },
  );
}

async function playCommitted(story: Story): Promise<void> {
  const { report, people, shop, experiments } = story;
  await report.step(
    "Cleo is about to buy: she is left alone, even when her pointer wanders off",
    async () => {
      const cleo = await enterShopper(people, {
        arm: "treatment",
        experiments,
      });
      const { page } = cleo;
      const shelf = await (
        await fetch(`${shop.storefront}/collections/clothing`)
      ).text();
      const others = [...new Set(shelf.match(/\/products\/[\w-]+/g))].filter(
        (path) => path !== shop.product,
      );
      for (const path of [...others.slice(0, 3), shop.product]) {
        await page.goto(`${shop.storefront}${path}`);
        await giveConsent(cleo);
        await awake(cleo);
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(1_500);
      }
      await page.locator("summary", { hasText: "Delivery & returns" }).click();
      await noticed(cleo, "opened");
      await addToBasket(cleo);
      await noticed(cleo, "cart");
      await page.goto(`${shop.storefront}/cart`);
      await awake(cleo);
      await moveToLeave(cleo);
      await page.waitForTimeout(NOTHING_MS);
      await expect(offerOn(cleo)).toBeHidden();
      expect((await whyOf(cleo)).segment).toBe("committed");
      await cleo.picture("31-committed-left-alone");
      cleo.expectCalm();
      await cleo.leave();
    },
  );
}

async function playFewer(story: Story): Promise<void> {
  const { report, people, control, shop, experiments } = story;
  await report.step(
    "Fay wants fewer of these, and is left in peace the next day too",
    async () => {
      let fay = await enterShopper(people, { arm: "treatment", experiments });
      await fillBasket(fay, shop);
      await awake(fay);
      await moveToLeave(fay);
      const offer = offerOn(fay);
      await expect(offer).toBeVisible();
      await fay.picture("32-fewer-of-these");
      await offer.getByRole("button", { name: "Fewer of these" }).click();
      await expect(offer).toBeHidden();
      fay.expectCalm();
      await fay.lookAway();
      await control.jump(NEXT_DAY_MS);
      fay = await fay.comeBack(NEXT_DAY_MS);
      await fay.page.goto(`${shop.storefront}/cart`);
      await awake(fay);
      await moveToLeave(fay);
      await fay.page.waitForTimeout(NOTHING_MS);
      await expect(offerOn(fay)).toBeHidden();
      await fay.picture("33-left-in-peace");
      fay.expectCalm();
      await fay.leave();
    },
  );
}
