/**
 * Every condition in a real browser: for each visit of audience.fixture.ts the page must judge every audience as the pure functions do,
 * which the visit player calls too.
 */
import { expect, type Page } from "@playwright/test";
import {
  arbitrate,
  type Decision,
  type Refused,
} from "#app/shared/arbitration.ts";
import {
  AUDIENCE_CAMPAIGN,
  AUDIENCE_CASES,
  AUDIENCE_TIME_ZONE,
  factsOfVisit,
  type AudienceVisit,
} from "#app/shared/audience.fixture.ts";
import {
  makeCampaign,
  makeConfig,
  makeFacts,
} from "#app/shared/campaign.fixture.ts";
import type { Facts } from "#app/storefront/page.ts";
import type { ShopOptions } from "./shop-options.ts";
import { test, why } from "./shop-page.ts";

// The mind makes segments of what she does; which of them a visit has is told in its own tests.
const CASES = AUDIENCE_CASES.filter(({ name }) => name !== "segments");
const idOf = (name: string, at: number) =>
  name === "traffic"
    ? AUDIENCE_CAMPAIGN
    : `0193a1f0-0000-7000-8000-0000000001${String(at).padStart(2, "0")}`;

/** Their moment never comes, so that nothing shows: whose audience is met waits for it. */
const config = makeConfig({
  timeZone: AUDIENCE_TIME_ZONE,
  campaigns: CASES.map(({ name, audience }, at) =>
    makeCampaign({
      id: idOf(name, at),
      audience,
      moment: { kind: "after-purchase", afterSeconds: 0 },
    }),
  ),
});

type Openness = (options?: ShopOptions) => Promise<unknown>;

async function judge(
  page: Page,
  openShop: Openness,
  visit: AudienceVisit,
): Promise<Refused[]> {
  await page.clock.setFixedTime(visit.at);
  await page.addInitScript(bringAbout, {
    arrival: visit.device.arrival,
    rate: String(visit.device.rate),
    consent: visit.device.consent,
    shopper:
      visit.shopperId &&
      `v1.${visit.shopperId}.visits.${visit.device.visits! - 1}.last.1`,
  });
  const lines = visit.cart.lines.map((line) => ({
    ...line,
    price: 1,
    stock: null,
  }));
  const { product } = visit.page;
  const facts = {
    ...visit.page,
    ...(product && { product: { ...product, title: "Shirt", options: [] } }),
    cart: { ...visit.cart, lines },
  };
  await openShop({ config, facts: facts as Partial<Facts> });
  let decision: Decision | undefined;
  await expect(async () => {
    await page.mouse.click(20, 300);
    await page.mouse.move(30, 200);
    await page.mouse.wheel(0, 40).catch(() => {});
    decision = (await why(page))?.last?.decision as Decision | undefined;
    expect(decision?.refusals).toHaveLength(CASES.length);
    expect(decision?.refusals[0]?.reason).not.toBe("consent-waiting");
  }).toPass({ intervals: [50], timeout: 10_000 });
  return decision!.refusals;
}

/** Runs in the page, before its own scripts. */
function bringAbout(visit: {
  arrival: { referrer: string; search: string };
  rate: string;
  consent: { analytics: boolean; marketing: boolean } | undefined;
  shopper: string | undefined;
}) {
  const { arrival, rate, consent, shopper } = visit;
  history.replaceState(null, "", location.pathname + arrival.search);
  Object.defineProperty(document, "referrer", { get: () => arrival.referrer });
  if (shopper) localStorage.setItem("second-thought.shopper", shopper);
  let shopify: object | undefined;
  Object.defineProperty(window, "Shopify", {
    get: () => shopify,
    set: (value: object) => {
      shopify = {
        ...value,
        currency: { rate },
        customerPrivacy: {
          analyticsProcessingAllowed: () => consent?.analytics,
          marketingAllowed: () => consent?.marketing,
          shouldShowBanner: () => false,
        },
      };
    },
  });
}

const expected = (visit: AudienceVisit): Refused[] =>
  arbitrate(config, makeFacts({ moments: [], audience: factsOfVisit(visit) }))
    .refusals;

function defineTest(
  title: string,
  visit: AudienceVisit,
  check: (refusals: Refused[]) => void,
) {
  test(title, async ({ page, openShop }) => {
    const refusals = await judge(page, openShop, visit);
    expect(refusals).toEqual(expected(visit));
    check(refusals);
  });
}

const reasonOf = (refusals: Refused[], name: string) => {
  const at = CASES.findIndex((one) => one.name === name);
  return refusals.find(({ campaignId }) => campaignId === idOf(name, at))
    ?.reason;
};

test.describe("on a phone", () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  const [first] = CASES;
  defineTest(
    "the visit of which nearly all is true",
    first!.yes,
    (refusals) => {
      const met = refusals.filter(({ reason }) => reason === "no-moment");
      // The hours have a visit of their own, at night.
      expect(met).toHaveLength(CASES.length - 1);
    },
  );

  for (const { name, yes, no } of CASES) {
    if (no.device.kind !== "phone") continue;
    defineTest(`not ${name}`, no, (refusals) =>
      expect(reasonOf(refusals, name)).not.toBe("no-moment"),
    );
    if (yes !== first!.yes)
      defineTest(name, yes, (refusals) =>
        expect(reasonOf(refusals, name)).toBe("no-moment"),
      );
  }
});

test.describe("on a desktop", () => {
  for (const { name, no } of CASES)
    if (no.device.kind === "desktop")
      defineTest(`not ${name}`, no, (refusals) =>
        expect(reasonOf(refusals, name)).toBe("condition"),
      );
});
