import { Prisma } from "@prisma/client";
import type { Transaction } from "#app/db.server.ts";

/**
 * Deletes the shop's rows of every table that has a `shop` column. The tables come from the schema, so that a new one
 * is erased from its first day on, whether or not its author thought of it.
 */
export async function eraseTables(
  tx: Transaction,
  { shop }: { shop: string },
): Promise<void> {
  for (const table of listShopTables())
    await tx.$executeRawUnsafe(`delete from "${table}" where shop = $1`, shop);
}

export function listShopTables(): string[] {
  return Prisma.dmmf.datamodel.models
    .filter(({ fields }) => fields.some(({ name }) => name === "shop"))
    .map(({ name, dbName }) => dbName ?? name);
}
