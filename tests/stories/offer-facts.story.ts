import { APP, expectAccessible, overflowOf } from "./accessibility.ts";
import { expect, test } from "./fixtures.ts";
import { MUG, SHIRT } from "./shopper.ts";

test("the editor tells whom the margin floor turned away, which costs are unknown, and what is bought together", async ({
  live: { shop, campaign, storefront },
  merchant,
  database,
}) => {
  const read = async (path: string) => {
    const answer = await fetch(`${storefront}${path}.js`);
    return (await answer.json()) as { id: number; title: string };
  };
  const [one, other] = [await read(SHIRT), await read(MUG)];
  // What a worker would have counted over weeks.
  const { rows } = await database.query<{ day: string; at: Date }>(
    `select to_char("installedAt", 'YYYY-MM-DD') as day, "installedAt" as at from "Shop" where shop = $1`,
    [shop],
  );
  const { day, at } = rows[0]!;
  await database.query(
    `insert into "Companion" (shop, "productId", "companionId", orders, "countedAt") values ($1, $2, $3, 12, $4)`,
    [shop, one.id, other.id, at],
  );
  await database.query(
    `insert into "ClaimRefusal" (shop, "campaignId", day, reason, count, "productId", "lastAt") values ($1, $2, $3, 'cost-unknown', 7, $4, $5)`,
    [shop, campaign.id, day, one.id, at],
  );
  await database.query(
    `insert into "VariantCost" (shop, "variantId", "productId", "priceMinor", "costMinor", "readAt") values ($1, 'unknown', '0', 100, null, $2)`,
    [shop, at],
  );

  const { app, page } = merchant;
  await merchant.open(`/app/campaigns/${campaign.id}`);
  await expect(
    app.getByRole("heading", { name: "Not given in the last 30 days" }),
  ).toBeVisible();
  await expect(
    app.getByText(
      `Refused 7 times because a unit cost is not known, last for ${one.title}.`,
    ),
  ).toBeVisible();
  await expect(
    app.getByLabel("Margin left at least"),
  ).toHaveAccessibleDescription(/of the \d+ variants .* none/);

  await app.getByLabel("Incentive").selectOption("bundle");
  await expect(
    app.getByRole("heading", { name: "Often bought together" }),
  ).toBeVisible();
  await expect(
    app.getByText(`${other.title}, with ${one.title} in 12 orders`),
  ).toBeVisible();
  await expectAccessible(page, APP, "the proposals of a bundle");
  const add = app.getByRole("button", {
    name: `Add ${other.title} to the bundle`,
  });
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(
    app.getByRole("button", { name: `Remove ${other.title}` }),
  ).toBeVisible();
  await expect(add).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(app)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole("button", { name: "Discard" }).click();
});
