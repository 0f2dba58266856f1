import { APP, expectAccessible, overflowOf } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import { headerOf, linkOf } from "./inbox.ts";
import { NO_FAULTS } from "./live-shop.ts";
import {
  fillBasket,
  moveToLeave,
  MUG,
  offerOn,
  pay,
  rememberArm,
  startCheckout,
} from "./shopper.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.afterEach(async ({ control, work }) => {
  await control.faults(NO_FAULTS);
  await work.settle();
});

test("five shoppers leave; one mail finds the one who may be written to", async ({
  live: { campaign },
  newShopper,
  control,
  inbox,
  work,
}) => {
  test.setTimeout(120_000);
  const { now } = await control.state();
  // A code lasts for an hour at least, so an hour later hers must still be good: far from the full hour it is.
  await control.moveTo(
    new Date(Math.ceil(now.getTime() / HOUR) * HOUR + 5 * MINUTE),
  );
  const nora = await newShopper();
  await rememberArm(nora, "treatment", campaign);
  await fillBasket(nora);
  await moveToLeave(nora, { seconds: campaign.moment.afterSeconds });
  await offerOn(nora).getByRole("button").first().click();
  await expect(offerOn(nora).getByRole("status")).toContainText(/is applied/);
  await startCheckout(nora, { email: "nora@example.com", subscribes: true });

  const held = await newShopper();
  await rememberArm(held, "holdout", campaign);
  await fillBasket(held);
  await moveToLeave(held, { seconds: campaign.moment.afterSeconds });
  await startCheckout(held, { email: "hilde@example.com", subscribes: true });

  const tariq = await newShopper();
  await fillBasket(tariq, MUG);
  await startCheckout(tariq, { email: "tariq@example.com", subscribes: true });
  await pay(tariq);

  const wen = await newShopper();
  await fillBasket(wen, MUG);
  await startCheckout(wen, { email: "wen@example.com", subscribes: true });

  const oda = await newShopper();
  await fillBasket(oda, MUG);
  await startCheckout(oda, {
    email: "oda@example.de",
    subscribes: false,
    country: "DE",
  });
  await work.settle();
  expect(await inbox.count("nora@example.com")).toBe(0);

  await control.jump(61 * MINUTE);
  const mail = await inbox.waitForMail("nora@example.com");
  const held2 = await inbox.waitForMail("hilde@example.com");
  const wens = await inbox.waitForMail("wen@example.com");
  await work.settle();
  expect(await inbox.count("tariq@example.com")).toBe(0);
  expect(await inbox.count("oda@example.de")).toBe(0);
  expect(mail.text).toContain("STAY-");
  expect(mail.html).toContain("Alder Linen Shirt");
  expect(held2.html).not.toContain("STAY-"); // she was promised nothing

  await nora.goto(linkOf(mail, "restore"));
  await expect(nora.getByText(/STAY-/).first()).toBeVisible();
  await pay(nora);

  await wen.goto(linkOf(wens, "unsubscribe"));
  await wen.getByRole("button").first().click();
  await expect(wen.getByRole("status")).toBeVisible();

  // Hilde's mailbox provider does it for her, in one click (RFC 8058).
  expect(headerOf(held2, "list-unsubscribe-post")).toBe(
    "List-Unsubscribe=One-Click",
  );
  const [, url] = /<(http[^>]+)>/.exec(headerOf(held2, "list-unsubscribe")!)!;
  const answer = await fetch(url!, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    redirect: "manual",
  });
  expect(answer.status).toBe(200);

  await control.jump(26 * HOUR);
  for (const [page, email] of [
    [wen, "wen@example.com"],
    [held, "hilde@example.com"],
  ] as const) {
    await fillBasket(page, MUG);
    await startCheckout(page, { email, subscribes: false });
  }
  await work.settle();
  await control.jump(3 * HOUR);
  await work.settle();
  expect(await inbox.count("nora@example.com")).toBe(1);
  expect(await inbox.count("wen@example.com")).toBe(1);
  expect(await inbox.count("hilde@example.com")).toBe(1);
  expect(await inbox.count("tariq@example.com")).toBe(0);
  expect(await inbox.count("oda@example.de")).toBe(0);
});

test("webhooks twice and in any order: still one mail", async ({
  live: { shop },
  stack,
  newShopper,
  control,
  inbox,
  work,
}) => {
  await control.faults({ webhooks: { duplicate: true, disorder: true } });
  const page = await newShopper();
  await fillBasket(page, MUG);
  await startCheckout(page, { email: "dora@example.com", subscribes: true });
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("Last name").focus();
  await page.waitForLoadState("networkidle");
  await work.settle();
  await control.jump(61 * MINUTE);
  await inbox.waitForMail("dora@example.com");
  const again = await fetch(`${stack.urls.platform}/control/webhooks/replay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ shop, times: 3 }),
  });
  expect(again.ok).toBe(true);
  await work.settle();
  await control.jump(30 * HOUR);
  await work.settle();
  expect(await inbox.count("dora@example.com")).toBe(1);
});

test("a mail server that says no for an hour: nothing lost, nothing twice", async ({
  live: { campaign: _running },
  newShopper,
  control,
  inbox,
  work,
}) => {
  await control.faults({ mail: { mode: "temporary" } });
  const page = await newShopper();
  await fillBasket(page, MUG);
  await startCheckout(page, { email: "mira@example.com", subscribes: true });
  await work.settle();
  for (const minutes of [61, 2, 6, 16, 30]) {
    await control.jump(minutes * MINUTE);
    await work.settle();
  }
  expect(await inbox.count("mira@example.com")).toBe(0);
  await control.faults({ mail: { mode: "ok" } });
  await control.jump(61 * MINUTE);
  await inbox.waitForMail("mira@example.com");
  await control.jump(5 * HOUR);
  await work.settle();
  expect(await inbox.count("mira@example.com")).toBe(1);
});

test("what the mail server refuses for good is shown with its reason, and sent when the merchant says so", async ({
  live: { shop },
  newShopper,
  newMerchant,
  merchant,
  control,
  inbox,
  work,
}) => {
  await control.faults({ mail: { mode: "refusing" } });
  const page = await newShopper();
  await fillBasket(page, MUG);
  await startCheckout(page, { email: "pia@example.com", subscribes: true });
  await work.settle();
  for (const minutes of [61, 2, 6, 16, 61, 241, 241, 241]) {
    await control.jump(minutes * MINUTE);
    await work.settle();
  }
  await control.faults({ mail: { mode: "ok" } });
  expect(await inbox.count("pia@example.com")).toBe(0);

  const { app } = merchant;
  await merchant.open();
  await app.getByRole("link", { name: "See why" }).click();
  const row = app.getByRole("row", { name: "pia@example.com" });
  await expect(row).toContainText("Needs a look");
  await expect(row).toContainText(
    /did not accept the sender's address: .*takes no mail today.*Tried 8 times/,
  );
  await expectAccessible(merchant.page, APP, "messages that need a look");
  const onPhone = await newMerchant(shop, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await onPhone.open("/app/messages?state=parked");
  expect(await overflowOf(onPhone.app)).toBe(0);

  await row.getByRole("button", { name: "Try again" }).click();
  await expect(row).toBeHidden();
  await inbox.waitForMail("pia@example.com");
  await merchant.open("/app/messages");
  await expect(app.getByRole("row", { name: "pia@example.com" })).toContainText(
    "Sent",
  );
  await merchant.leave();
  await control.jump(5 * HOUR);
  await work.settle();
  expect(await inbox.count("pia@example.com")).toBe(1);
});
