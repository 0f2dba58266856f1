import type { TaskList } from "graphile-worker";
import { now as readClock } from "#app/clock.server.ts";
import { db, transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { handle } from "#app/queue.server.ts";
import { publishConfigJob } from "./jobs.ts";
import { publishConfig } from "./publish-config.server.ts";
import { retryPublication, wantPublication } from "./publication.server.ts";
import { MADE_BY } from "./storefront-config.ts";

export const campaignJobs: TaskList = {
  ...handle(publishConfigJob, async ({ shop }, { log }) => {
    try {
      await publishConfig({ shop, clock: readClock });
    } catch (error) {
      // Asking a shop that left again and again would change nothing.
      if (!(error instanceof AppError) || error.code !== "uninstalled")
        throw error;
      log.info("the shop left before its campaigns were published");
    }
  }),
};

/**
 * Chore: shops whose pages may not carry what they should. A campaign's start or end has passed (the page could end one
 * by itself, but never begin one: a future campaign is not in its document); the shop has other languages or settings, or
 * came back after it had left; a new release makes other documents; or a publication was wanted while nothing could be
 * asked of Shopify.
 */
export async function publishDueCampaigns({
  now,
}: {
  now: Date;
}): Promise<number> {
  const due = await db.$queryRaw<{ shop: string; waiting: boolean }[]>`
    select shop, publication.revision < publication."wantedRevision" as waiting
      from "Publication" publication join "Shop" shop using (shop) left join "ShopSettings" settings using (shop)
     where shop."uninstalledAt" is null
       and (publication.revision < publication."wantedRevision"
            or publication."publishedAt" < greatest(shop."installedAt", shop."updatedAt", settings."updatedAt")
            or (publication."publishedAt" is not null and publication."madeBy" <> ${MADE_BY})
            or exists (
                    select from "Campaign" campaign
                      cross join lateral (values (campaign.definition #>> '{schedule,startsAt}'),
                                                 (campaign.definition #>> '{schedule,endsAt}')) boundary(at)
                     where campaign.shop = publication.shop and campaign.status = 'active'
                       and boundary.at::timestamptz > publication."publishedAt"
                       and boundary.at::timestamptz <= ${now}::timestamptz))`;
  for (const { shop, waiting } of due) {
    await transaction((tx) =>
      waiting ? retryPublication(tx, { shop }) : wantPublication(tx, { shop }),
    );
  }
  return due.length;
}
