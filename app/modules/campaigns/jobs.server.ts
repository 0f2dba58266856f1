import type { TaskList } from "graphile-worker";
import { now as readClock } from "#app/clock.server.ts";
import { db, transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { handle } from "#app/queue.server.ts";
import { publishConfigJob } from "./jobs.ts";
import { publishConfig } from "./publish-config.server.ts";
import { wantPublication } from "./publication.server.ts";

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
 * Chore: campaigns whose start or end has passed since their shop was published last. The page could end a campaign by
 * itself, but never begin one: a future campaign is not in its document.
 */
export async function publishDueCampaigns({
  now,
}: {
  now: Date;
}): Promise<number> {
  const due = await db.$queryRaw<{ shop: string }[]>`
    select distinct campaign.shop
      from "Campaign" campaign
      join "Publication" publication using (shop)
      join "Shop" shop using (shop)
      cross join lateral (values (campaign.definition #>> '{schedule,startsAt}'), (campaign.definition #>> '{schedule,endsAt}')) boundary(at)
     where campaign.status = 'active' and shop."uninstalledAt" is null
       and boundary.at::timestamptz > publication."publishedAt" and boundary.at::timestamptz <= ${now}::timestamptz
       and publication.revision >= publication."wantedRevision"`;
  for (const { shop } of due) {
    await transaction((tx) => wantPublication(tx, { shop }));
  }
  return due.length;
}
