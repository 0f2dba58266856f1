import { expect, type Page } from "@playwright/test";
import { MIND, dialogOf, endPage, leave, test, why } from "./shop-page.ts";

const keys = (page: Page) =>
  page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort(),
  );

test("with consent: no request before she acts, then what happened in few beacons", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await page.waitForTimeout(400);
  expect(shop.requests).toEqual([]);

  await leave(page);
  await dialogOf(page).getByRole("button", { name: "No thanks" }).click();
  await expect.poll(() => shop.beacons.length).toBe(2);
  const [view] = shop.beacons;
  expect(view).toMatchObject({ v: 1, revision: 7 });
  expect(view!.visitId).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  );
  // Segments come and go with what she does; signals.story.ts tells of them.
  const events = shop.beacons
    .flatMap((beacon) => beacon.events)
    .filter(({ kind }) => kind !== "segment");
  expect(events.map(({ kind, arm }) => [kind, arm])).toEqual([
    ["page-view", undefined],
    ["exposure", "treatment"],
    ["signals", undefined],
    ["offer-declined", "treatment"],
  ]);
  expect(new Set(shop.beacons.map((beacon) => beacon.visitId)).size).toBe(1);
  expect(shop.cart.attributes.__second_thought).toBe(
    `v1.${view!.visitId}.${events[1]!.campaignId}.t`,
  );
  expect(await keys(page)).toEqual([
    "second-thought.choice",
    "second-thought.shopper",
    "second-thought.state",
    "second-thought.visit",
  ]);
  expect(shop.errors).toEqual([]);
});

test("without consent: the offer, but no beacon, no id, no attribute, only her answer for the session", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    consent: "no",
    campaign: { experiment: { seed: "s", holdout: 1 } },
  });
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "No thanks" }).click();
  await expect(dialogOf(page)).toBeHidden();
  expect(shop.beacons).toEqual([]);
  expect(shop.cart.changes).toEqual([]);
  expect(await keys(page)).toEqual(["second-thought.choice"]);

  await page.reload();
  await leave(page);
  await expect
    .poll(async () => (await why(page))?.last?.decision?.refusals[0]?.reason)
    .toBe("not-now");
});

test("while she has not answered, nothing happens; her yes is enough later", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ consent: "later" });
  await leave(page);
  await page.waitForTimeout(200);
  expect(shop.requests).toEqual(MIND);
  expect((await why(page))?.consent).toBe("waiting");
  await page.evaluate("collect(true)");
  await endPage(page);
  await expect.poll(() => shop.beacons.length).toBe(1);
});

test("a consent script that never comes is a no", async ({
  page,
  openShop,
}) => {
  await page.clock.install();
  const shop = await openShop({ consent: "never-answers" });
  await page.clock.runFor(6000);
  expect((await why(page))?.consent).toBe("no");
  expect(shop.beacons).toEqual([]);
});

test("consent taken back: the ids are gone and nothing more is sent", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await expect.poll(() => keys(page)).toHaveLength(2);
  await page.evaluate("collect(false)");
  expect(await keys(page)).toEqual([]);
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "No thanks" }).click();
  expect(shop.beacons).toEqual([]);
});

test("blocked storage: the offer works, and nobody is counted", async ({
  page,
  openShop,
}) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
  });
  const shop = await openShop();
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Take 10% off" }).click();
  await expect(dialogOf(page)).toContainText("$84.60 instead of $94.00");
  expect(shop.beacons).toEqual([]);
  expect(shop.errors).toEqual([]);
});
