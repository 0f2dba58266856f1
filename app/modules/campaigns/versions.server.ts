import type { Campaign as CampaignRow } from "@prisma/client";
import { type Database, db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { type ChangedPart, compareDefinitions } from "./compare-definitions.ts";
import type { CampaignDefinition } from "./campaigns.ts";

export interface CampaignVersion {
  version: number;
  name: string;
  definition: CampaignDefinition;
  savedAt: Date;
  /** Shopify's id of the member of staff; null when nobody in particular saved it. */
  savedBy: string | null;
  /** What it changed of the save before it, in the merchant's words; undefined for the first. */
  changed: ChangedPart[] | undefined;
}

/** A merchant who looks further back than this has forgotten what she looks for. */
const MOST_SHOWN = 50;

/** Keeps what was just saved, in the caller's transaction. */
export async function keepVersion(
  tx: Database,
  {
    row: { shop, id, version, name, definition },
    now,
    by,
  }: { row: CampaignRow; now: Date; by: string | undefined },
): Promise<void> {
  await tx.campaignVersion.create({
    data: {
      shop,
      campaignId: id,
      version,
      name,
      definition: definition as object,
      savedAt: now,
      savedBy: by ?? null,
    },
  });
}

/** The campaign's saves, newest first. */
export async function listVersions({
  shop,
  id,
}: {
  shop: string;
  id: string;
}): Promise<CampaignVersion[]> {
  const rows = await db.campaignVersion.findMany({
    where: { shop, campaignId: id },
    orderBy: { version: "desc" },
    take: MOST_SHOWN + 1,
  });
  const all = rows.map(({ version, name, definition, savedAt, savedBy }) => ({
    version,
    name,
    definition: definition as unknown as CampaignDefinition,
    savedAt,
    savedBy,
  }));
  return all.slice(0, MOST_SHOWN).map((one, index) => {
    const before = all[index + 1];
    return { ...one, changed: before && compareDefinitions(before, one) };
  });
}

/** @throws AppError "version-unknown" 404. */
export async function readVersion({
  shop,
  id,
  version,
}: {
  shop: string;
  id: string;
  version: number;
}): Promise<{ name: string; definition: CampaignDefinition }> {
  const row = await db.campaignVersion.findUnique({
    where: {
      shop_campaignId_version: { shop, campaignId: id, version },
    },
  });
  if (!row)
    throw new AppError(
      "version-unknown",
      404,
      "This version does not exist (any more).",
    );
  const { name, definition } = row;
  return { name, definition: definition as unknown as CampaignDefinition };
}
