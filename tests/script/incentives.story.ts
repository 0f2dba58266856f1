import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Incentive } from "#app/shared/storefront-config.ts";
import type { Shop, ShopOptions } from "./shop-options.ts";
import { dialogOf, leave, settle, test, why } from "./shop-page.ts";

const offering = (
  incentive: Incentive,
  surface: "dialog" | "note" = "dialog",
): ShopOptions["campaign"] => ({
  treatment: {
    kind: "offer",
    incentive,
    surface,
    texts: {
      heading: "Just for you: {benefit}",
      body: "Because you took your time.",
      accept: "Yes please",
      decline: "No thanks",
    },
  },
});

const claimed = (incentive: Incentive) => ({
  status: 200,
  body: {
    ...(incentive.kind === "promise"
      ? { kind: "promise", claimId: "0193a1f0-aaaa-7000-8000-000000000009" }
      : { kind: "code", code: "SECOND-7Q" }),
    incentive,
    endsAt: "2026-11-21T23:00:00Z",
    now: "2026-11-21T20:00:00Z",
  },
});

const GIFT: Incentive = { kind: "gift", variantId: "9", title: "Wool comb" };
const SET: Incentive = {
  kind: "bundle",
  percent: 10,
  items: [
    { productId: "11", variantId: "101", title: "Jumper" },
    { productId: "12", variantId: "9", title: "Wool comb" },
  ],
};

const incentives: [Incentive, RegExp, (shop: Shop) => void][] = [
  [
    { kind: "percent", percent: 10 },
    /^10% is applied: \$84\.60 instead of \$94\.00, until /,
    (shop) => expect(shop.cart.codes).toEqual(["SECOND-7Q"]),
  ],
  [
    { kind: "percent", percent: 10, scope: { kind: "hesitated-product" } },
    /^10% is applied/,
    (shop) => expect(shop.claims[0]).toMatchObject({ productId: "11" }),
  ],
  [
    { kind: "amount", amountMinor: 940 },
    /^\$9\.40 is applied/,
    (shop) => expect(shop.cart.codes).toEqual(["SECOND-7Q"]),
  ],
  [
    GIFT,
    /^Wool comb is in your basket, free of charge\. This holds until /,
    (shop) => expect(shop.cart.added).toEqual(["9"]),
  ],
  [
    { kind: "free-shipping" },
    /^Done\. The delivery is taken off at the checkout/,
    (shop) => expect(shop.cart.codes).toEqual(["SECOND-7Q"]),
  ],
  [
    { kind: "faster-shipping", maxPriceMinor: 1500 },
    /^Done\. The delivery is taken off at the checkout/,
    (shop) => expect(shop.cart.codes).toEqual(["SECOND-7Q"]),
  ],
  [
    { kind: "promise", promise: "free-returns" },
    /^Done\. It is noted with your order\./,
    (shop) =>
      expect(shop.cart.attributes.__second_thought_claim).toBe(
        "0193a1f0-aaaa-7000-8000-000000000009",
      ),
  ],
  [
    SET,
    /^Jumper and Wool comb added to your basket\./,
    (shop) => expect(shop.cart.added).toEqual(["9"]),
  ],
];
for (const surface of ["dialog", "note"] as const)
  for (const [incentive, words, holds] of incentives) {
    const scope = "scope" in incentive ? " on the product" : "";
    test(`${incentive.kind}${scope}, as a ${surface}: what it says, and what it does`, async ({
      page,
      openShop,
    }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      const shop = await openShop({
        campaign: offering(incentive, surface),
        claim: claimed(incentive),
      });
      await leave(page);
      const dialog = dialogOf(page);
      await settle(dialog);
      await page.screenshot({ path: test.info().outputPath("offer.png") });
      await expectAxe(page);
      await dialog.getByRole("button", { name: "Yes please" }).click();
      await expect(dialog.getByRole("status")).toHaveText(words);
      holds(shop);
      await expectAxe(page);
      await dialog.getByRole("button", { name: "Continue" }).click();
      await expect(dialog).toBeHidden();
      expect(shop.errors).toEqual([]);
      expect((await why(page))?.failures).toEqual([]);
    });
  }

async function expectAxe(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include("second-thought-offer")
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test("a benefit the shop gives anyway: said, closed by its one button, and nothing is asked of anybody", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    campaign: offering({ kind: "benefit" }, "note"),
  });
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Yes please" }).click();
  await expect(dialogOf(page)).toBeHidden();
  expect(shop.claims).toEqual([]);
  expect(shop.cart.codes).toEqual([]);
});

test("a gift that sold out meanwhile: clear words, the basket as it was", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    campaign: offering(GIFT),
    claim: claimed(GIFT),
    cart: { gone: ["9"] },
  });
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Yes please" }).click();
  await expect(dialogOf(page).getByRole("status")).toHaveText(
    "This has just sold out. Your basket is unchanged.",
  );
  expect([shop.cart.added, shop.cart.codes]).toEqual([[], []]);
});

test("a basket emptied in another tab: clear words, and no code is used up", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    campaign: offering({ kind: "percent", percent: 10 }),
  });
  await leave(page);
  await expect(dialogOf(page)).toBeVisible();
  shop.cart.price = 0;
  await dialogOf(page).getByRole("button", { name: "Yes please" }).click();
  await expect(dialogOf(page).getByRole("status")).toContainText(
    "has become empty",
  );
  expect(shop.claims).toEqual([]);
});

test("what she took is told again as a quiet note with its real end, once, though her clock is hours wrong", async ({
  page,
  openShop,
}) => {
  const incentive: Incentive = { kind: "percent", percent: 10 };
  const now = new Date(Date.now() + 5 * 3_600_000);
  const shop = await openShop({
    campaign: offering(incentive),
    claim: {
      status: 200,
      body: {
        kind: "code",
        code: "SECOND-7Q",
        incentive,
        now: now.toISOString(),
        endsAt: new Date(now.getTime() + 3_600_000).toISOString(),
      },
    },
  });
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Yes please" }).click();
  await dialogOf(page).getByRole("button", { name: "Continue" }).click();
  await page.reload();
  await leave(page);
  const note = dialogOf(page);
  await expect(note).toContainText("Just for you: 10%");
  await expect(note).toContainText("This is on your basket already, until ");
  await expect(
    note.getByRole("button", { name: "Fewer of these" }),
  ).toBeHidden();
  await expectAxe(page);
  await page.screenshot({ path: test.info().outputPath("reminder.png") });
  await note.getByRole("button", { name: "Continue" }).click();
  await page.reload();
  await leave(page);
  await page.waitForTimeout(500);
  await expect(note).toBeHidden();
  expect(shop.claims).toHaveLength(1);
});
