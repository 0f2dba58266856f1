import { expect } from "@playwright/test";
import type { Shop, ShopOptions } from "./shop-options.ts";
import { dialogOf, leave, test } from "./shop-page.ts";

const stacking = (): ShopOptions["campaign"] => ({
  treatment: {
    kind: "offer",
    incentive: { kind: "percent", percent: 10 },
    stacks: true,
    texts: {
      heading: "Before you go",
      body: "b",
      accept: "Take it",
      decline: "No",
    },
  },
});

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
});

test("she takes it: the basket costs less at once, without a reload", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await page.waitForTimeout(150);
  await page.evaluate(() => {
    (window as unknown as { stayed: boolean }).stayed = true;
    document.addEventListener("shopify:cart:discount-update", (event) => {
      const codes = (event as unknown as { discountCodes: { code: string }[] })
        .discountCodes;
      document.title = `told of ${codes.map(({ code }) => code).join()}`;
    });
  });
  await page.locator("#checkout").focus();
  await leave(page);
  const dialog = dialogOf(page);
  await expect(dialog).toHaveAccessibleName(
    "Before you go: 10% off your basket",
  );
  await expect(dialog).toContainText("$94.00");
  await expect(dialog).toContainText("$84.60");
  await dialog.getByRole("button", { name: "Take 10% off" }).dblclick();
  await expect(dialog.getByRole("status")).toHaveText(
    /^10% is applied: \$84\.60 instead of \$94\.00, until .+\.$/,
  );
  expect(shop.claims).toHaveLength(1);
  expect(shop.claims[0]).toMatchObject({
    campaignId: "0193a1f0-0000-7000-8000-000000000001",
    locale: "en",
  });
  expect(shop.claims[0]!.visitId).toBe(shop.beacons[0]!.visitId);
  expect(shop.cart.codes).toEqual(["SECOND-7Q"]);
  await expect(page.locator("#total")).toHaveText("8460");
  expect(await page.title()).toBe("told of SECOND-7Q");
  await expect
    .poll(() => shop.beacons.flatMap((b) => b.events).at(-1)?.kind)
    .toBe("offer-accepted");

  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog).toBeHidden();
  // The button she came from was drawn again; its successor has the focus.
  await expect(page.locator("#checkout")).toBeFocused();
  expect(
    await page.evaluate(
      () => (window as unknown as { stayed?: boolean }).stayed,
    ),
  ).toBe(true);
  expect(shop.errors).toEqual([]);
});

test("her own code stays beside ours when the campaign stacks", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    campaign: stacking(),
    cart: { codes: ["welcome"], discounts: { welcome: 5, "SECOND-7Q": 10 } },
  });
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Take it" }).click();
  await expect(dialogOf(page).getByRole("status")).toContainText(
    "10% is applied",
  );
  expect(shop.cart.codes).toEqual(["welcome", "SECOND-7Q"]);
});

test("a code that Shopify refuses leaves the basket as it was", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    cart: { discounts: { "SECOND-7Q": 0 }, codes: ["GONE"] },
  });
  await leave(page);
  const dialog = dialogOf(page);
  await dialog.getByRole("button", { name: "Take 10% off" }).click();
  await expect(dialog.getByRole("status")).toHaveText(
    "This code does not fit what is in your basket. Nothing was changed.",
  );
  expect(shop.cart.codes).toEqual(["GONE"]);
  await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
  await expect(dialog.getByRole("button")).toHaveCount(1);
  await expect(dialog.getByRole("button", { name: "Take" })).toBeHidden();
  await expect
    .poll(() => shop.beacons.flatMap((b) => b.events).at(-1)?.kind)
    .toBe("offer-failed");
});

const refusals: [string, ShopOptions["claim"], RegExp, boolean][] = [
  [
    "an ended campaign, in the server's words",
    {
      status: 409,
      body: {
        error: { code: "campaign-ended", message: "This offer ended at six." },
      },
    },
    /ended at six/,
    false,
  ],
  [
    "an unknown campaign",
    { status: 404, body: "not json" },
    /just ended/,
    false,
  ],
  ["too many at once", { status: 429, body: {} }, /try again/, true],
  ["the app is down", { status: 503, body: {} }, /try again/, true],
  ["no connection", "down", /could not reach the shop/, true],
];
for (const [name, claim, words, again] of refusals)
  test(`${name}: kind words, the basket untouched`, async ({
    page,
    openShop,
  }) => {
    const shop = await openShop({ claim });
    await leave(page);
    const dialog = dialogOf(page);
    await dialog.getByRole("button", { name: "Take 10% off" }).click();
    await expect(dialog.getByRole("status")).toHaveText(words);
    await expect(
      dialog.getByRole("button", { name: "Take 10% off" }),
    ).toBeVisible({ visible: again });
    expect(shop.cart.changes.filter((change) => "discount" in change)).toEqual(
      [],
    );
    if (again) await takeAtLast(shop);
    else return;
    await expect(dialog.getByRole("status")).toContainText("10% is applied");

    async function takeAtLast({ options }: Shop) {
      delete options.claim;
      await dialog.getByRole("button", { name: "Take 10% off" }).click();
    }
  });

test("an app that is down makes no noise on a page that is only looked at", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ beacon: 503, claim: "down" });
  await page.mouse.move(100, 100);
  await page.mouse.wheel(0, 400);
  await page.waitForTimeout(500);
  expect(shop.errors).toEqual([]);
});

const currencies: [string, number, string, string][] = [
  ["JPY", 1_000_000, "¥10,000", "¥9,000"],
  ["KWD", 9405, "94.050", "84.645"],
  ["EUR", 9405, "€94.05", "€84.64"],
];
for (const [currency, price, before, after] of currencies)
  test(`${currency}: both amounts with the right digits`, async ({
    page,
    openShop,
  }) => {
    await openShop({ cart: { currency, price } });
    await leave(page);
    await expect(dialogOf(page)).toContainText(before);
    await expect(dialogOf(page)).toContainText(after);
  });
