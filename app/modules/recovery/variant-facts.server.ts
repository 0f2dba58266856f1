import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { logFor } from "#app/log.server.ts";
import type { VariantFacts } from "./reminder-view.ts";

export const REMINDER_QUERY = `#graphql
  query ReminderFacts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on ProductVariant {
        id
        availableForSale
        media(first: 1) { nodes { preview { image { url(transform: { maxWidth: 228, maxHeight: 228, crop: CENTER }) } } } }
        product { featuredMedia { preview { image { url(transform: { maxWidth: 228, maxHeight: 228, crop: CENTER }) } } } }
      }
    }
  }`;

const media = z
  .object({
    preview: z
      .object({ image: z.object({ url: z.url() }).nullable() })
      .nullable(),
  })
  .nullable();
export const reminderAnswer = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        availableForSale: z.boolean(),
        media: z.object({ nodes: z.array(media) }),
        product: z.object({ featuredMedia: media }),
      })
      .nullable(),
  ),
});

/** A mail is worth a short wait for its pictures, not a long one. */
const PATIENCE_MS = 6_000;
const CACHE_MS = 10 * 60_000;
const CACHE_SIZE = 2_000;

type Variants = Map<string, VariantFacts>;

const cache = new Map<string, { at: number; facts: Variants }>();

/**
 * Pictures and stock of what is in the basket, by variant: a checkout's webhook has none of them. When the Admin API does not
 * answer in time (or the shop has left), the mail goes without rather than not at all.
 */
export async function readVariantFacts({
  shop,
  variantIds,
  now,
}: {
  shop: string;
  variantIds: string[];
  now: Date;
}): Promise<Variants> {
  const key = [shop, ...[...variantIds].sort()].join("\n");
  const kept = cache.get(key);
  const age = kept ? now.getTime() - kept.at : Infinity;
  if (kept && age >= 0 && age < CACHE_MS) return kept.facts;
  try {
    const facts = await ask(shop, variantIds);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, { at: now.getTime(), facts });
    return facts;
  } catch (error) {
    logFor({ shop }).warn({ err: error }, "a reminder goes without pictures");
    return new Map();
  }
}

async function ask(shop: string, variantIds: string[]): Promise<Variants> {
  const { data } = await adminApi(shop, { patience: PATIENCE_MS }).graphql({
    query: REMINDER_QUERY,
    variables: {
      ids: variantIds.map((id) => `gid://shopify/ProductVariant/${id}`),
    },
    schema: reminderAnswer,
  });
  return readAnswer(data);
}

export function readAnswer(data: z.infer<typeof reminderAnswer>): Variants {
  const variants = new Map<string, VariantFacts>();
  for (const node of data.nodes) {
    if (!node) continue;
    const picture = node.media.nodes[0] ?? node.product.featuredMedia;
    variants.set(node.id.split("/").at(-1) ?? "", {
      pictureUrl: picture?.preview?.image?.url ?? null,
      available: node.availableForSale,
    });
  }
  return variants;
}
