import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { logFor } from "#app/log.server.ts";
import {
  countUnknownCosts,
  listCompanions,
  listRefusals,
} from "#app/modules/offers/offers.server.ts";
import { dateOf } from "#app/shared/time-zone.ts";
import { type OfferFacts, REFUSAL_DAYS, refusalText } from "./offer-facts.ts";

/** Pairs that are looked at; each product is offered once. */
const MOST_PAIRS = 20;
const MOST_COMPANIONS = 5;
/** Milliseconds that a page waits for names. */
const PATIENCE_MS = 1_500;

const NAMES = `#graphql
  query NameProducts($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Product { id title variants(first: 1) { nodes { id } } } }
  }`;

/** Without Shopify's answer there are no names: then nothing is proposed, and products go unnamed. */
export async function getOfferFacts({
  shop,
  campaignId,
  timeZone,
  now,
}: {
  shop: string;
  /** None of a new campaign. */
  campaignId: string | undefined;
  timeZone: string;
  now: Date;
}): Promise<OfferFacts> {
  const from = dateOf(
    new Date(now.getTime() - REFUSAL_DAYS * 86_400_000),
    timeZone,
  );
  const [refused, costs, pairs] = await Promise.all([
    campaignId ? listRefusals({ shop, from, campaignId }) : [],
    countUnknownCosts({ shop }),
    listCompanions({ shop, most: MOST_PAIRS }),
  ]);
  const companions = [...pairs].flatMap(([withId, list]) =>
    list.map((one) => ({ ...one, withId })),
  );
  companions.sort((a, b) => b.orders - a.orders);
  const names = await nameProducts(shop, [
    ...refused.flatMap(({ productId }) => productId ?? []),
    ...companions.flatMap(({ productId, withId }) => [productId, withId]),
  ]);
  const proposed = new Map<string, OfferFacts["companions"][number]>();
  for (const { productId, withId, orders } of companions) {
    const [one, other] = [names.get(productId), names.get(withId)];
    if (proposed.has(productId) || !one || !other) continue;
    proposed.set(productId, {
      productId,
      ...one,
      withTitle: other.title,
      orders,
    });
  }
  return {
    refusals: refused.map((one) =>
      refusalText(
        one,
        one.productId ? names.get(one.productId)?.title : undefined,
      ),
    ),
    costs,
    companions: [...proposed.values()].slice(0, MOST_COMPANIONS),
  };
}

async function nameProducts(
  shop: string,
  ids: string[],
): Promise<Map<string, { title: string; variantId: string }>> {
  const found = new Map<string, { title: string; variantId: string }>();
  if (ids.length === 0) return found;
  try {
    const { data } = await adminApi(shop, { patience: PATIENCE_MS }).graphql({
      query: NAMES,
      variables: {
        ids: [...new Set(ids)].map((id) => `gid://shopify/Product/${id}`),
      },
      schema: z.object({
        nodes: z.array(
          z
            .object({
              id: z.string(),
              title: z.string(),
              variants: z.object({
                nodes: z.array(z.object({ id: z.string() })),
              }),
            })
            .nullable(),
        ),
      }),
    });
    for (const node of data.nodes) {
      const variant = node?.variants.nodes[0];
      if (node && variant)
        found.set(idOf(node.id), {
          title: node.title.slice(0, 80),
          variantId: idOf(variant.id),
        });
    }
  } catch (error) {
    logFor({ shop }).warn({ err: error }, "products of the editor go unnamed");
  }
  return found;
}

const idOf = (gid: string) => gid.split("/").at(-1) ?? gid;
