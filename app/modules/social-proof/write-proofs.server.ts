import { z } from "zod";
import { adminApi, type UserError } from "#app/admin-api.server.ts";
import { db } from "#app/db.server.ts";
import type { Log } from "#app/log.server.ts";
import { getSettings } from "#app/modules/shops/shops.server.ts";
import { countBought } from "./count-bought.server.ts";
import { planProof, type Proof, type ProofState } from "./social-proof.ts";

/** @see https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet */
const MOST_PER_CALL = 25;
const DAY_MS = 86_400_000;

const SET = `#graphql
  mutation WriteProofs($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { userErrors { field message code } }
  }`;

const DELETE = `#graphql
  mutation DeleteProofs($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) { userErrors { field message } }
  }`;

const FIND = `#graphql
  query FindProducts($ids: [ID!]!) { nodes(ids: $ids) { id } }`;

/**
 * Counts, and writes what changed. Each call's outcome is noted before the next is made, so that a run that dies is
 * simply begun again.
 */
export async function writeProofs({
  shop,
  now,
  log,
}: {
  shop: string;
  now: Date;
  log: Log;
}): Promise<void> {
  const row = await db.shop.findUnique({ where: { shop } });
  // While the orders from before the app are still coming in, every count would be too low.
  if (!row || row.uninstalledAt || !row.ordersImportedAt) return;
  const { proofWindowDays: days, proofFloor: floor } = await getSettings({
    shop,
  });
  const since = new Date(now.getTime() - days * DAY_MS);
  const counts = await countBought({
    shop,
    since,
    now,
    countTests: row.developmentStore,
  });
  const products = await readStates(row, counts);
  const plan = products.map((state) => ({
    ...state,
    action: planProof({ ...state, days, floor, now }),
  }));
  const proofOf = (bought: number): Proof => ({
    bought,
    days,
    countedAt: now.toISOString(),
  });

  const toWrite = plan
    .filter(({ action }) => action === "write")
    .map(({ productId, bought }) => ({ productId, proof: proofOf(bought) }));
  for (let i = 0; i < toWrite.length; i += MOST_PER_CALL) {
    await writeSome({ shop, proofs: toWrite.slice(i, i + MOST_PER_CALL), log });
  }
  const toDelete = plan
    .filter(({ action }) => action === "delete")
    .map(({ productId }) => productId);
  for (let i = 0; i < toDelete.length; i += MOST_PER_CALL) {
    await deleteSome({
      shop,
      productIds: toDelete.slice(i, i + MOST_PER_CALL),
    });
  }
}

/** Products that were bought, and those whose page still says so. */
async function readStates(
  { shop, installedAt }: { shop: string; installedAt: Date },
  counts: Map<string, number>,
): Promise<ProofState[]> {
  const rows = await db.productProof.findMany({ where: { shop } });
  const written = new Map(
    rows.map((row) => {
      // App-owned metafields go with the app: what was written before a reinstall is not there any more.
      const there = row.writtenAt !== null && row.writtenAt >= installedAt;
      return [row.productId, there ? (row.written as Proof | null) : null];
    }),
  );
  return [...new Set([...counts.keys(), ...written.keys()])]
    .sort()
    .map((productId) => ({
      productId,
      bought: counts.get(productId) ?? 0,
      written: written.get(productId) ?? null,
    }));
}

interface ProductWithProof {
  productId: string;
  proof: Proof;
}

async function writeSome({
  shop,
  proofs,
  log,
}: {
  shop: string;
  proofs: ProductWithProof[];
  log: Log;
}): Promise<void> {
  const metafields = proofs.map(({ productId, proof }) => ({
    ...metafieldOf(productId),
    type: "json",
    value: JSON.stringify(proof),
  }));
  const { userErrors } = await adminApi(shop).graphql({
    query: SET,
    variables: { metafields },
    schema: z.unknown(),
  });
  if (userErrors.length === 0) return noteWritten(shop, proofs);
  // All or nothing, says Shopify: a product that was deleted since must not silence the twenty-four others.
  const known = await findProducts({
    shop,
    productIds: proofs.map(({ productId }) => productId),
  });
  const gone = proofs
    .filter(({ productId }) => !known.has(productId))
    .map(({ productId }) => productId);
  if (gone.length === 0) throw refused(userErrors);
  log.info({ products: gone }, "these products are gone; so is their proof");
  await forget(shop, gone);
  const left = proofs.filter(({ productId }) => known.has(productId));
  if (left.length > 0) await writeSome({ shop, proofs: left, log });
}

async function deleteSome({
  shop,
  productIds,
}: {
  shop: string;
  productIds: string[];
}): Promise<void> {
  // Deleting what is not there is no error, and a deleted product took its metafield along.
  const metafields = productIds.map(metafieldOf);
  const { userErrors } = await adminApi(shop).graphql({
    query: DELETE,
    variables: { metafields },
    schema: z.unknown(),
  });
  if (userErrors.length > 0) {
    const known = await findProducts({ shop, productIds });
    const gone = productIds.filter((id) => !known.has(id));
    if (gone.length === 0) throw refused(userErrors);
    await forget(shop, gone);
    if (known.size > 0) await deleteSome({ shop, productIds: [...known] });
    return;
  }
  await forget(shop, productIds);
}

async function findProducts({
  shop,
  productIds,
}: {
  shop: string;
  productIds: string[];
}): Promise<Set<string>> {
  const { data } = await adminApi(shop).graphql({
    query: FIND,
    variables: { ids: productIds.map(gidOf) },
    schema: z.object({
      nodes: z.array(z.object({ id: z.string().optional() }).nullable()),
    }),
  });
  const found = new Set(data.nodes.map((node) => node?.id));
  return new Set(productIds.filter((id) => found.has(gidOf(id))));
}

const gidOf = (productId: string) => `gid://shopify/Product/${productId}`;
const metafieldOf = (productId: string) => ({
  ownerId: gidOf(productId),
  namespace: "$app",
  key: "proof",
});

async function noteWritten(
  shop: string,
  proofs: ProductWithProof[],
): Promise<void> {
  await db.$executeRaw`
    insert into "ProductProof" (shop, "productId", bought, "windowDays", "countedAt", written, "writtenAt")
    select ${shop}, proof ->> 'productId', (proof #>> '{proof,bought}')::int, (proof #>> '{proof,days}')::int,
           (proof #>> '{proof,countedAt}')::timestamptz, proof -> 'proof', (proof #>> '{proof,countedAt}')::timestamptz
      from jsonb_array_elements(${JSON.stringify(proofs)}::jsonb) proof
        on conflict (shop, "productId") do update
       set bought = excluded.bought, "windowDays" = excluded."windowDays", "countedAt" = excluded."countedAt",
           written = excluded.written, "writtenAt" = excluded."writtenAt"`;
}

async function forget(shop: string, productIds: string[]): Promise<void> {
  await db.productProof.deleteMany({
    where: { shop, productId: { in: productIds } },
  });
}

function refused(userErrors: UserError[]): Error {
  return new Error(
    `Shopify refused the proofs: ${userErrors.map(({ message }) => message).join("; ")}`,
  );
}
