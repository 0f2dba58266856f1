import { z } from "zod";
import { db, type Database } from "#app/db.server.ts";

/** Numbers in webhooks, text after parseExactJson where they are too large. */
const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const levelSchema = z.object({ inventory_item_id: id });
const productSchema = z.object({ id });

/** Something of which Shopify told that its stock changed, or may have: what it is now has to be asked. */
export interface StockChange {
  kind: "item" | "product";
  id: string;
  toldAt: Date;
}

/**
 * Webhook inventory_levels/update. A level is one location's, and deliveries overtake each other: only that it changed is
 * kept, and what the stock is now is read from Shopify.
 */
export async function recordInventoryLevel(
  tx: Database,
  { shop, payload, now }: { shop: string; payload: unknown; now: Date },
): Promise<void> {
  const { inventory_item_id: itemId } = levelSchema.parse(payload);
  await note(tx, { shop, kind: "item", id: itemId, toldAt: now });
}

/** Webhook products/update: variants may have come or gone, be tracked or sold without end. */
export async function recordProductChange(
  tx: Database,
  { shop, payload, now }: { shop: string; payload: unknown; now: Date },
): Promise<void> {
  const { id: productId } = productSchema.parse(payload);
  await note(tx, { shop, kind: "product", id: productId, toldAt: now });
}

async function note(
  tx: Database,
  { shop, kind, id, toldAt }: StockChange & { shop: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into "StockChange" (shop, kind, id, "toldAt") values (${shop}, ${kind}, ${id}, ${toldAt}::timestamptz)
        on conflict (shop, kind, id) do update set "toldAt" = greatest("StockChange"."toldAt", excluded."toldAt")`;
}

/** What waits to be read, the longest first. */
export async function listStockChanges({
  shop,
  limit,
}: {
  shop: string;
  limit: number;
}): Promise<StockChange[]> {
  const rows = await db.stockChange.findMany({
    where: { shop },
    orderBy: [{ toldAt: "asc" }, { kind: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map(({ kind, id, toldAt }) => ({
    kind: kind === "item" ? "item" : "product",
    id,
    toldAt,
  }));
}

/** They were read; what was told again since then waits on. */
export async function settleStockChanges({
  shop,
  changes,
}: {
  shop: string;
  changes: StockChange[];
}): Promise<void> {
  await db.$executeRaw`
    delete from "StockChange" waiting
     using jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as read(kind text, id text, "toldAt" timestamptz)
     where waiting.shop = ${shop} and waiting.kind = read.kind and waiting.id = read.id
       and waiting."toldAt" <= read."toldAt"`;
}
