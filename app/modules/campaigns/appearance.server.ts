import { transaction } from "#app/db.server.ts";
import { saveAppearance } from "#app/modules/shops/shops.server.ts";
import { wantPublication } from "./publication.server.ts";

/** Saves the shop's look and budget of interruptions, and brings them to its pages. */
export async function saveShopAppearance({
  shop,
  input,
  now,
}: {
  shop: string;
  input: unknown;
  now: Date;
}): ReturnType<typeof saveAppearance> {
  return transaction(async (tx) => {
    const saved = await saveAppearance({ shop, input, now, tx });
    if (saved.ok) await wantPublication(tx, { shop });
    return saved;
  });
}
