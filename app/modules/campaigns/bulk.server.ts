import { AppError } from "#app/errors.ts";
import {
  duplicateCampaign,
  getCampaign,
  setCampaignStatus,
} from "./change-campaign.server.ts";
import type { BulkChange } from "./campaigns.ts";

export interface BulkOutcome {
  done: number;
  /** One for each campaign that could not be changed, by its name. */
  faults: { name: string; message: string }[];
}

/** Changes several campaigns, each for itself: one that cannot be switched on does not keep the others back. */
export async function changeCampaigns({
  shop,
  ids,
  change,
  now,
  by,
}: {
  shop: string;
  ids: string[];
  change: BulkChange;
  now: Date;
  by?: string | undefined;
}): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: 0, faults: [] };
  for (const id of ids) {
    try {
      const { name } = await getCampaign({ shop, id });
      const result =
        change === "duplicate"
          ? await duplicateCampaign({ shop, id, now, by }).then(() => OK)
          : await setCampaignStatus({ shop, id, status: change, now });
      if (result.ok) outcome.done += 1;
      else
        outcome.faults.push({
          name,
          message: Object.values(result.errors)[0] ?? "",
        });
    } catch (error) {
      // Somebody else may have been quicker: a campaign that is gone needs no change.
      if (!(error instanceof AppError) || error.code !== "campaign-unknown")
        throw error;
    }
  }
  return outcome;
}

const OK = { ok: true } as const;
