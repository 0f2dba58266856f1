import { expect } from "@playwright/test";
import { readPage } from "#dev/demo/seed/shopper.ts";
import { type Experiment, experimentOf } from "#dev/demo/tour/arms.ts";
import { appOf, type Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { Person } from "#dev/demo/tour/people.ts";
import { applyPlaybook } from "#dev/demo/tour/playbook-steps.ts";
import {
  awake,
  enterShopper,
  fillBasket,
  flickUp,
  offerOn,
} from "#dev/demo/tour/shopper-steps.ts";
import type { Story } from "#dev/demo/tour/story.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";

/** Another shop, which reads from the right and counts in dinars of a thousand fils. */
export async function playFarShop(story: Story, shop: Shop): Promise<void> {
  const { report, people, control } = story;
  await report.step(
    "In another shop, Amal reads it in Arabic, from the right, in dinars",
    async () => {
      const merchant = await people.enter();
      await merchant.page.goto(
        `${shop.platform}/store/${shop.name}/apps/second-thought`,
      );
      await merchant.page.getByRole("button", { name: "Install app" }).click();
      await expect(
        appOf(merchant).getByRole("heading", { name: "Go live" }),
      ).toBeVisible();
      await applyPlaybook(merchant, shop, {
        goal: "Everything for the last chancer",
      });
      await control.theme({
        shop: `${shop.name}.myshopify.com`,
        embeds: { embed: { disabled: false } },
      });
      const { product, experiments } = await lookAround(merchant, shop);
      merchant.expectCalm();
      await merchant.leave();
      const amal = await enterShopper(people, {
        arm: "treatment",
        experiments,
        phone: true,
      });
      await fillBasket(amal, { ...shop, product });
      await awake(amal);
      await flickUp(amal);
      const offer = offerOn(amal);
      await expect(offer).toHaveCSS("direction", "rtl");
      const inTheCart = await amal.page.locator("main").innerText();
      const price = Number(/([\d.]+)\s*د\.ك/.exec(inTheCart)?.[1]);
      await expect(offer).toContainText(price.toFixed(3));
      await expect(offer).toContainText((price * 0.8).toFixed(3));
      await amal.picture("34-arabic-from-the-right");
      amal.expectCalm();
      await amal.leave();
    },
  );
}

/** Through a browser: only browsers know where names that end in `.localhost` are. */
async function lookAround(
  { page }: Person,
  { storefront }: Shop,
): Promise<{ product: string; experiments: Experiment[] }> {
  return waitFor("the campaign to reach the other shop", async () => {
    await page.goto(`${storefront}/collections/all`);
    const html = await page.content();
    const experiments = readPage(html)?.config.campaigns.map(experimentOf);
    const product = await page.evaluate(
      async (paths) => {
        for (const path of paths) {
          const answer = await fetch(`${path}.js`);
          const { available } = (await answer.json()) as { available: boolean };
          if (available) return path;
        }
        return "";
      },
      [...new Set(html.match(/\/products\/[\w-]+/g))],
    );
    return experiments?.[0] && product !== "" && { product, experiments };
  });
}
