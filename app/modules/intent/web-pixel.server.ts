import { randomBytes } from "node:crypto";
import { z } from "zod";
import { adminApi, type UserError } from "#app/admin-api.server.ts";
import { db, transaction } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { keepPixelJob } from "./intent.ts";

/** @see https://shopify.dev/docs/api/admin-graphql/latest/mutations/webPixelCreate */

const FIND = `#graphql
  query OwnWebPixel { webPixel { id settings } }`;

const CREATE = `#graphql
  mutation CreateWebPixel($webPixel: WebPixelInput!) {
    webPixelCreate(webPixel: $webPixel) { webPixel { id } userErrors { field message code } }
  }`;

const UPDATE = `#graphql
  mutation UpdateWebPixel($id: ID!, $webPixel: WebPixelInput!) {
    webPixelUpdate(id: $id, webPixel: $webPixel) { webPixel { id } userErrors { field message code } }
  }`;

const DAY_MS = 86_400_000;
const SCOPE = "write_pixels";

/** Where the pixel tells its steps. It is one of the pixel's settings, so that a moved app is found again. */
const endpoint = () => `${env.SHOPIFY_APP_URL}/pixel`;

/**
 * Chore: shops whose pixel was never made, was made for another address or before a reinstall, or was not looked at for a day
 * (a merchant can disconnect it). Without the scope nothing is asked: the shop has not yet agreed to it.
 */
export async function keepWebPixels({ now }: { now: Date }): Promise<number> {
  const due = await db.$queryRaw<{ shop: string }[]>`
    select known.shop from "Shop" known left join "WebPixel" pixel on pixel.shop = known.shop
     where known."uninstalledAt" is null and string_to_array(known.scopes, ',') @> array[${SCOPE}]
       and (pixel."checkedAt" is null or pixel."checkedAt" < known."installedAt"
            or pixel."checkedAt" < ${new Date(now.getTime() - DAY_MS)}::timestamptz
            or (pixel.error is null and pixel.written is distinct from ${endpoint()}))`;
  for (const { shop } of due)
    await enqueue(db, keepPixelJob, { shop }, { jobKey: shop, onlyOne: true });
  return due.length;
}

/** Makes the pixel, or repairs it. Harmless when run twice, at the same time too: there is one pixel per app and shop. */
export async function ensureWebPixel({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<void> {
  const accountId = await readAccountId(shop);
  const settings = { accountID: accountId, endpoint: endpoint() };
  try {
    const shopifyId = await writePixel(shop, settings);
    await db.webPixel.update({
      where: { shop },
      data: {
        shopifyId,
        written: settings.endpoint,
        checkedAt: now,
        error: null,
      },
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "pixel-refused")
      throw error;
    // A mistake of ours or of the deployment, which asking again at once would not mend; a day later it may be mended.
    logFor({ shop }).error({ err: error }, "the web pixel was refused");
    await db.webPixel.update({
      where: { shop },
      data: { error: error.message, checkedAt: now },
    });
  }
}

type Settings = Record<"accountID" | "endpoint", string>;

async function writePixel(shop: string, settings: Settings): Promise<string> {
  const found = await findPixel(shop);
  if (found) return await updatePixel(shop, found, settings);
  const { data, userErrors } = await adminApi(shop).graphql({
    query: CREATE,
    variables: { webPixel: { settings: JSON.stringify(settings) } },
    schema: z.object({ webPixelCreate: pixelSchema }),
  });
  const made = data.webPixelCreate?.webPixel?.id;
  if (made) return made;
  // Another worker was faster, or the answer to our first try was lost.
  const taken = userErrors.some(({ code }) => code === "TAKEN");
  const theirs = taken ? await findPixel(shop) : undefined;
  if (!theirs) throw refused(userErrors);
  return await updatePixel(shop, theirs, settings);
}

const pixelSchema = z
  .object({ webPixel: z.object({ id: z.string() }).nullish() })
  .nullish();

interface FoundPixel {
  id: string;
  settings: string;
}

async function findPixel(shop: string): Promise<FoundPixel | undefined> {
  const schema = z.object({
    webPixel: z
      .object({
        id: z.string(),
        settings: z.unknown().transform((value) => JSON.stringify(value)),
      })
      .nullish(),
  });
  try {
    const { data } = await adminApi(shop).graphql({ query: FIND, schema });
    return data.webPixel ?? undefined;
  } catch (error) {
    // Where there is none Shopify answers with an error instead of null.
    if (error instanceof Error && /no web pixel/i.test(error.message))
      return undefined;
    throw error;
  }
}

async function updatePixel(
  shop: string,
  { id, settings: current }: FoundPixel,
  settings: Settings,
): Promise<string> {
  const same = Object.values(settings).every((value) =>
    current.includes(value),
  );
  if (same) return id;
  const { data, userErrors } = await adminApi(shop).graphql({
    query: UPDATE,
    variables: { id, webPixel: { settings: JSON.stringify(settings) } },
    schema: z.object({ webPixelUpdate: pixelSchema }),
  });
  if (!data.webPixelUpdate?.webPixel) throw refused(userErrors);
  return id;
}

/** The same for as long as the shop is known, so that a pixel that was written keeps speaking for it. */
async function readAccountId(shop: string): Promise<string> {
  return await transaction(async (tx) => {
    await tx.webPixel.createMany({
      data: [{ shop, accountId: randomBytes(16).toString("base64url") }],
      skipDuplicates: true,
    });
    const { accountId } = await tx.webPixel.findUniqueOrThrow({
      where: { shop },
    });
    return accountId;
  });
}

function refused(userErrors: UserError[]): AppError {
  const said = userErrors.map(({ message }) => message).join("; ");
  return new AppError(
    "pixel-refused",
    502,
    `Shopify refused the web pixel: ${said}`,
  );
}
