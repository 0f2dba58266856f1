import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import type { Promised } from "./incentives.ts";
import { incentiveOf } from "./terms.ts";

const ADD = `#graphql
  mutation TagPromisedOrder($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) { userErrors { field message } }
  }`;

/** What the merchant sees on the order, filters and packs by. Shopify's tags have at most 40 characters. */
const TAGS: Record<Promised, string> = {
  "free-returns": "Second Thought: free returns",
  "extended-warranty": "Second Thought: extended warranty",
  service: "Second Thought: service",
};

/**
 * Tags an order with the promises it was placed with. A run that dies between Shopify's answer and our note tags again,
 * which changes nothing: an order has a tag or has it not.
 */
export async function tagOrder({
  shop,
  orderId,
  now,
}: {
  shop: string;
  orderId: string;
  now: Date;
}): Promise<void> {
  const claims = await db.claim.findMany({
    where: { shop, orderId, promise: { not: null }, taggedAt: null },
  });
  if (claims.length === 0) return;
  const tags = new Set(
    claims.flatMap(({ promise }) => {
      const incentive = incentiveOf(promise!);
      return incentive.kind === "promise" ? [TAGS[incentive.promise]] : [];
    }),
  );
  const { userErrors } = await adminApi(shop).graphql({
    query: ADD,
    variables: { id: `gid://shopify/Order/${orderId}`, tags: [...tags] },
    schema: z.unknown(),
  });
  const gone = userErrors.some(({ message }) =>
    /does not exist/i.test(message),
  );
  if (gone)
    logFor({ shop }).warn({ orderId }, "a promised order is gone untagged");
  else if (userErrors.length > 0)
    throw new AppError(
      "tag-refused",
      502,
      `Shopify refused the tag: ${userErrors.map(({ message }) => message).join("; ")}`,
    );
  await db.claim.updateMany({
    where: { shop, orderId, id: { in: claims.map(({ id }) => id) } },
    data: { taggedAt: now },
  });
}
