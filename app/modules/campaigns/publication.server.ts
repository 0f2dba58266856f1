import type { Publication } from "@prisma/client";
import { type Database, db } from "#app/db.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { publishConfigJob } from "./jobs.ts";

export interface PublicationState {
  /** The storefront carries what the campaigns say. */
  upToDate: boolean;
  publishedAt: Date | null;
  /** Why the last try failed, in words for the merchant. */
  error: string | null;
}

export async function getPublication({
  shop,
}: {
  shop: string;
}): Promise<PublicationState> {
  const row = await db.publication.findUnique({ where: { shop } });
  return {
    upToDate: !row || row.revision >= row.wantedRevision,
    publishedAt: row?.publishedAt ?? null,
    error: row?.error ?? null,
  };
}

/** The storefront should carry something new: noted and put to work in the caller's transaction. */
export async function wantPublication(
  tx: Database,
  { shop }: { shop: string },
): Promise<void> {
  await tx.publication.upsert({
    where: { shop },
    create: { shop, wantedRevision: 1 },
    update: { wantedRevision: { increment: 1 } },
  });
  await enqueue(tx, publishConfigJob, { shop }, { jobKey: shop });
}

/** What is wanted already and was not brought about, for whatever reason: tried again, unless the queue is at it by itself. */
export async function retryPublication(
  tx: Database,
  { shop }: { shop: string },
): Promise<void> {
  await enqueue(
    tx,
    publishConfigJob,
    { shop },
    { jobKey: shop, onlyOne: true },
  );
}

export type WrittenKeys = Record<string, string>;

/** App-data metafields go with the app: after a reinstall nothing that was written before is there any more. */
export function writtenOf(
  publication: Pick<Publication, "written" | "publishedAt"> | null,
  { installedAt }: { installedAt: Date },
): WrittenKeys {
  if (!publication?.publishedAt || publication.publishedAt < installedAt)
    return {};
  return publication.written as WrittenKeys;
}
