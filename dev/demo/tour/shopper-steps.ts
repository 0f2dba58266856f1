import { expect, type Locator } from "@playwright/test";
import type { Arm } from "#app/shared/events.ts";
import { type Experiment, idInArm } from "#dev/demo/tour/arms.ts";
import type { Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { People, Person } from "#dev/demo/tour/people.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";

/** Longer than the campaign's five seconds on the page. */
const HESITATION_MS = 6_500;

/** A shopper whose id, which decides the arm, is in her browser before she comes. */
export async function enterShopper(
  people: People,
  options: { arm?: Arm; experiments?: Experiment[]; phone?: boolean } = {},
): Promise<Person> {
  const { arm, experiments, phone = false } = options;
  if (!arm || !experiments) return people.enter({ phone });
  return people.enter({
    phone,
    before: {
      script: (value) =>
        (localStorage["second-thought.shopper"] ??= value) as void,
      value: `v1.${idInArm(arm, experiments)}`,
    },
  });
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
  await addToBasket(shopper);
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

export async function addToBasket({ page }: Person): Promise<void> {
  const [added] = await Promise.all([
    page.waitForResponse(/\/cart\/add/),
    page.locator('button[name="add"]').first().click(),
  ]);
  if (!added.ok()) throw new Error("It could not be put into the basket.");
}

export const offerOn = ({ page }: Person): Locator =>
  page.locator("second-thought-offer").getByRole("dialog");

interface Why {
  segment?: string;
  signals?: { kind: string }[];
}

/** What the page itself says of what it noticed. */
export const whyOf = ({ page }: Person): Promise<Why> =>
  page.evaluate(() => {
    const { SecondThought } = window as unknown as {
      SecondThought?: { why: () => Why };
    };
    return SecondThought?.why() ?? {};
  });

/** Nobody is thought about before there is a person: she moves, and the page begins to notice. */
export async function awake(person: Person): Promise<void> {
  await waitFor("the page to notice her", async () => {
    await person.page.mouse.move(300 + Math.random() * 40, 400);
    return (await whyOf(person)).signals?.length;
  });
}

export async function noticed(person: Person, kind: string): Promise<void> {
  await waitFor(`${kind} to be noticed`, async () =>
    (await whyOf(person)).signals?.some((signal) => signal.kind === kind),
  );
}

/** Stays a while, then a thumb's flick back up from far down, one frame at a time. */
export async function flickUp({ page }: Person): Promise<void> {
  await page.touchscreen.tap(200, 200);
  await page.waitForTimeout(HESITATION_MS);
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const bottom = document.documentElement.scrollHeight - innerHeight;
    for (let i = 0; i <= 12; i++) {
      scrollTo(0, (bottom * i) / 12);
      await frame();
    }
    for (let i = 4; i >= 0; i--) {
      scrollTo(0, (bottom * i) / 5);
      await frame();
    }
  });
}
