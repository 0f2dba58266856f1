import { db } from "#app/db.server.ts";

/**
 * Whether a visit told us, with consent, that it was about to be shown this offer. Reads the experiments' own table: they
 * are beside this module, and may not be asked. A visit can be made up too, at the beacons' own limits.
 */
export async function wasShown({
  shop,
  campaignId,
  visitId,
}: {
  shop: string;
  campaignId: string;
  visitId: string;
}): Promise<boolean> {
  const row = await db.exposure.findUnique({
    where: { shop_campaignId_visitId: { shop, campaignId, visitId } },
  });
  return row?.arm === "treatment";
}
