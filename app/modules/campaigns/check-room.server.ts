import type { Shop } from "@prisma/client";
import type { Database } from "#app/db.server.ts";
import { getAppearance, getShop } from "#app/modules/shops/shops.server.ts";
import { planOf } from "#app/modules/shops/shops.ts";
import type { Campaign } from "./campaigns.ts";
import { campaignOf } from "./campaign-row.server.ts";
import {
  compileStorefrontConfig,
  CONFIG_MAX_BYTES,
  configBytes,
} from "./storefront-config.ts";

/** How much of a page's room the active campaigns take, in the language that takes most. */
export interface Room {
  usedBytes: number;
  maxBytes: number;
  active: number;
  maxActive: number;
}

/** Why `campaign`, if active, does not fit on a page beside the other active ones; undefined when it does. */
export async function checkRoom(
  tx: Database,
  { shop, campaign, now }: { shop: string; campaign: Campaign; now: Date },
): Promise<string | undefined> {
  if (campaign.status !== "active") return undefined;
  const { row, active } = await readActive(tx, shop);
  const all = [...active.filter(({ id }) => id !== campaign.id), campaign];
  const { activeCampaigns } = planOf(row);
  if (all.length > activeCampaigns)
    return `At most ${activeCampaigns} campaigns can be active. Pause one first`;
  const { locale, bytes } = await measure(tx, { row, campaigns: all, now });
  if (bytes > CONFIG_MAX_BYTES)
    return `All active campaigns together are too long for one page (${locale}). Shorten texts or lists of this one, or pause a campaign`;
  return undefined;
}

export async function readRoom(
  tx: Database,
  { shop, now }: { shop: string; now: Date },
): Promise<Room> {
  const { row, active } = await readActive(tx, shop);
  const { bytes } = await measure(tx, { row, campaigns: active, now });
  return {
    usedBytes: bytes,
    maxBytes: CONFIG_MAX_BYTES,
    active: active.length,
    maxActive: planOf(row).activeCampaigns,
  };
}

async function readActive(
  tx: Database,
  shop: string,
): Promise<{ row: Shop; active: Campaign[] }> {
  const row = await getShop({ shop, tx });
  const rows = await tx.campaign.findMany({
    where: { shop, status: "active" },
  });
  return { row, active: rows.map(campaignOf) };
}

async function measure(
  tx: Database,
  { row, campaigns, now }: { row: Shop; campaigns: Campaign[]; now: Date },
): Promise<{ locale: string; bytes: number }> {
  const { shop, locales, primaryLocale, timeZone } = row;
  const appearance = await getAppearance({ shop, tx });
  // Those that wait for their start count too: nobody is there to be told when it comes.
  const all = campaigns.map((one) => ({
    ...one,
    definition: { ...one.definition, schedule: {} },
  }));
  const sizes = [...new Set([primaryLocale, ...locales])].map((locale) => ({
    locale,
    bytes: configBytes(
      compileStorefrontConfig({
        campaigns: all,
        appearance,
        locale,
        primaryLocale,
        timeZone,
        now,
        revision: 9_999_999,
      }),
    ),
  }));
  return sizes.reduce((most, one) => (one.bytes > most.bytes ? one : most));
}
