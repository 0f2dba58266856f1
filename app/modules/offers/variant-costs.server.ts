import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { db } from "#app/db.server.ts";
import { parseMoney } from "#app/shared/money.ts";
import type { VariantFacts } from "./margin.ts";

/** A cost the merchant changes is used within this time. */
const FRESH_MS = 24 * 3_600_000;
/** Products of at most 100 variants each, within the 1,000 points that one question may cost. */
const PRODUCTS_AT_ONCE = 3;
const VARIANTS_AT_ONCE = 100;

const VARIANT = `id price product { id } inventoryItem { unitCost { amount } }`;

const READ = `#graphql
  query ReadVariantCosts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product { variants(first: 100) { nodes { ${VARIANT} } } }
      ... on ProductVariant { ${VARIANT} }
    }
  }`;

const variantSchema = z.object({
  id: z.string(),
  price: z.string(),
  product: z.object({ id: z.string() }),
  inventoryItem: z.object({
    unitCost: z.object({ amount: z.string() }).nullish(),
  }),
});
type ShopifyVariant = z.infer<typeof variantSchema>;

interface Wanted {
  shop: string;
  productIds: string[];
  variantIds: string[];
}

/**
 * Price and unit cost of the products' and the other variants, as read within a day; what is older or missing is asked of
 * Shopify, and kept. Products that do not exist are not in the answer. When Shopify does not answer, older facts do.
 */
export async function variantFacts({
  now,
  patience,
  currency,
  ...wanted
}: Wanted & {
  now: Date;
  /** Milliseconds for Shopify. */
  patience: number;
  currency: string;
}): Promise<VariantFacts[]> {
  const known = await readFacts(wanted);
  const fresh = new Date(now.getTime() - FRESH_MS);
  const isFresh = (one: StoredFacts) => one.readAt >= fresh;
  const productIds = wanted.productIds.filter(
    (id) => !known.some((one) => one.productId === id && isFresh(one)),
  );
  const variantIds = wanted.variantIds.filter(
    (id) => !known.some((one) => one.variantId === id && isFresh(one)),
  );
  if (productIds.length + variantIds.length === 0) return known;
  try {
    await readCosts({
      shop: wanted.shop,
      productIds,
      variantIds,
      currency,
      now,
      patience,
    });
  } catch (error) {
    const all = [...productIds, ...variantIds].every((id) =>
      known.some((one) => one.productId === id || one.variantId === id),
    );
    if (!all) throw error;
  }
  return readFacts(wanted);
}

/** Asks Shopify, and keeps what it says; variants that are gone are forgotten. Harmless when it runs twice. */
export async function readCosts({
  shop,
  productIds,
  variantIds,
  currency,
  now,
  patience,
}: Wanted & { currency: string; now: Date; patience?: number }): Promise<void> {
  const deadline = performance.now() + (patience ?? 45_000);
  const groups = [
    ...chunks(productIds, PRODUCTS_AT_ONCE).map((ids) => ({
      ids: ids.map((id) => `gid://shopify/Product/${id}`),
      productIds: ids,
      variantIds: [],
    })),
    ...chunks(variantIds, VARIANTS_AT_ONCE).map((ids) => ({
      ids: ids.map((id) => `gid://shopify/ProductVariant/${id}`),
      productIds: [],
      variantIds: ids,
    })),
  ];
  for (const { ids, ...asked } of groups) {
    const { data } = await adminApi(shop, {
      patience: deadline - performance.now(),
    }).graphql({
      query: READ,
      variables: { ids },
      schema: z.object({
        nodes: z.array(
          z
            .union([
              z.object({
                variants: z.object({ nodes: z.array(variantSchema) }),
              }),
              variantSchema,
            ])
            .nullable(),
        ),
      }),
    });
    const variants = data.nodes.flatMap((node) =>
      node === null ? [] : "variants" in node ? node.variants.nodes : [node],
    );
    await keepFacts({ shop, ...asked, variants, currency, now });
  }
}

async function keepFacts({
  shop,
  productIds,
  variantIds,
  variants,
  currency,
  now,
}: Wanted & {
  variants: ShopifyVariant[];
  currency: string;
  now: Date;
}): Promise<void> {
  const minor = (amount: string) => parseMoney({ amount, currency }).toString();
  const rows = variants.map(({ id, price, product, inventoryItem }) => ({
    variantId: idOf(id),
    productId: idOf(product.id),
    priceMinor: minor(price),
    costMinor: inventoryItem.unitCost
      ? minor(inventoryItem.unitCost.amount)
      : null,
  }));
  await db.$executeRaw`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as one(
        "variantId" text, "productId" text, "priceMinor" bigint, "costMinor" bigint)
    ), gone as (
      delete from "VariantCost"
       where shop = ${shop} and ("productId" = any(${productIds}) or "variantId" = any(${variantIds}))
         and "variantId" not in (select "variantId" from given)
    )
    insert into "VariantCost" (shop, "variantId", "productId", "priceMinor", "costMinor", "readAt")
    select ${shop}, "variantId", "productId", "priceMinor", "costMinor", ${now}::timestamptz from given order by 2
        on conflict (shop, "variantId") do update
       set "productId" = excluded."productId", "priceMinor" = excluded."priceMinor", "costMinor" = excluded."costMinor", "readAt" = excluded."readAt"`;
}

type StoredFacts = VariantFacts & { readAt: Date };

async function readFacts({
  shop,
  productIds,
  variantIds,
}: Wanted): Promise<StoredFacts[]> {
  const rows = await db.variantCost.findMany({
    where: {
      shop,
      OR: [
        { productId: { in: productIds } },
        { variantId: { in: variantIds } },
      ],
    },
    orderBy: { variantId: "asc" },
  });
  return rows.map(
    ({ variantId, productId, priceMinor, costMinor, readAt }) => ({
      variantId,
      productId,
      priceMinor: Number(priceMinor),
      costMinor: costMinor === null ? null : Number(costMinor),
      readAt,
    }),
  );
}

/** gid://shopify/Product/123 -> "123" */
const idOf = (gid: string) => gid.split("/").at(-1) ?? gid;

function chunks<Item>(items: Item[], size: number): Item[][] {
  const groups: Item[][] = [];
  for (let i = 0; i < items.length; i += size)
    groups.push(items.slice(i, i + size));
  return groups;
}
