import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import { type Control, type Mail, openControl } from "#dev/demo/control.ts";
import type { Stack } from "#dev/demo/stack.ts";
import {
  createCampaign,
  install,
  readResults,
  type Shop,
  switchOnTheme,
  waitUntilPublished,
} from "#dev/demo/tour/merchant-steps.ts";
import { invitePeople, type People } from "#dev/demo/tour/people.ts";
import { openReport, type TourReport } from "#dev/demo/tour/report.ts";
import {
  enterShopper,
  type Experiment,
  fillBasket,
  moveToLeave,
  pay,
  startCheckout,
} from "#dev/demo/tour/shopper-steps.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NORA = "nora@example.com";
const TARIQ = "tariq@example.com";
const WEN = "wen@example.com";
const ODA = "oda@example.de";

/**
 * The main job, played in a real browser on a fresh shop: a merchant and five shoppers, with pictures. Answers whether every
 * step held. Everything that is checked is what people can see: pages, mails, and the figures on the merchant's home page.
 */
export async function playTour(options: {
  stack: Pick<Stack, "urls">;
  out: string;
}): Promise<boolean> {
  const { stack, out } = options;
  const control = openControl(stack.urls.platform);
  const { shops } = await control.state();
  const first = shops[0];
  if (!first) throw new Error("The local Shopify has no shop.");
  const shop: Shop = {
    platform: stack.urls.platform,
    storefront: first.storefront,
    name: first.shop.replace(".myshopify.com", ""),
    product: "",
  };
  const report = await openReport(out);
  const people = await invitePeople(out);
  try {
    const merchant = await people.enter();
    await report.step("A merchant installs the app", async () => {
      await install(merchant, shop);
      merchant.expectCalm();
    });
    await report.step(
      "She makes a campaign; a fault is shown beside its field",
      async () => {
        await createCampaign(merchant, shop);
        merchant.expectCalm();
      },
    );
    await report.step(
      "She switches on the app embed and places proof",
      async () => {
        await switchOnTheme(merchant, shop);
        merchant.expectCalm();
      },
    );
    let experiment: Experiment = { campaignId: "", seed: "", holdout: 0 };
    await report.step("The campaign reaches the storefront", async () => {
      experiment = await waitUntilPublished(shop);
    });
    await report.step(
      "What was bought is counted and written to the product pages",
      async () => {
        shop.product = await waitForProof(control, shop);
      },
    );
    const story = { report, people, control, shop, experiment };
    await playFirstShopper(story);
    await playOthers(story);
    await report.step("The merchant sees what it earned", async () => {
      await readResults(merchant, shop);
      merchant.expectCalm();
    });
  } finally {
    await people.goHome();
  }
  return report.finish();
}

interface Story {
  report: TourReport;
  people: People;
  control: Control;
  shop: Shop;
  experiment: Experiment;
}

/** Nora: offer, claim, checkout, leaves, mail, comes back, buys. */
async function playFirstShopper(story: Story): Promise<void> {
  const { report, people, control, shop, experiment } = story;
  const nora = await enterShopper(people, { arm: "treatment", experiment });
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
      await page.waitForTimeout(500);
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

async function playOthers(story: Story): Promise<void> {
  const { report, people, control, shop, experiment } = story;
  await report.step(
    "A second shopper is held out and sees nothing",
    async () => {
      const second = await enterShopper(people, { arm: "holdout", experiment });
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

/** The app imports the shop's orders first; every five minutes it writes what changed. */
async function waitForProof(control: Control, shop: Shop): Promise<string> {
  const read = async (path: string) =>
    (await fetch(`${shop.storefront}${path}`)).text();
  return waitFor(
    "counts on a product page",
    async () => {
      await control.jump(5 * MINUTE);
      await sleep(2_000);
      // Which products sold enough to be told about depends on the day on which the tour is played.
      const shelf = await read("/collections/clothing");
      const paths = new Set(shelf.match(/\/products\/[\w-]+/g));
      for (const path of paths) {
        const page = await read(path);
        if (page.includes("bought this in the last")) return path;
      }
      return null;
    },
    90_000,
  );
}

async function waitForMail(control: Control, to: string): Promise<Mail> {
  return waitFor(
    `a mail to ${to}`,
    async () => (await control.mails(to)).at(-1) ?? null,
  );
}

async function expectMails(
  control: Control,
  to: string,
  count: number,
): Promise<void> {
  const mails = await control.mails(to);
  if (mails.length !== count)
    throw new Error(`${to} has ${mails.length} mails instead of ${count}.`);
}

function headerOf(mail: Mail, name: string): string | undefined {
  return mail.headers.find((header) => header.name.toLowerCase() === name)
    ?.value;
}

/** The first link of the mail's HTML whose path is `/email/<kind>/…`. */
function linkOf(mail: Mail | undefined, kind: string): string {
  const link = new RegExp(`https?://[^"\\s]*/email/${kind}/[^"\\s]+`).exec(
    mail?.html ?? "",
  )?.[0];
  if (!link) throw new Error(`The mail has no link to ${kind}.`);
  return link.replaceAll("&amp;", "&");
}
