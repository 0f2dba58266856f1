import type { Campaign as CampaignRow } from "@prisma/client";
import type {
  Campaign,
  CampaignDefinition,
  CampaignStatus,
} from "./campaigns.ts";

export function campaignOf(row: CampaignRow): Campaign {
  return {
    id: row.id,
    name: row.name,
    // Both were checked on their way in, and nothing else writes them.
    status: row.status as CampaignStatus,
    definition: row.definition as unknown as CampaignDefinition,
    version: row.version,
    priority: row.priority,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    activatedAt: row.activatedAt,
  };
}
