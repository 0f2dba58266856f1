import { readFile } from "node:fs/promises";
import path from "node:path";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import { expect, test } from "./fixtures.ts";
import { readPublished, waitUntilPublished } from "./live-shop.ts";
import type { MerchantAtWork } from "./merchant.ts";
import {
  fillBasket,
  moveToLeave,
  MUG,
  offerOn,
  rememberArm,
  startCheckout,
} from "./shopper.ts";

const MINUTE = 60_000;
/** That we were asked, and when we did it: all that is left of a shop. */
const KEPT = { PrivacyRequest: 1 };

test("uninstalled: the shop is quiet at once, installed again it is as it was", async ({
  live: { campaign, storefront },
  stack,
  merchant,
  newShopper,
  control,
  inbox,
  work,
  world,
}) => {
  test.setTimeout(120_000);
  const { app, save } = merchant;
  await merchant.open("/app/settings");
  await app.getByLabel("Look back").fill("30");
  await app.getByLabel("Floor").fill("2");
  // Other than what any story before has left, so that there is something to save.
  await app.getByLabel("Name", { exact: true }).fill("Fennel, before it left");
  await save.click();
  await expect(merchant.page.getByText("Settings saved")).toBeVisible();
  await merchant.leave();
  const looker = await newShopper();
  const sayBought = async () => {
    await looker.goto(MUG);
    return (await looker.getByRole("main").innerText()).includes("bought this");
  };
  await waitFor("the product page to say what was bought", async () => {
    await control.jump(5 * MINUTE);
    await work.settle({ jobs: true });
    return sayBought();
  });

  const page = await newShopper();
  await rememberArm(page, "treatment", campaign);
  await fillBasket(page);
  await startCheckout(page, { email: "lena@example.com", subscribes: true });
  await page.goto("/cart");
  await moveToLeave(page, { seconds: campaign.moment.afterSeconds });
  const offer = offerOn(page);
  await expect(offer).toBeVisible();
  await work.settle({ jobs: true });

  const { admin } = (await control.state()).shops[0]!;
  const seen = await troublesIn(stack.dataDir);
  await uninstall(merchant, admin);
  world.expect(/\/apps\/second-thought\/(claim|events)/);
  await offer.getByRole("button").first().click();
  await expect(offer.getByRole("status")).toContainText("just ended");
  expect(await readPublished(storefront)).toBeNull();
  expect(await sayBought()).toBe(false);
  // Every chore there is, and a reminder that would have been due.
  for (const minutes of [5, 61, 61]) {
    await control.jump(minutes * MINUTE);
    await work.settle({ jobs: true });
  }
  expect(await inbox.count("lena@example.com")).toBe(0);
  // A call that Shopify refuses is a warning at least.
  const troubles = await troublesIn(stack.dataDir);
  expect(troubles.filter((line) => !seen.includes(line))).toEqual([]);

  await merchant.open();
  await merchant.leave();
  await control.jump(MINUTE); // the chore that publishes looks around once a minute
  const again = await waitUntilPublished(storefront);
  expect(again.id).toBe(campaign.id);
  await waitFor("the product page to say it again", async () => {
    await control.jump(5 * MINUTE);
    await work.settle({ jobs: true });
    return sayBought();
  });
});

test("asked to forget a shop, we forget it, and only it", async ({
  live: { shop },
  stack,
  merchant,
  control,
  database,
  work,
}) => {
  const rowsOf = async (name: string) => {
    const { rows: tables } = await database.query<{ table_name: string }>(
      `select table_name from information_schema.columns
        where table_schema = 'public' and column_name = 'shop' and table_name not like 'Event\\_%'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const counts: Record<string, number> = {};
    for (const { table_name: table } of tables) {
      const { rows } = await database.query<{ count: string }>(
        `select count(*) from "${table}" where shop = $1`,
        [name],
      );
      if (rows[0]!.count !== "0") counts[table] = Number(rows[0]!.count);
    }
    const { rows } = await database.query<{ count: string }>(
      `select count(*) from graphile_worker._private_jobs where payload::text like $1`,
      [`%${name}%`],
    );
    if (rows[0]!.count !== "0") counts.jobs = Number(rows[0]!.count);
    return counts;
  };
  const [first, second] = (await control.state()).shops;
  const other = second!.shop;
  expect(Object.keys(await rowsOf(shop)).length).toBeGreaterThan(8);
  await uninstall(merchant, first!.admin);
  await work.settle({ jobs: true });
  const { jobs: _come, ...others } = await rowsOf(other); // and go
  const asked = await fetch(`${stack.urls.platform}/control/compliance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ shop, topic: "shop/redact" }),
  });
  expect(asked.ok).toBe(true);
  await expect.poll(() => rowsOf(shop), { timeout: 15_000 }).toEqual(KEPT);
  await control.jump(16 * MINUTE);
  await work.settle({ jobs: true });
  expect(await rowsOf(shop)).toEqual(KEPT);
  expect(Object.keys(await rowsOf(other))).toEqual(
    expect.arrayContaining(Object.keys(others)),
  );
});

async function uninstall({ page }: MerchantAtWork, admin: string) {
  await page.goto(`${admin}/apps`);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "Uninstall" }).click();
  await expect(
    page.getByRole("main").getByRole("link", { name: "Install", exact: true }),
  ).toBeVisible();
}

/** What web and worker wrote into their logs as warnings and worse. */
async function troublesIn(dataDir: string): Promise<string[]> {
  const logs = await Promise.all(
    ["web", "worker"].map((name) =>
      readFile(path.join(dataDir, "logs", `${name}.log`), "utf8"),
    ),
  );
  return logs
    .flatMap((text) => text.split("\n"))
    .filter((line) => /"level":(40|50|60|"warn"|"error")/.test(line));
}
