import type { Person } from "#dev/demo/tour/people.ts";
import type { Shop } from "#dev/demo/tour/merchant-steps.ts";
import { playFarShop } from "#dev/demo/tour/far-shop.ts";
import { playLadder } from "#dev/demo/tour/ladder.ts";
import {
  explainStorefront,
  playRecordedVisit,
} from "#dev/demo/tour/mind-steps.ts";
import { playOthersOfTheLadder } from "#dev/demo/tour/not-for-everybody.ts";
import { waitUntilPublished } from "#dev/demo/tour/merchant-steps.ts";
import {
  applyPlaybook,
  lookAtCampaigns,
  lookAtPlaybooks,
} from "#dev/demo/tour/playbook-steps.ts";
import type { Story } from "#dev/demo/tour/story.ts";

/** The campaign of the main job, and three playbooks. */
const CAMPAIGNS = 4;

/**
 * The second act: a gentle word while intent falls, then step by step, price last; everything at once only where there is no next
 * time; and nothing for those who need nothing or want nothing.
 */
export async function playHesitation(
  story: Story,
  farShop: Shop,
): Promise<void> {
  const { report, merchant, shop } = story;
  await report.step(
    "The merchant begins with playbooks: a gentle word, free delivery, the last chance",
    async () => {
      await openPlaybooks(merchant, shop);
      merchant.expectCalm();
    },
  );
  await report.step("All four campaigns reach the storefront", async () => {
    story.experiments = await waitUntilPublished(shop, CAMPAIGNS);
  });
  await playLadder(story);
  await playOthersOfTheLadder(story);
  await playFarShop(story, farShop);
  await report.step(
    "The merchant asks her storefront why, by a link of her own",
    async () => {
      await explainStorefront(story);
    },
  );
  await report.step("She plays a recorded visit again", async () => {
    await playRecordedVisit(merchant, shop);
    merchant.expectCalm();
  });
}

async function openPlaybooks(merchant: Person, shop: Shop): Promise<void> {
  await lookAtPlaybooks(merchant, shop, "22-playbooks");
  await applyPlaybook(merchant, shop, {
    goal: "A gentle word while intent falls",
    picture: "23-playbook-in-the-editor",
    fill: {
      Heading: "Thirty days to change your mind",
      Text: "Take it home and live with it. If it is not right, send it back within thirty days.",
    },
  });
  // At the same moment as the ten percent: which of the two is shown is for the ladder to decide.
  await applyPlaybook(merchant, shop, {
    goal: "Free delivery for baskets that stall at the total",
    choose: { Moment: "exit" },
    fill: { "Not before": "5" },
  });
  await applyPlaybook(merchant, shop, {
    goal: "Everything for the last chancer",
  });
  await lookAtCampaigns(merchant, shop, "24-campaigns");
}
