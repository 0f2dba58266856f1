import type { Campaign as CampaignRow } from "@prisma/client";
import { v7 as uuid } from "uuid";
import { type Database, db, transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { offerTerms, termsKey } from "#app/modules/offers/offers.ts";
import {
  retireDiscounts,
  wantCodes,
} from "#app/modules/offers/offers.server.ts";
import { campaignOf } from "./campaign-row.server.ts";
import { checkRoom, type Room, readRoom } from "./check-room.server.ts";
import {
  type Campaign,
  type CampaignDefinition,
  type CampaignStatus,
  type FieldErrors,
  parseCampaignInput,
} from "./campaigns.ts";
import { firstPlace, lockCampaigns } from "./order.server.ts";
import { wantPublication } from "./publication.server.ts";
import { keepVersion, readVersion } from "./versions.server.ts";

type Saved =
  { ok: true; campaign: Campaign } | { ok: false; errors: FieldErrors };

/** All but the archived, in the merchant's order; with `archived`, those too. */
export async function listCampaigns({
  shop,
  archived = false,
}: {
  shop: string;
  archived?: boolean;
}): Promise<Campaign[]> {
  const rows = await db.campaign.findMany({
    where: { shop, ...(!archived && { status: { not: "archived" } }) },
    orderBy: [{ priority: "desc" }, { id: "desc" }],
  });
  return rows.map(campaignOf);
}

/** @throws AppError "campaign-unknown" 404, for another shop's id too. */
export async function getCampaign({
  shop,
  id,
}: {
  shop: string;
  id: string;
}): Promise<Campaign> {
  return campaignOf(await readCampaign(db, { shop, id }));
}

/**
 * Creates a draft, or changes the campaign `id`. Faults come back by the path of their field
 * (`definition.treatment.texts.en.heading`, `name`; "" belongs to none); `version` in `input` is the one the editor was
 * opened with: when somebody else saved in between, nothing is changed and `version` says so.
 * @throws AppError "campaign-unknown" 404.
 */
export async function saveCampaign({
  shop,
  id,
  input,
  now,
  by,
}: {
  shop: string;
  id?: string | undefined;
  input: unknown;
  now: Date;
  /** Shopify's id of the member of staff who saves. */
  by?: string | undefined;
}): Promise<Saved> {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { shop } });
  const parsed = parseCampaignInput(input, timeZone);
  if (!parsed.ok) return parsed;
  const { name, version, definition } = parsed.input;
  if (!id) return createCampaign({ shop, name, definition, now, by });

  return transaction(async (tx) => {
    await lockCampaigns(tx, shop);
    const before = await readCampaign(tx, { shop, id });
    if (version !== undefined && version !== before.version) {
      return refuse(
        "version",
        "Somebody else saved this campaign in the meantime. Reload the page to see their changes",
      );
    }
    definition.experiment.holdoutSince = holdoutSince(
      campaignOf(before).definition,
      definition,
      now,
    );
    const campaign = campaignOf({
      ...before,
      name,
      definition,
      version: before.version + 1,
      updatedAt: now,
    });
    const fault = await checkRoom(tx, { shop, campaign, now });
    if (fault) return refuse("", fault);
    const row = await tx.campaign.update({
      where: { shop_id: { shop, id } },
      data: { name, definition, version: campaign.version, updatedAt: now },
    });
    await keepVersion(tx, { row, now, by });
    await retireDiscounts(tx, {
      shop,
      campaignId: id,
      keepTerms: termsKey(offerTerms(definition)),
      now,
    });
    if (campaign.status === "active") {
      await wantPublication(tx, { shop });
      await wantCodes(tx, { shop });
    }
    return { ok: true, campaign };
  });
}

/** Pausing and archiving end the offer at once; codes that were claimed stay valid until the end that was shown. */
export async function setCampaignStatus({
  shop,
  id,
  status,
  now,
}: {
  shop: string;
  id: string;
  status: CampaignStatus;
  now: Date;
}): Promise<Saved> {
  return transaction(async (tx) => {
    await lockCampaigns(tx, shop);
    const before = campaignOf(await readCampaign(tx, { shop, id }));
    if (before.status === status) return { ok: true, campaign: before };
    const activatedAt = status === "active" ? now : before.activatedAt;
    const campaign: Campaign = {
      ...before,
      status,
      activatedAt,
      updatedAt: now,
      version: before.version + 1,
    };
    const fault = await checkRoom(tx, { shop, campaign, now });
    if (fault) return refuse("", fault);
    await tx.campaign.update({
      where: { shop_id: { shop, id } },
      data: { status, activatedAt, updatedAt: now, version: campaign.version },
    });
    if (status === "active") await wantCodes(tx, { shop });
    else await retireDiscounts(tx, { shop, campaignId: id, now });
    if (status === "active" || before.status === "active")
      await wantPublication(tx, { shop });
    return { ok: true, campaign };
  });
}

/**
 * Brings back what was saved as `version`, as a save of its own, so that it can be undone like any other. Faults when
 * rules have become stricter since, or when somebody else saved after `expected`.
 * @throws AppError "version-unknown" 404, "campaign-unknown" 404.
 */
export async function restoreVersion({
  shop,
  id,
  version,
  expected,
  now,
  by,
}: {
  shop: string;
  id: string;
  version: number;
  /** The campaign's version as the merchant saw it. */
  expected: number;
  now: Date;
  by?: string | undefined;
}): Promise<Saved> {
  await getCampaign({ shop, id });
  const kept = await readVersion({ shop, id, version });
  const input = { ...kept, version: expected };
  return saveCampaign({ shop, id, input, now, by });
}

/** How much room the active campaigns take on a page, and how much there is. */
export async function getRoom({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<Room> {
  return readRoom(db, { shop, now });
}

/** A draft with the same definition and no schedule. */
export async function duplicateCampaign({
  shop,
  id,
  now,
  by,
}: {
  shop: string;
  id: string;
  now: Date;
  by?: string | undefined;
}): Promise<Campaign> {
  const { name, definition } = await getCampaign({ shop, id });
  const copy = `Copy of ${name}`.slice(0, 80);
  const saved = await createCampaign({
    shop,
    name: copy,
    definition: { ...definition, schedule: {} },
    now,
    by,
  });
  return saved.campaign;
}

async function createCampaign({
  shop,
  name,
  definition,
  now,
  by,
}: {
  shop: string;
  name: string;
  definition: CampaignDefinition;
  now: Date;
  by: string | undefined;
}): Promise<{ ok: true; campaign: Campaign }> {
  delete definition.experiment.holdoutSince;
  return transaction(async (tx) => {
    await lockCampaigns(tx, shop);
    const row = await tx.campaign.create({
      data: {
        shop,
        id: uuid({ msecs: now.getTime() }),
        name,
        status: "draft",
        definition,
        priority: await firstPlace(tx, shop),
        createdAt: now,
        updatedAt: now,
      },
    });
    await keepVersion(tx, { row, now, by });
    return { ok: true, campaign: campaignOf(row) };
  });
}

async function readCampaign(
  tx: Database,
  { shop, id }: { shop: string; id: string },
): Promise<CampaignRow> {
  const row = /^[0-9a-f-]{36}$/i.test(id)
    ? await tx.campaign.findUnique({ where: { shop_id: { shop, id } } })
    : null;
  if (!row)
    throw new AppError(
      "campaign-unknown",
      404,
      "This campaign does not exist (any more).",
    );
  return row;
}

/** A changed share makes the split of earlier visits look wrong: from then on it is checked anew. */
function holdoutSince(
  before: CampaignDefinition,
  after: CampaignDefinition,
  now: Date,
): string | undefined {
  return before.experiment.holdout === after.experiment.holdout
    ? before.experiment.holdoutSince
    : now.toISOString();
}

function refuse(
  field: string,
  message: string,
): { ok: false; errors: FieldErrors } {
  return { ok: false, errors: { [field]: message } };
}
