import { z } from "zod";
import { adminApi, type UserError } from "#app/admin-api.server.ts";
import type { Log } from "#app/log.server.ts";

/** @see https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet */
const MOST_PER_CALL = 25;

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

export interface ProductProofValue<Value> {
  productId: string;
  value: Value;
}

interface Target {
  shop: string;
  /** Of the app's own metafields of products. */
  key: "proof" | "stock";
  log: Log;
  /** Products whose metafield is not there any more, or which are gone themselves. */
  onGone: (productIds: string[]) => Promise<void>;
}

/**
 * Writes one metafield of many products, 25 per call. Each call's outcome is noted before the next is made, so that a run
 * that dies is simply begun again.
 */
export async function setProofs<Value extends object>({
  proofs,
  ...target
}: Target & {
  proofs: ProductProofValue<Value>[];
  onWritten: (proofs: ProductProofValue<Value>[]) => Promise<void>;
}): Promise<void> {
  for (let i = 0; i < proofs.length; i += MOST_PER_CALL)
    await setSome({ ...target, proofs: proofs.slice(i, i + MOST_PER_CALL) });
}

export async function deleteProofs({
  productIds,
  ...target
}: Target & { productIds: string[] }): Promise<void> {
  for (let i = 0; i < productIds.length; i += MOST_PER_CALL)
    await deleteSome({
      ...target,
      productIds: productIds.slice(i, i + MOST_PER_CALL),
    });
}

async function setSome<Value extends object>(
  given: Target & {
    proofs: ProductProofValue<Value>[];
    onWritten: (proofs: ProductProofValue<Value>[]) => Promise<void>;
  },
): Promise<void> {
  const { shop, key, log, proofs, onWritten, onGone } = given;
  const metafields = proofs.map(({ productId, value }) => ({
    ...metafieldOf(productId, key),
    type: "json",
    value: JSON.stringify(value),
  }));
  const { userErrors } = await adminApi(shop).graphql({
    query: SET,
    variables: { metafields },
    schema: z.unknown(),
  });
  if (userErrors.length === 0) return onWritten(proofs);
  // All or nothing, says Shopify: a product that was deleted since must not silence the twenty-four others.
  const known = await findProducts({
    shop,
    productIds: proofs.map(({ productId }) => productId),
  });
  const gone = proofs
    .filter(({ productId }) => !known.has(productId))
    .map(({ productId }) => productId);
  if (gone.length === 0) throw refused(userErrors);
  log.info(
    { products: gone, key },
    "these products are gone; so is their proof",
  );
  await onGone(gone);
  const left = proofs.filter(({ productId }) => known.has(productId));
  if (left.length > 0) await setSome({ ...given, proofs: left });
}

async function deleteSome(
  given: Target & { productIds: string[] },
): Promise<void> {
  const { shop, key, productIds, onGone } = given;
  // Deleting what is not there is no error, and a deleted product took its metafield along.
  const { userErrors } = await adminApi(shop).graphql({
    query: DELETE,
    variables: { metafields: productIds.map((id) => metafieldOf(id, key)) },
    schema: z.unknown(),
  });
  if (userErrors.length > 0) {
    const known = await findProducts({ shop, productIds });
    const gone = productIds.filter((id) => !known.has(id));
    if (gone.length === 0) throw refused(userErrors);
    await onGone(gone);
    if (known.size > 0) await deleteSome({ ...given, productIds: [...known] });
    return;
  }
  await onGone(productIds);
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
const metafieldOf = (productId: string, key: string) => ({
  ownerId: gidOf(productId),
  namespace: "$app",
  key,
});

function refused(userErrors: UserError[]): Error {
  return new Error(
    `Shopify refused the proofs: ${userErrors.map(({ message }) => message).join("; ")}`,
  );
}
