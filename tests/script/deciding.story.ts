import { expect, type Page } from "@playwright/test";
import {
  dialogOf,
  endPage,
  leave,
  MIND,
  runUntilMind,
  test,
  why,
} from "./shop-page.ts";

async function expectRefusal(page: Page, reason: string) {
  await leave(page);
  await expect
    .poll(async () => (await why(page))?.last?.decision?.refusals[0]?.reason)
    .toBe(reason);
  await expect(dialogOf(page)).toBeHidden();
}

test("the hold-out sees nothing, is written down once, and the order will carry it", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    campaign: { experiment: { seed: "s", holdout: 1 } },
  });
  await leave(page);
  await expect.poll(() => shop.beacons.length).toBe(1);
  expect(
    shop.beacons[0]!.events.filter(({ kind }) => kind === "exposure"),
  ).toMatchObject([{ arm: "holdout" }]);
  await expect
    .poll(() => shop.cart.attributes.__second_thought)
    .toMatch(/^v1\.[\da-f-]+\.[\da-f-]+\.h$/);
  await expect(dialogOf(page)).toBeHidden();
  expect(shop.requests).not.toContain("/assets/offer.js");

  await page.reload();
  await expectRefusal(page, "budget-spent");
  const exposures = shop.beacons
    .flatMap((beacon) => beacon.events)
    .filter(({ kind }) => kind === "exposure");
  expect(exposures).toHaveLength(1);
});

test("a shopper who saw it yesterday is left alone, in a new visit too", async ({
  page,
  openShop,
}) => {
  await page.addInitScript(() => {
    const day = Date.now() - 86_400_000;
    localStorage.setItem(
      "second-thought.shopper",
      `v1.0b0f1c7e-1111-4222-8333-444455556666.0193a1f0-0000-7000-8000-000000000001.${day}`,
    );
  });
  const shop = await openShop();
  await expectRefusal(page, "cooling-down");
  await expect.poll(() => shop.requests).toEqual([...MIND, "/cart/update.js"]);
  await endPage(page);
  await expect
    .poll(() => shop.beacons[0]?.shopperId)
    .toBe("0b0f1c7e-1111-4222-8333-444455556666");
});

test("another open dialog of the theme comes first", async ({
  page,
  openShop,
}) => {
  await openShop({
    body: `<dialog id="drawer"><p>Added</p></dialog><script>drawer.showModal()</script>`,
  });
  await expectRefusal(page, "other-dialog-open");
  await page.evaluate("drawer.close()");
  await page.waitForTimeout(3000);
  await leave(page);
  await expect(dialogOf(page)).toBeVisible();
});

test("a closed drawer is no open drawer, however it is hidden", async ({
  page,
  openShop,
}) => {
  await openShop({
    body: `<div role="dialog" aria-modal="true" style="visibility: hidden">x</div>
      <div aria-hidden="true"><div role="dialog" aria-modal="true">x</div></div>`,
  });
  await leave(page);
  await expect(dialogOf(page)).toBeVisible();
});

test("her own code is worth more to her than ours", async ({
  page,
  openShop,
}) => {
  await openShop({ cart: { codes: ["WELCOME"], discounts: { WELCOME: 5 } } });
  await expectRefusal(page, "code-of-her-own");
});

test("a code of hers that does not apply does not stand in the way", async ({
  page,
  openShop,
}) => {
  await openShop({ cart: { codes: ["OLD"], discounts: { OLD: 0 } } });
  await leave(page);
  await expect(dialogOf(page)).toBeVisible();
});

test("a basket below the floor, in the shopper's currency", async ({
  page,
  openShop,
}) => {
  await openShop({ cart: { price: 1999 } });
  await expectRefusal(page, "basket-too-small");
});

test("yen have no cents: 2000 yen are 200000 in the cart and 2000 in the campaign", async ({
  page,
  openShop,
}) => {
  await openShop({ cart: { currency: "JPY", price: 199_900 } });
  await expectRefusal(page, "basket-too-small");
});

test("too soon, and not by accident", async ({ page, openShop }) => {
  await openShop({ campaign: { moment: { kind: "exit", afterSeconds: 60 } } });
  await expectRefusal(page, "too-soon");
});

test.describe("a page that cannot be understood says nothing at all", () => {
  const broken = {
    "no JSON": "{ oops",
    "an empty object": "{}",
    null: "null",
    "another version":
      '{"config":{"v":2,"revision":1,"campaigns":[]},"facts":{},"words":{}}',
  };
  for (const [name, data] of Object.entries(broken))
    test(name, async ({ page, openShop }) => {
      const shop = await openShop({ data });
      await page.waitForTimeout(200);
      await leave(page);
      await page.waitForTimeout(100);
      expect(shop.errors).toEqual([]);
      expect(shop.requests).toEqual([]);
      expect(await why(page)).toBeUndefined();
    });

  test("a proxy on another host", async ({ page, openShop }) => {
    const shop = await openShop({
      facts: { proxy: "https://elsewhere.example/x" },
    });
    await page.waitForTimeout(200);
    expect(shop.requests).toEqual([]);
    expect(await why(page)).toBeUndefined();
  });
});

test.describe("fingers", () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  test("a fast flick back up after depth", async ({ page, openShop }) => {
    await openShop();
    await page.waitForTimeout(150);
    await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let y = 0; y <= 1500; y += 100) {
        scrollTo(0, y);
        await frame();
      }
      for (let y = 1500; y >= 0; y -= 250) {
        scrollTo(0, y);
        await frame();
      }
    });
    await expect(dialogOf(page)).toBeVisible();
  });

  test("coming back to the tab after a while", async ({ page, openShop }) => {
    await page.clock.install();
    await openShop();
    await page.clock.runFor(500);
    await page.touchscreen.tap(200, 700);
    await runUntilMind(page);
    const turn = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", {
          value,
          configurable: true,
        });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await turn(true);
    await page.clock.runFor(9000);
    await turn(false);
    await expect(dialogOf(page)).toBeVisible();
  });

  test("idle with a full basket", async ({ page, openShop }) => {
    await page.clock.install();
    await openShop();
    await page.clock.runFor(500);
    await page.touchscreen.tap(200, 700);
    await runUntilMind(page);
    await page.clock.runFor(20_000);
    await expect(dialogOf(page)).toBeHidden();
    await page.clock.runFor(16_000);
    await expect(dialogOf(page)).toBeVisible();
  });
});
