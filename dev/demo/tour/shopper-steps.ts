import { expect } from "@playwright/test";
import { armOf } from "../../../app/shared/bucketing.ts";
import type { Arm } from "../../../app/shared/events.ts";
import type { Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { People, Person } from "#dev/demo/tour/people.ts";

export interface Experiment {
  campaignId: string;
  seed: string;
  holdout: number;
}

/** Longer than the campaign's five seconds on the page. */
const HESITATION_MS = 6_500;

/** A shopper who was here before: her id, which decides the arm, is already in her browser. */
export async function enterShopper(
  people: People,
  options: { arm?: Arm; experiment?: Experiment; phone?: boolean } = {},
): Promise<Person> {
  const { arm, experiment, phone = false } = options;
  if (!arm || !experiment) return people.enter({ phone });
  return people.enter({
    phone,
    before: {
      script: (value) => localStorage.setItem("second-thought.shopper", value),
      value: `v1.${idInArm(arm, experiment)}`,
    },
  });
}

/** One in ten ids is held out: a few tries find one of each. */
function idInArm(arm: Arm, { seed, holdout }: Experiment): string {
  for (;;) {
    const id = crypto.randomUUID();
    if (armOf(seed, id, holdout) === arm) return id;
  }
}

export async function giveConsent({ page }: Person): Promise<void> {
  const accept = page.getByRole("button", { name: /accept/i });
  if (await accept.count()) await accept.first().click();
}

/** Looks around and puts one thing into the basket. */
export async function fillBasket(
  shopper: Person,
  shop: Shop,
  options: { picture?: string } = {},
): Promise<void> {
  const { page } = shopper;
  await page.goto(`${shop.storefront}${shop.product}`);
  await giveConsent(shopper);
  if (options.picture) {
    await expect(page.getByText(/bought this in the last/)).toBeVisible();
    await shopper.picture(options.picture);
  }
  const added = page.waitForResponse(/\/cart\/add/);
  await page.getByRole("button", { name: /add to (cart|basket|bag)/i }).click();
  if (!(await added).ok())
    throw new Error("It could not be put into the basket.");
  await page.goto(`${shop.storefront}/cart`);
}

/** Stays a while, then the pointer leaves towards the tabs. */
export async function moveToLeave({ page }: Person): Promise<void> {
  await page.mouse.move(400, 500);
  await page.waitForTimeout(HESITATION_MS);
  await page.mouse.move(420, 300, { steps: 4 });
  await page.mouse.move(430, 60, { steps: 4 });
  await page.mouse.move(440, 2, { steps: 3 });
  await page.evaluate(() =>
    document.documentElement.dispatchEvent(
      new MouseEvent("mouseout", {
        bubbles: true,
        clientX: 440,
        clientY: -5,
        relatedTarget: null,
      }),
    ),
  );
}

export async function startCheckout(
  shopper: Person,
  shop: Shop,
  options: { email: string; subscribes: boolean; country?: string },
): Promise<void> {
  const { page } = shopper;
  await page.goto(`${shop.storefront}/checkout`);
  await page.locator('input[name="email"]').fill(options.email);
  if (options.subscribes)
    await page.getByLabel("Email me with news and offers").check();
  if (options.country)
    await page.locator('select[name="country"]').selectOption(options.country);
  // The checkout saves by itself when a field is left.
  await page.locator('input[name="first_name"]').focus();
  await page.waitForLoadState("networkidle");
}

export async function pay(shopper: Person): Promise<void> {
  const { page } = shopper;
  const address = {
    first_name: "Nora",
    last_name: "Lind",
    address1: "12 Harbor Street",
    city: "Portland",
    zip: "97201",
  };
  for (const [name, value] of Object.entries(address))
    await page.locator(`input[name="${name}"]`).fill(value);
  await page.locator('select[name="country"]').selectOption("US");
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.waitForURL(/thank-you/);
}
