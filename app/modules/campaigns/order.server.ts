import { type Database, transaction } from "#app/db.server.ts";
import { wantPublication } from "./publication.server.ts";

/** One change of a shop's campaigns at a time: room on the page and their order are counted over all of them. */
export async function lockCampaigns(tx: Database, shop: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('campaigns:' || ${shop}, 0))`;
}

/** A new campaign comes first: it is what the merchant thinks of now. */
export async function firstPlace(tx: Database, shop: string): Promise<number> {
  const { _max } = await tx.campaign.aggregate({
    where: { shop },
    _max: { priority: true },
  });
  return (_max.priority ?? 0) + 1;
}

/**
 * Puts a campaign directly before another in the merchant's order, or last. An id that is gone, or another shop's,
 * changes nothing: somebody else was quicker.
 */
export async function moveCampaign({
  shop,
  id,
  before,
}: {
  shop: string;
  id: string;
  /** Null = last. */
  before: string | null;
}): Promise<void> {
  await transaction(async (tx) => {
    await lockCampaigns(tx, shop);
    const all = await tx.campaign.findMany({
      where: { shop },
      select: { id: true, priority: true, status: true },
      orderBy: [{ priority: "desc" }, { id: "desc" }],
    });
    const moved = all.find((one) => one.id === id);
    const rest = all.filter((one) => one.id !== id);
    const at = before
      ? rest.findIndex((one) => one.id === before)
      : rest.length;
    if (!moved || at < 0) return;
    const order = rest.toSpliced(at, 0, moved);
    for (const [index, one] of order.entries()) {
      const priority = order.length - index;
      if (one.priority === priority) continue;
      await tx.campaign.update({
        where: { shop_id: { shop, id: one.id } },
        data: { priority },
      });
    }
    if (all.some(({ status }) => status === "active"))
      await wantPublication(tx, { shop });
  });
}
