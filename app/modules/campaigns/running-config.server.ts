import { db } from "#app/db.server.ts";
import { getAppearance, getShop } from "#app/modules/shops/shops.server.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import { campaignOf } from "./campaign-row.server.ts";
import { compileStorefrontConfig } from "./storefront-config.ts";

/** The document that the shop's pages carry in its primary language, and the names that are in no page, by campaign. */
export async function readRunningConfig({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<{ config: StorefrontConfig; names: Record<string, string> }> {
  const { primaryLocale, timeZone } = await getShop({ shop });
  const rows = await db.campaign.findMany({
    where: { shop, status: "active" },
  });
  const config = compileStorefrontConfig({
    campaigns: rows.map(campaignOf),
    appearance: await getAppearance({ shop }),
    locale: primaryLocale,
    primaryLocale,
    timeZone,
    now,
    revision: 0,
  });
  return {
    config,
    names: Object.fromEntries(rows.map(({ id, name }) => [id, name])),
  };
}
