import { type Database, db } from "#app/db.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { receiptOf, writeProofsJob } from "./social-proof.ts";
import { refreshStockJob } from "./stock.ts";

export interface ProductProofView {
  productId: string;
  bought: number;
  days: number;
  countedAt: Date;
  /** How it was counted, in words. */
  receipt: string;
}

/** What product pages say now, the most bought first. */
export async function listProofs({
  shop,
  limit = 50,
}: {
  shop: string;
  limit?: number;
}): Promise<ProductProofView[]> {
  const rows = await db.productProof.findMany({
    where: { shop },
    orderBy: [{ bought: "desc" }, { productId: "asc" }],
    take: limit,
  });
  return rows.map(({ productId, bought, windowDays: days, countedAt }) => ({
    productId,
    bought,
    days,
    countedAt,
    receipt: receiptOf({ days }),
  }));
}

/** Something was bought, refunded or set differently: counted anew soon. */
export async function wantProofs(
  tx: Database,
  { shop }: { shop: string },
): Promise<void> {
  await enqueue(tx, writeProofsJob, { shop }, { jobKey: shop, maxAttempts: 5 });
}

/** Stock changed, or something was ordered: what the pages say of it is looked at anew soon. */
export async function wantStock(
  tx: Database,
  { shop }: { shop: string },
): Promise<void> {
  const options = { jobKey: shop, maxAttempts: 5 };
  await enqueue(tx, refreshStockJob, { shop }, options);
}
