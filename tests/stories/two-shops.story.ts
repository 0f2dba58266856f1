import { APP, expectAccessible } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import {
  fillBasket,
  moveToLeave,
  MUG,
  offerOn,
  openCart,
  pay,
  publishedOn,
  rememberArm,
  startCheckout,
} from "./shopper.ts";

test.describe.configure({ mode: "serial" });

const BLOCKS = {
  embeds: { embed: { disabled: false } },
  blocks: [{ template: "product", block: "bought" }],
};

test("a shop that counts in yen has a campaign in yen", async ({
  control,
  newMerchant,
  newShopper,
  work,
}) => {
  const { shop, storefront } = (await control.state()).shops[1]!;
  const merchant = await newMerchant(shop);
  const { app, save } = merchant;
  await merchant.open("/app/campaigns/new");
  await app.getByLabel("Name", { exact: true }).fill("Five hundred off");
  await app.getByLabel("Incentive").selectOption("amount");
  await expect(app.getByLabel("Amount", { exact: true })).toHaveValue("500");
  await app.getByLabel("Amount", { exact: true }).fill("500.50");
  await app.getByLabel("Basket worth at least").fill("1000");
  await app.getByLabel("Not before").fill("1");
  await save.click();
  await expect(
    app.getByLabel("Amount", { exact: true }),
  ).toHaveAccessibleDescription(/an amount the currency has/);
  await app.getByLabel("Amount", { exact: true }).fill("500");
  await save.click();
  await expect(app.getByText("Draft", { exact: true })).toBeVisible();
  await app.getByRole("button", { name: "Switch on" }).click();
  await expect(app.getByText("Active", { exact: true })).toBeVisible();
  await merchant.goTo("Campaigns");
  await expect(
    app.getByRole("row", { name: "Five hundred off" }),
  ).toContainText("¥500 off the basket");
  await control.theme({ shop, ...BLOCKS });
  await work.settle({ jobs: true });

  const page = await newShopper({ baseURL: storefront });
  await openCart(page);
  const [campaign] = await publishedOn(page);
  await rememberArm(page, "treatment", campaign!);
  await fillBasket(page, MUG);
  await expect(page.getByRole("main")).toContainText("¥4,");
  await moveToLeave(page, { seconds: 1 });
  const offer = offerOn(page);
  await expect(offer.getByRole("heading")).toContainText("¥500");
  await expect(offer).toContainText("¥4,200");
  await offer.getByRole("button").first().click();
  await expect(offer.getByRole("status")).toContainText(
    /¥500 is applied: ¥3,700 instead of ¥4,200/,
  );
  await startCheckout(page, {
    email: "kei@example.com",
    subscribes: false,
    country: "US",
  });
  await pay(page);
  await work.settle();
  await merchant.open();
  await expect(app.getByRole("row", { name: "Saw the offer" })).toContainText(
    /¥[34],\d{3}$/,
  );
  await expect(app.getByText(/1 used in an order, ¥500 of/)).toBeVisible();
  await expect(app.locator("body")).not.toContainText("$");
});

test("neither shop can touch or see what is the other's", async ({
  live,
  control,
  database,
  newMerchant,
  newShopper,
  work,
  world,
}) => {
  const { shop, storefront } = (await control.state()).shops[1]!;
  const { campaign } = live;
  const rows = async () => {
    await work.settle();
    const { rows } = await database.query(
      `select (select count(*) from "Claim" where "campaignId" = $1) as claims,
              (select count(*) from "Exposure" where "campaignId" = $1) as exposures,
              (select status from "Campaign" where id = $1) as status`,
      [campaign.id],
    );
    return rows[0] as Record<string, string>;
  };
  const before = await rows();
  expect(before.status).toBe("active");

  world.expect(/\/claim/, new RegExp(campaign.id));
  const page = await newShopper({ baseURL: storefront });
  await fillBasket(page, MUG);
  const post = (path: string, body: object) =>
    page.evaluate(
      async ([to, text]) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(to!, {
          method: "POST",
          headers,
          body: text!,
        });
        return { status: answer.status, text: await answer.text() };
      },
      [`/apps/second-thought/${path}`, JSON.stringify(body)],
    );
  const visitId = crypto.randomUUID();
  const claim = await post("claim", {
    campaignId: campaign.id,
    visitId,
    locale: "en",
  });
  expect(claim.status).toBe(404);
  expect(JSON.parse(claim.text)).toMatchObject({
    error: { code: "campaign-unknown" },
  });
  const beacon = await post("events", {
    v: 1,
    revision: 1,
    visitId,
    events: [
      {
        id: crypto.randomUUID(),
        kind: "exposure",
        ago: 0,
        page: "cart",
        campaignId: campaign.id,
        arm: "holdout",
      },
    ],
  });
  expect(beacon.status).toBe(204);
  await page.evaluate(
    (value) =>
      fetch("/cart/update.js", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ attributes: { __second_thought: value } }),
      }),
    `v1.${visitId}.${campaign.id}.h`,
  );
  await startCheckout(page, {
    email: "mallory@example.com",
    subscribes: false,
    country: "US",
  });
  await pay(page);
  expect(await rows()).toEqual(before);

  const merchant = await newMerchant(shop);
  const { app } = merchant;
  await merchant.open(`/app/campaigns/${campaign.id}`);
  await expect(app.getByRole("heading", { name: "Not here" })).toBeVisible();
  await expectAccessible(merchant.page, APP, "a page that is not there");
  const status = await app.locator("body").evaluate(
    async (_body, id) =>
      (
        await fetch(`/app/campaigns/${id}.data`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ intent: "status", status: "archived" }),
        })
      ).status,
    campaign.id,
  );
  expect(status).toBe(404);
  expect(await rows()).toEqual(before);

  await merchant.open("/app/campaigns");
  await expect(app.getByRole("row")).toHaveCount(2); // the headings and her own
  await merchant.open("/app/messages");
  await expect(app.getByText("Nothing here")).toBeVisible();
  await merchant.open();
  await expect(app.getByText("Five hundred off")).toBeVisible();
  await expect(app.getByText("10 % off")).toBeHidden();
});
