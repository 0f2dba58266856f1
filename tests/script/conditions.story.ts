import { expect, type Page } from "@playwright/test";
import {
  AUDIENCE_CASES,
  AUDIENCE_TIME_ZONE,
  type AudienceVisit,
} from "#app/shared/audience.fixture.ts";
import type { Facts } from "#app/storefront/page.ts";
import type { ShopOptions } from "./shop-options.ts";
import { test, wake, why } from "./shop-page.ts";

/** What an audience says no by; any other reason means that the audience itself agreed. */
const OF_AUDIENCE = [
  "other-page",
  "other-segment",
  "basket-too-small",
  "condition",
];
/** The segment is what the mind makes of a visit: told in app/shared, where a visit can be made up. */
const cases = AUDIENCE_CASES.filter(({ name }) => name !== "segments");

for (const { name, audience, yes, no } of cases)
  for (const [says, visit] of [
    ["true", yes],
    ["false", no],
  ] as const)
    test(`${name}: ${says} in the browser as in the visit player`, async ({
      browser,
      openShopOn,
    }) => {
      const phone = visit.device.kind === "phone";
      const tablet = visit.device.kind === "tablet";
      const side = phone ? 390 : tablet ? 800 : 1280;
      const size = { width: side, height: phone || tablet ? 1000 : 860 };
      const context = await browser.newContext({
        viewport: size,
        screen: size,
        hasTouch: phone || tablet,
        isMobile: phone || tablet,
      });
      const page = await context.newPage();
      await page.clock.setFixedTime(new Date(visit.at));
      await remember(page, visit);
      await openShopOn(page, optionsOf(visit, audience));
      if (phone || tablet) await page.touchscreen.tap(50, 500);
      await wake(page);
      await expect
        .poll(async () => (await why(page))?.last?.decision)
        .toBeTruthy();
      const { decision } = (await why(page))!.last!;
      const reason = decision!.refusals[0]?.reason ?? "wins";
      expect(OF_AUDIENCE.includes(reason), reason).toBe(says === "false");
      await context.close();
    });

/** Ids and visits of a shopper who was here before; what asks for traffic goes by her id. */
async function remember(page: Page, { device, shopperId }: AudienceVisit) {
  const { visits } = device;
  if (!visits) return;
  const id = shopperId ?? "0b0f1c7e-1111-4222-8333-444455556666";
  await page.addInitScript(
    ([record]) => localStorage.setItem("second-thought.shopper", record!),
    [`v1.${id}.visits.${visits - 1}.last.1`],
  );
}

function optionsOf(
  { page, cart, device }: AudienceVisit,
  audience: NonNullable<ShopOptions["campaign"]>["audience"],
): ShopOptions {
  const { product } = page;
  return {
    path: `/p${device.arrival.search}`,
    referrer: device.arrival.referrer,
    rate: device.rate,
    consent: device.consent?.analytics ? "yes" : "no",
    ...(device.consent?.marketing ? { marketing: true } : {}),
    config: { timeZone: AUDIENCE_TIME_ZONE },
    campaign: {
      ...(audience ? { audience } : {}),
      moment: { kind: "coupon-failed", afterSeconds: 0 },
    },
    facts: {
      ...page,
      ...(product ? { product: { ...product, title: "x", options: [] } } : {}),
      cart: {
        ...cart,
        lines: cart.lines.map((line) => ({ ...line, price: 0, stock: null })),
      },
    } as Partial<Facts>,
  };
}
