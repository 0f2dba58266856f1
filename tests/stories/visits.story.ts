import type { Page } from "@playwright/test";
import { REFUSAL_TEXTS } from "#app/shared/refusal-texts.ts";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import { APP, expectAccessible, overflowOf } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import { fillBasket, MUG, pay, startCheckout } from "./shopper.ts";

/** She looks at a mug, reads, and stands before her basket; then her page goes away and tells. */
async function hesitate(page: Page): Promise<void> {
  await page.goto(MUG);
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, 900);
  await page.waitForTimeout(1500);
  await fillBasket(page, MUG);
  await page.mouse.move(220, 320);
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(1500);
  await page.goto("/");
  await page.mouse.move(220, 320);
  await page.waitForTimeout(500);
}

test("a consenting shopper's visit is listed, played step by step, and read on a phone", async ({
  live: { shop, campaign },
  newShopper,
  merchant,
  work,
  database,
}) => {
  const page = await newShopper();
  await hesitate(page);
  await page.close();
  const visitId = await waitFor("a recorded visit", async () => {
    await work.settle();
    const { rows } = await database.query<{ id: string }>(
      `select id::text from "Visit" where shop = $1 order by "startedAt" desc limit 1`,
      [shop],
    );
    return rows[0]?.id;
  });

  const { app } = merchant;
  await merchant.open("/app/visits");
  await expect(app.getByRole("heading", { name: "Visits" })).toBeVisible();
  await expectAccessible(merchant.page, APP, "the list of visits");
  await app.getByLabel("Outcome").selectOption("bought");
  await expect(app.locator(`a[href*="${visitId}"]`)).toHaveCount(0);
  await app.getByLabel("Outcome").selectOption("left");
  await app.locator(`a[href*="${visitId}"]`).first().click();

  const timeline = app.getByRole("list").filter({
    has: app.getByRole("button", { name: /Opens the product page/ }),
  });
  await expect(timeline).toBeVisible();
  await timeline.getByRole("button", { name: /Adds to the basket/ }).click();
  await expect(
    app.getByText(/^Step \d+ of \d+.*Adds to the basket/),
  ).toBeVisible();
  await app.getByRole("button", { name: "Step forward" }).click();
  await expect(timeline.locator("[aria-current=step]")).toHaveCount(1);
  const { name } = await campaignOf(database, shop, campaign.id);
  await expect(app.getByText(name).first()).toBeVisible();
  await app.getByRole("button", { name: "Show as a table" }).click();
  await expect(app.getByRole("region", { name: "Scores" })).toBeVisible();
  await expectAccessible(merchant.page, APP, "a recorded visit");
  await merchant.page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(app)).toBe(0);
  await merchant.open("/app/visits");
  const listed = app.getByRole("row").filter({
    has: app.locator(`a[href*="${visitId}"]`),
  });
  await expect(listed).toBeVisible();
  await expect(listed.getByRole("cell").nth(1)).toBeVisible();
  // Neither the page nor anything in it scrolls sideways.
  expect(await overflowOf(app)).toBe(0);
  const wide = app.getByRole("table", { name: "Visits, newest first" });
  expect((await wide.boundingBox())!.width).toBeLessThanOrEqual(390);
  await expectAccessible(merchant.page, APP, "the list of visits on a phone");
});

const campaignOf = async (
  database: {
    query: (
      text: string,
      values: unknown[],
    ) => Promise<{ rows: { name: string }[] }>;
  },
  shop: string,
  id: string,
) => {
  const { rows } = await database.query(
    `select name from "Campaign" where shop = $1 and id = $2`,
    [shop, id],
  );
  return rows[0] ?? { name: "" };
};

test("a visit is made up with the keyboard alone, and the storefront explains itself by a link", async ({
  live: { campaign, storefront },
  merchant,
}) => {
  const { app, page } = merchant;
  await merchant.open("/app/visits/new");
  const begin = app.getByLabel("Begin with");
  await begin.focus();
  await page.keyboard.press("ArrowDown");
  await expect(app.getByText(/^Step 1 of 10/)).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await app.getByLabel("Signal", { exact: true }).focus();
  await page.keyboard.type("Opens the cart");
  await page.keyboard.press("Tab");
  await page.keyboard.type("soon");
  await expect(
    app.getByLabel("Seconds after the last"),
  ).toHaveAccessibleDescription(/Enter a number of seconds/);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("20");
  await page.keyboard.press("Tab");
  await expect(app.getByRole("button", { name: "Add signal" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(app.getByText(/^10 signals/)).toBeVisible();
  const steps = app.getByRole("button", { name: /A campaign shows/ });
  await expect(steps).toHaveCount(1);
  await steps.focus();
  await page.keyboard.press("Enter");
  await expect(app.getByText("Shows", { exact: true })).toBeVisible();
  expect(campaign.moment.kind).toBe("exit");
  // She says "not now" there, and from then on it is her wish that keeps everything away.
  await app.getByLabel("Her answer").focus();
  await page.keyboard.type("She says");
  await expect(app.getByLabel("Her answer")).toHaveValue("not-now");
  await app.getByRole("button", { name: "Step forward" }).focus();
  await page.keyboard.press("Enter");
  await expect(app.getByText(/^Step 10 of 10/)).toBeVisible();
  await expect(app.getByText(REFUSAL_TEXTS["not-now"])).toBeVisible();
  // With a code of her own, no other one shows.
  await app.getByLabel("She has a discount code of her own").focus();
  await page.keyboard.press("Space");
  await expect(steps).toHaveCount(0);
  await app.getByRole("button", { name: "Suppose more" }).focus();
  await page.keyboard.press("Enter");
  await app.getByLabel("Tags of the customer").focus();
  await page.keyboard.type("VIP, wholesale");
  await app.getByLabel("Orders of the customer").focus();
  await page.keyboard.type("many");
  await expect(
    app.getByLabel("Orders of the customer"),
  ).toHaveAccessibleDescription(/Enter a whole number/);
  await expectAccessible(page, APP, "a made-up visit");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(app)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 860 });

  await merchant.open("/app/visits");
  await app.getByRole("button", { name: "Explain on my storefront" }).click();
  const link = app.getByRole("link", { name: "Open my storefront" });
  await expect(link).toBeVisible();
  const url = new URL((await link.getAttribute("href")) ?? "");
  const token = url.searchParams.get("second_thought") ?? "";
  const ask = (given: string) =>
    fetch(
      `${storefront}/apps/second-thought/explain?${new URLSearchParams({ token: given }).toString()}`,
    );
  const answer = await ask(token);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    ok: true,
    campaigns: [{ id: campaign.id }],
  });
  expect((await ask(`${token}x`)).status).toBe(403);
});

test("the web pixel tells how far the checkout came; stalled, it is a drop, and paid, it is cleared", async ({
  live: { shop },
  newShopper,
  merchant,
  control,
  work,
  database,
}) => {
  test.setTimeout(120_000);
  await waitFor("the web pixel at the shop", async () => {
    const { rows } = await database.query<{ written: string | null }>(
      `select written from "WebPixel" where shop = $1`,
      [shop],
    );
    if (rows[0]?.written) return true;
    await control.jump(60_000);
    await work.settle({ jobs: true });
    return false;
  });
  const page = await newShopper();
  await hesitate(page);
  await startCheckout(page, { email: "vera@example.com", subscribes: false });
  const steps = async () => {
    const { rows } = await database.query<{ step: string }>(
      `select step from "PixelStep" where shop = $1 and "visitId" is not null`,
      [shop],
    );
    return rows.map(({ step }) => step);
  };
  await expect
    .poll(steps)
    .toEqual(expect.arrayContaining(["started", "contact"]));

  await work.settle();
  await control.jump(36 * 60_000);
  const drop = await waitFor("the drop of the checkout", async () => {
    const { rows } = await database.query<{
      stage: string;
      clearedAt: Date | null;
      visitId: string;
    }>(
      `select stage, "clearedAt", "visitId"::text from "CheckoutDrop" where shop = $1 and "visitId" is not null`,
      [shop],
    );
    return rows[0];
  });
  expect(drop).toMatchObject({ stage: "checkout-address", clearedAt: null });

  await pay(page);
  await expect
    .poll(() =>
      page.evaluate(() => localStorage.getItem("second-thought.bought")),
    )
    .toMatch(/^\d{4}-\d\d-\d\dT/);
  await work.settle();
  await merchant.open(`/app/visits/${drop.visitId}`);
  const { app } = merchant;
  await expect(app.getByText("Bought", { exact: true })).toBeVisible();
  await expect(app.getByText(/An order came after all/)).toBeVisible();
  await expect(app.getByText("Her checkout: It came to rest")).toBeVisible();
});
