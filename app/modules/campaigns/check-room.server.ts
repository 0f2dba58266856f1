import type { Database } from "#app/db.server.ts";
import { planOf } from "#app/modules/shops/shops.ts";
import type { Campaign } from "./campaigns.ts";
import { campaignOf } from "./campaign-row.server.ts";
import {
  compileStorefrontConfig,
  CONFIG_MAX_BYTES,
  configBytes,
} from "./storefront-config.ts";

/** Why `campaign`, if active, does not fit on a page beside the other active ones; undefined when it does. */
export async function checkRoom(
  tx: Database,
  { shop, campaign, now }: { shop: string; campaign: Campaign; now: Date },
): Promise<string | undefined> {
  if (campaign.status !== "active") return undefined;
  const row = await tx.shop.findUniqueOrThrow({ where: { shop } });
  const { locales, primaryLocale, timeZone } = row;
  const others = await tx.campaign.findMany({
    where: { shop, status: "active", id: { not: campaign.id } },
  });
  // Those that wait for their start count too: nobody is there to be told when it comes.
  const all = [...others.map(campaignOf), campaign].map((one) => ({
    ...one,
    definition: { ...one.definition, schedule: {} },
  }));
  const { activeCampaigns } = planOf(row);
  if (all.length > activeCampaigns)
    return `At most ${activeCampaigns} campaigns can be active. Pause one first`;
  for (const locale of new Set([primaryLocale, ...locales])) {
    const config = compileStorefrontConfig({
      campaigns: all,
      locale,
      primaryLocale,
      timeZone,
      now,
      revision: 0,
    });
    if (configBytes(config) > CONFIG_MAX_BYTES)
      return `The texts of all active campaigns together are too long for one page (${locale}). Shorten them, or pause a campaign`;
  }
  return undefined;
}
