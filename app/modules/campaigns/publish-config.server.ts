import { createHash } from "node:crypto";
import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { getAppearance } from "#app/modules/shops/shops.server.ts";
import { packConfig } from "#app/shared/config-packing.ts";
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type { IntentModel } from "#app/shared/intent-model.ts";
import { campaignOf } from "./campaign-row.server.ts";
import { type WrittenKeys, writtenOf } from "./publication.server.ts";
import { soundModel } from "./sound-model.server.ts";
import {
  compileStorefrontConfig,
  configKey,
  MADE_BY,
} from "./storefront-config.ts";

const NAMESPACE = "storefront";
/** @see https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet */
const MOST_PER_CALL = 25;

const SET = `#graphql
  mutation PublishConfig($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors { field message code }
    }
  }`;

const DELETE = `#graphql
  mutation UnpublishConfig($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      userErrors { field message }
    }
  }`;

const INSTALLATION = `#graphql
  query OwnInstallation { currentAppInstallation { id } }`;

interface Document {
  key: string;
  type: "json" | "single_line_text_field";
  value: string;
  /** Of what the document says, whatever its revision: the same content is not written twice. */
  hash: string;
}

/**
 * Writes what the campaigns say now, one document per language of the shop, and notes the outcome for the merchant.
 * Harmless when run twice, at the same time too: whoever finds that more was wanted since, writes again.
 */
export async function publishConfig({
  shop,
  clock,
  model = DEFAULT_INTENT_MODEL,
}: {
  shop: string;
  /** Asked again for every round, because a campaign may begin or end in between. */
  clock: () => Date;
  /** Goes out only when it is sound; else the shipped one does. */
  model?: IntentModel;
}): Promise<void> {
  const intent = soundModel(model, { shop });
  const own: WrittenKeys = {};
  for (;;) {
    const row = await db.shop.findUnique({ where: { shop } });
    // Nothing can be asked of Shopify any more; a reinstall publishes everything anew.
    if (!row || row.uninstalledAt) return;
    const publication = await db.publication.findUnique({ where: { shop } });
    const wanted = publication?.wantedRevision ?? 0;
    const documents = await compileAll({
      ...row,
      revision: wanted,
      now: clock(),
      intent,
    });
    const written = { ...writtenOf(publication, row), ...own };
    try {
      await write({
        shop,
        installation: row.appInstallationId,
        documents,
        written,
      });
    } catch (error) {
      await noteError(shop, error);
      throw error;
    }
    for (const { key, hash } of documents) own[key] = hash;
    if (
      await notePublished({
        shop,
        revision: wanted,
        written: own,
        now: clock(),
      })
    )
      return;
  }
}

async function compileAll({
  shop,
  locales,
  primaryLocale,
  timeZone,
  revision,
  now,
  intent,
}: {
  shop: string;
  locales: string[];
  primaryLocale: string;
  timeZone: string;
  revision: number;
  now: Date;
  intent: IntentModel;
}): Promise<Document[]> {
  const rows = await db.campaign.findMany({
    where: { shop, status: "active" },
  });
  const campaigns = rows.map(campaignOf);
  const appearance = await getAppearance({ shop });
  const documents = [...new Set([primaryLocale, ...locales])].map(
    (locale): Document => {
      const whole = compileStorefrontConfig({
        campaigns,
        appearance,
        locale,
        primaryLocale,
        timeZone,
        now,
        revision,
        intent,
      });
      const config = packConfig(whole);
      return {
        key: configKey(locale),
        type: "json",
        value: JSON.stringify(config),
        hash: hashOf(JSON.stringify({ ...config, revision: 0 })),
      };
    },
  );
  const primary = configKey(primaryLocale);
  return [
    ...documents,
    {
      key: "primary",
      type: "single_line_text_field",
      value: primary,
      hash: hashOf(primary),
    },
  ];
}

async function write({
  shop,
  installation,
  documents,
  written,
}: {
  shop: string;
  installation: string | null;
  documents: Document[];
  written: WrittenKeys;
}): Promise<void> {
  const api = adminApi(shop);
  const changed = documents.filter(({ key, hash }) => written[key] !== hash);
  const gone = Object.keys(written).filter(
    (key) => !documents.some((document) => document.key === key),
  );
  if (changed.length === 0 && gone.length === 0) return;
  const ownerId = installation ?? (await readInstallation(shop));
  for (let i = 0; i < changed.length; i += MOST_PER_CALL) {
    const metafields = changed
      .slice(i, i + MOST_PER_CALL)
      .map(({ key, type, value }) => ({
        ownerId,
        namespace: NAMESPACE,
        key,
        type,
        value,
      }));
    const { userErrors } = await api.graphql({
      query: SET,
      variables: { metafields },
      schema: z.unknown(),
    });
    if (userErrors.length > 0) throw refused(userErrors);
  }
  if (gone.length > 0) {
    const metafields = gone.map((key) => ({
      ownerId,
      namespace: NAMESPACE,
      key,
    }));
    const { userErrors } = await api.graphql({
      query: DELETE,
      variables: { metafields },
      schema: z.unknown(),
    });
    if (userErrors.length > 0) throw refused(userErrors);
  }
}

async function readInstallation(shop: string): Promise<string> {
  const { data } = await adminApi(shop).graphql({
    query: INSTALLATION,
    schema: z.object({ currentAppInstallation: z.object({ id: z.string() }) }),
  });
  return data.currentAppInstallation.id;
}

function refused(userErrors: { message: string }[]): AppError {
  const said = userErrors.map(({ message }) => message).join("; ");
  return new AppError(
    "publication-refused",
    502,
    `Shopify refused the campaigns: ${said}`,
  );
}

/** False when more was wanted in the meantime: then what was written may already be old. */
async function notePublished({
  shop,
  revision,
  written,
  now,
}: {
  shop: string;
  revision: number;
  written: WrittenKeys;
  now: Date;
}): Promise<boolean> {
  await db.publication.upsert({
    where: { shop },
    create: { shop, written },
    update: {},
  });
  const noted = await db.$executeRaw`
    update "Publication" set revision = ${revision}, "publishedAt" = ${now}::timestamptz, error = null,
           written = ${JSON.stringify(written)}::jsonb, "madeBy" = ${MADE_BY}
     where shop = ${shop} and "wantedRevision" = ${revision}`;
  return noted > 0;
}

async function noteError(shop: string, error: unknown): Promise<void> {
  // Nobody reads it then, and it would outlive the reinstall.
  if (error instanceof AppError && error.code === "uninstalled") return;
  const message =
    error instanceof AppError && error.code === "publication-refused"
      ? error.message
      : "Shopify could not be reached. It is tried again by itself";
  await db.publication.upsert({
    where: { shop },
    create: { shop, error: message },
    update: { error: message },
  });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
