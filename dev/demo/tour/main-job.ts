import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import type { Mail } from "#dev/demo/control.ts";
import {
  expectMails,
  headerOf,
  linkOf,
  waitForMail,
} from "#dev/demo/tour/mails.ts";
import {
  enterShopper,
  fillBasket,
  moveToLeave,
  pay,
  startCheckout,
} from "#dev/demo/tour/shopper-steps.ts";
import type { Story } from "#dev/demo/tour/story.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NORA = "nora@example.com";
const TARIQ = "tariq@example.com";
const WEN = "wen@example.com";
const ODA = "oda@example.de";

/** Nora: offer, claim, checkout, leaves, mail, comes back, buys. */
export async function playFirstShopper(story: Story): Promise<void> {
  const { report, people, control, shop, experiments } = story;
  const nora = await enterShopper(people, { arm: "treatment", experiments });
  const { page } = nora;
  const dialog = page.getByRole("dialog");
  await report.step(
    "Nora sees stars and what was bought, drawn without a script",
    async () => {
      await page.goto(shop.storefront);
      await nora.picture("06-shop");
      await fillBasket(nora, shop, { picture: "07-product-with-proof" });
      await nora.picture("08-cart");
      nora.expectCalm();
    },
  );
  await report.step(
    "She moves to leave the cart and is offered 10 % off",
    async () => {
      await moveToLeave(nora);
      await expect(dialog).toBeVisible();
      await nora.picture("09-offer");
      nora.expectCalm();
    },
  );
  await report.step(
    "She accepts and sees the lower total at once",
    async () => {
      await dialog.getByRole("button", { name: "Use my code" }).click();
      await expect(dialog).toContainText(/until|applied/i);
      await nora.picture("10-offer-accepted");
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(page.getByText(/STAY-/).first()).toBeVisible();
      await nora.picture("11-cart-with-lower-total");
      nora.expectCalm();
    },
  );
  await report.step(
    "She starts the checkout, agrees to mail, and leaves",
    async () => {
      await startCheckout(nora, shop, { email: NORA, subscribes: true });
      await nora.picture("12-checkout");
      await page.goto(shop.storefront);
      await nora.lookAway();
      nora.expectCalm();
    },
  );
  let mail: Mail | undefined;
  await report.step("An hour later a mail shows her basket", async () => {
    await control.jump(61 * MINUTE);
    mail = await waitForMail(control, NORA);
    await page.goto(`${shop.platform}/inbox/${mail.id}`);
    await nora.picture("13-mail", { fullPage: true });
    expect(mail.html).toContain("STAY-");
    expect(headerOf(mail, "list-unsubscribe-post")).toBe(
      "List-Unsubscribe=One-Click",
    );
    nora.expectCalm();
  });
  await report.step(
    "It brings her back to it, with the code still applied; she buys",
    async () => {
      await page.goto(linkOf(mail, "restore"));
      await expect(page.getByText(/STAY-/).first()).toBeVisible();
      await nora.picture("14-back-in-the-checkout");
      await pay(nora);
      await nora.picture("15-thank-you");
      nora.expectCalm();
    },
  );
  await report.step("Nothing more is sent to her", async () => {
    await control.jump(26 * HOUR);
    await expectMails(control, NORA, 1);
  });
  await nora.leave();
}

/** Held out, bought at once, unsubscribed, without consent. */
export async function playOthers(story: Story): Promise<void> {
  const { report, people, control, shop, experiments } = story;
  await report.step(
    "A second shopper is held out and sees nothing",
    async () => {
      const second = await enterShopper(people, {
        arm: "holdout",
        experiments,
      });
      await fillBasket(second, shop);
      await moveToLeave(second);
      await second.page.waitForTimeout(1_500);
      await expect(second.page.getByRole("dialog")).toBeHidden();
      await second.picture("16-held-out");
      second.expectCalm();
      await second.leave();
    },
  );
  await report.step("Tariq buys at once and never gets a mail", async () => {
    const tariq = await enterShopper(people);
    await fillBasket(tariq, shop);
    await startCheckout(tariq, shop, { email: TARIQ, subscribes: true });
    await pay(tariq);
    tariq.expectCalm();
    await tariq.leave();
  });
  await report.step("Wen unsubscribes and never gets another", async () => {
    const wen = await enterShopper(people);
    await fillBasket(wen, shop);
    await startCheckout(wen, shop, { email: WEN, subscribes: true });
    await control.jump(61 * MINUTE);
    const mail = await waitForMail(control, WEN);
    await wen.page.goto(linkOf(mail, "unsubscribe"));
    await wen.picture("17-unsubscribe");
    await wen.page.getByRole("button").first().click();
    await wen.page.waitForLoadState("networkidle");
    await wen.picture("18-unsubscribed");
    await control.jump(25 * HOUR);
    await fillBasket(wen, shop);
    await startCheckout(wen, shop, { email: WEN, subscribes: false });
    wen.expectCalm();
    await wen.leave();
  });
  await report.step("Oda gave no consent and gets none", async () => {
    const oda = await enterShopper(people, { phone: true });
    await fillBasket(oda, shop);
    await oda.picture("19-cart-on-a-phone");
    await startCheckout(oda, shop, {
      email: ODA,
      subscribes: false,
      country: "DE",
    });
    oda.expectCalm();
    await oda.leave();
  });
  await report.step(
    "Three hours later nobody has a mail who should not",
    async () => {
      await control.jump(3 * HOUR);
      // Long enough for the worker to have looked at every run that was due.
      await sleep(5_000);
      await expectMails(control, TARIQ, 0);
      await expectMails(control, WEN, 1);
      await expectMails(control, ODA, 0);
      await expectMails(control, NORA, 1);
    },
  );
}
