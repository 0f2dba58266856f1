import type { Prisma } from "@prisma/client";
import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { db } from "#app/db.server.ts";
import {
  listStockChanges,
  settleStockChanges,
  type StockChange,
} from "#app/modules/events/events.server.ts";
import { READING_MS } from "./stock.ts";

/** All variants are read again before any reading is old: webhooks are not promised. */
const READ_AGAIN_MS = READING_MS * 0.8;
/** Three objects each, within the 1,000 points that one question may cost. */
const VARIANTS_AT_ONCE = 200;
const PRODUCTS_AT_ONCE = 3;
const ITEMS_AT_ONCE = 100;
const CHANGES_AT_ONCE = 300;

const VARIANT = `id inventoryQuantity inventoryPolicy product { id } inventoryItem { id tracked }`;

const READ_ALL = `#graphql
  query ReadStock($after: String) {
    productVariants(first: ${VARIANTS_AT_ONCE}, after: $after) {
      nodes { ${VARIANT} }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const READ_PRODUCT = `#graphql
  query ReadProductStock($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Product { id variants(first: 100) { nodes { ${VARIANT} } pageInfo { hasNextPage } } } }
  }`;

const READ_ITEMS = `#graphql
  query ReadItemStock($ids: [ID!]!) {
    nodes(ids: $ids) { ... on InventoryItem { id variant { ${VARIANT} } } }
  }`;

const variantSchema = z.object({
  id: z.string(),
  inventoryQuantity: z.number().nullish(),
  inventoryPolicy: z.enum(["DENY", "CONTINUE"]),
  product: z.object({ id: z.string() }),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }),
});
type ShopifyVariant = z.infer<typeof variantSchema>;

/**
 * Brings `VariantStock` to what Shopify has: of all variants once a day and after a reinstall, else of those of which it
 * told that they changed. What was read is settled after it is kept, so a run that dies is simply begun again.
 */
export async function readStock({
  shop,
  installedAt,
  clock,
}: {
  shop: string;
  installedAt: Date;
  clock: () => Date;
}): Promise<void> {
  const reading = await db.stockReading.findUnique({ where: { shop } });
  const old = clock().getTime() - READ_AGAIN_MS;
  if (
    !reading ||
    reading.readAt < installedAt ||
    reading.readAt.getTime() <= old
  )
    await readAll({ shop, clock });
  for (;;) {
    const changes = await listStockChanges({ shop, limit: CHANGES_AT_ONCE });
    await readChanged({ shop, changes, clock });
    await settleStockChanges({ shop, changes });
    if (changes.length < CHANGES_AT_ONCE) return;
  }
}

interface Reader {
  shop: string;
  clock: () => Date;
}

async function readAll({ shop, clock }: Reader): Promise<void> {
  const startedAt = clock();
  let after: string | null = null;
  do {
    const readAt = clock();
    const page = await readPage(shop, after);
    await keep({ shop, variants: page.nodes, readAt });
    const { hasNextPage, endCursor } = page.pageInfo;
    after = hasNextPage ? (endCursor ?? null) : null;
  } while (after);
  // What was not among them is gone.
  await db.variantStock.deleteMany({
    where: { shop, readAt: { lt: startedAt } },
  });
  await db.stockReading.upsert({
    where: { shop },
    create: { shop, readAt: startedAt },
    update: { readAt: startedAt },
  });
}

async function readPage(shop: string, after: string | null) {
  const { data } = await adminApi(shop).graphql({
    query: READ_ALL,
    variables: { after },
    schema: z.object({
      productVariants: z.object({
        nodes: z.array(variantSchema),
        pageInfo: z.object({
          hasNextPage: z.boolean(),
          endCursor: z.string().nullish(),
        }),
      }),
    }),
  });
  return data.productVariants;
}

async function readChanged({
  shop,
  changes,
  clock,
}: Reader & { changes: StockChange[] }): Promise<void> {
  const idsOf = (kind: StockChange["kind"]) =>
    changes.filter((one) => one.kind === kind).map(({ id }) => id);
  for (const ids of chunks(idsOf("product"), PRODUCTS_AT_ONCE)) {
    const readAt = clock();
    const { data } = await adminApi(shop).graphql({
      query: READ_PRODUCT,
      variables: { ids: ids.map((id) => `gid://shopify/Product/${id}`) },
      schema: z.object({
        nodes: z.array(
          z
            .object({
              variants: z.object({
                nodes: z.array(variantSchema),
                pageInfo: z.object({ hasNextPage: z.boolean() }),
              }),
            })
            .nullable(),
        ),
      }),
    });
    const variants = data.nodes.flatMap((node) => node?.variants.nodes ?? []);
    await keep({ shop, variants, readAt });
    // Products whose every variant was seen, or which are gone: what was not seen of them is not there any more.
    const whole = ids.filter(
      (_, i) => !data.nodes[i]?.variants.pageInfo.hasNextPage,
    );
    await forget({ shop, productId: { in: whole } }, variants, readAt);
  }
  for (const ids of chunks(idsOf("item"), ITEMS_AT_ONCE)) {
    const readAt = clock();
    const { data } = await adminApi(shop).graphql({
      query: READ_ITEMS,
      variables: { ids: ids.map((id) => `gid://shopify/InventoryItem/${id}`) },
      schema: z.object({
        nodes: z.array(
          z.object({ variant: variantSchema.nullish() }).nullable(),
        ),
      }),
    });
    const variants = data.nodes.flatMap((node) => node?.variant ?? []);
    await keep({ shop, variants, readAt });
    await forget({ shop, itemId: { in: ids } }, variants, readAt);
  }
}

/** The later reading wins, whichever is kept first. */
async function keep({
  shop,
  variants,
  readAt,
}: {
  shop: string;
  variants: ShopifyVariant[];
  readAt: Date;
}): Promise<void> {
  if (variants.length === 0) return;
  const rows = variants.map((variant) => ({
    variantId: idOf(variant.id),
    productId: idOf(variant.product.id),
    itemId: idOf(variant.inventoryItem.id),
    quantity: variant.inventoryQuantity ?? 0,
    counted:
      variant.inventoryItem.tracked && variant.inventoryPolicy === "DENY",
  }));
  await db.$executeRaw`
    insert into "VariantStock" (shop, "variantId", "productId", "itemId", quantity, counted, "readAt")
    select distinct on ("variantId") ${shop}, "variantId", "productId", "itemId", quantity, counted, ${readAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(
        "variantId" text, "productId" text, "itemId" text, quantity int, counted boolean)
     order by "variantId"
        on conflict (shop, "variantId") do update
       set "productId" = excluded."productId", "itemId" = excluded."itemId", quantity = excluded.quantity,
           counted = excluded.counted, "readAt" = excluded."readAt"
     where "VariantStock"."readAt" <= excluded."readAt"`;
}

/** What was asked for and is not among the answer is gone, unless a later reading found it. */
async function forget(
  where: Prisma.VariantStockWhereInput & { shop: string },
  found: ShopifyVariant[],
  readAt: Date,
): Promise<void> {
  await db.variantStock.deleteMany({
    where: {
      ...where,
      readAt: { lte: readAt },
      variantId: { notIn: found.map(({ id }) => idOf(id)) },
    },
  });
}

/** gid://shopify/Product/123 -> "123" */
const idOf = (gid: string) => gid.split("/").at(-1) ?? gid;

function chunks<Item>(items: Item[], size: number): Item[][] {
  const groups: Item[][] = [];
  for (let i = 0; i < items.length; i += size)
    groups.push(items.slice(i, i + size));
  return groups;
}
