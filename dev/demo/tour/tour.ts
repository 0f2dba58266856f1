import { setTimeout as sleep } from "node:timers/promises";
import { type Control, openControl } from "#dev/demo/control.ts";
import { playHesitation } from "#dev/demo/tour/hesitation.ts";
import { playFirstShopper, playOthers } from "#dev/demo/tour/main-job.ts";
import {
  createCampaign,
  install,
  readResults,
  type Shop,
  switchOnTheme,
  waitUntilPublished,
} from "#dev/demo/tour/merchant-steps.ts";
import { invitePeople } from "#dev/demo/tour/people.ts";
import { openReport } from "#dev/demo/tour/report.ts";
import type { Story } from "#dev/demo/tour/story.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";
import type { Stack } from "#dev/demo/stack.ts";

const MINUTE = 60_000;

/**
 * The main job, and then the gentle ways, played in a real browser on a fresh shop: merchants and shoppers, with pictures. Answers
 * whether every step held. Everything that is checked is what people can see: pages, mails, and the figures on the merchant's home page.
 */
export async function playTour(options: {
  stack: Pick<Stack, "urls">;
  out: string;
}): Promise<boolean> {
  const { stack, out } = options;
  const control = openControl(stack.urls.platform);
  const { shops } = await control.state();
  const shop = shopOf(shops[0], stack);
  const report = await openReport(out);
  const people = await invitePeople(out);
  try {
    const merchant = await people.enter();
    const { step } = report;
    await step("A merchant installs the app", async () => {
      await install(merchant, shop);
      merchant.expectCalm();
    });
    await step(
      "She makes a campaign; a fault is shown beside its field",
      async () => {
        await createCampaign(merchant, shop);
        merchant.expectCalm();
      },
    );
    await step("She switches on the app embed and places proof", async () => {
      await switchOnTheme(merchant, shop);
      merchant.expectCalm();
    });
    const story: Story = {
      report,
      people,
      control,
      shop,
      merchant,
      experiments: [],
    };
    await step("The campaign reaches the storefront", async () => {
      story.experiments = await waitUntilPublished(shop);
    });
    await step(
      "What was bought is counted and written to the product pages",
      async () => {
        shop.product = await waitForProof(control, shop);
      },
    );
    await playFirstShopper(story);
    await playOthers(story);
    await step("The merchant sees what it earned", async () => {
      await readResults(merchant, shop);
      merchant.expectCalm();
    });
    await playHesitation(story, shopOf(shops[2], stack));
  } finally {
    await people.goHome();
  }
  return report.finish();
}

function shopOf(
  given: { shop: string; storefront: string } | undefined,
  { urls }: Pick<Stack, "urls">,
): Shop {
  if (!given) throw new Error("The local Shopify lacks a shop.");
  return {
    platform: urls.platform,
    storefront: given.storefront,
    name: given.shop.replace(".myshopify.com", ""),
    product: "",
  };
}

/** The app imports the shop's orders first; every five minutes it writes what changed. */
async function waitForProof(control: Control, shop: Shop): Promise<string> {
  const read = async (path: string) =>
    (await fetch(`${shop.storefront}${path}`)).text();
  return waitFor(
    "counts on a product page",
    async () => {
      await control.jump(5 * MINUTE);
      await sleep(2_000);
      // Which products sold enough to be told about depends on the day on which the tour is played.
      const shelf = await read("/collections/clothing");
      const paths = new Set(shelf.match(/\/products\/[\w-]+/g));
      for (const path of paths) {
        const page = await read(path);
        if (page.includes("bought this in the last")) return path;
      }
      return null;
    },
    240_000,
  );
}
