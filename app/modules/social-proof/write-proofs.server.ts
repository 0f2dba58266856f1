import { db } from "#app/db.server.ts";
import type { Log } from "#app/log.server.ts";
import { getSettings } from "#app/modules/shops/shops.server.ts";
import { countBought } from "./count-bought.server.ts";
import {
  deleteProofs,
  type ProductProofValue,
  setProofs,
} from "./proof-metafields.server.ts";
import { planProof, type Proof, type ProofState } from "./social-proof.ts";

const DAY_MS = 86_400_000;

/** Counts what was bought, and writes what changed. */
export async function writeProofs({
  shop,
  now,
  log,
}: {
  shop: string;
  now: Date;
  log: Log;
}): Promise<void> {
  const row = await db.shop.findUnique({ where: { shop } });
  // While the orders from before the app are still coming in, every count would be too low.
  if (!row || row.uninstalledAt || !row.ordersImportedAt) return;
  const { proofWindowDays: days, proofFloor: floor } = await getSettings({
    shop,
  });
  const since = new Date(now.getTime() - days * DAY_MS);
  const counts = await countBought({
    shop,
    since,
    now,
    countTests: row.developmentStore,
  });
  const products = await readStates(row, counts);
  const plan = products.map((state) => ({
    ...state,
    action: planProof({ ...state, days, floor, now }),
  }));
  const target = {
    shop,
    key: "proof" as const,
    log,
    onGone: (productIds: string[]) => forget(shop, productIds),
  };
  await setProofs({
    ...target,
    proofs: plan
      .filter(({ action }) => action === "write")
      .map(({ productId, bought }) => ({
        productId,
        value: { bought, days, countedAt: now.toISOString() },
      })),
    onWritten: (proofs) => noteWritten(shop, proofs),
  });
  await deleteProofs({
    ...target,
    productIds: plan
      .filter(({ action }) => action === "delete")
      .map(({ productId }) => productId),
  });
}

/** Products that were bought, and those whose page still says so. */
async function readStates(
  { shop, installedAt }: { shop: string; installedAt: Date },
  counts: Map<string, number>,
): Promise<ProofState[]> {
  const rows = await db.productProof.findMany({ where: { shop } });
  const written = new Map(
    rows.map((row) => {
      // App-owned metafields go with the app: what was written before a reinstall is not there any more.
      const there = row.writtenAt !== null && row.writtenAt >= installedAt;
      return [row.productId, there ? (row.written as Proof | null) : null];
    }),
  );
  return [...new Set([...counts.keys(), ...written.keys()])]
    .sort()
    .map((productId) => ({
      productId,
      bought: counts.get(productId) ?? 0,
      written: written.get(productId) ?? null,
    }));
}

async function noteWritten(
  shop: string,
  proofs: ProductProofValue<Proof>[],
): Promise<void> {
  await db.$executeRaw`
    insert into "ProductProof" (shop, "productId", bought, "windowDays", "countedAt", written, "writtenAt")
    select ${shop}, proof ->> 'productId', (proof #>> '{value,bought}')::int, (proof #>> '{value,days}')::int,
           (proof #>> '{value,countedAt}')::timestamptz, proof -> 'value', (proof #>> '{value,countedAt}')::timestamptz
      from jsonb_array_elements(${JSON.stringify(proofs)}::jsonb) proof
        on conflict (shop, "productId") do update
       set bought = excluded.bought, "windowDays" = excluded."windowDays", "countedAt" = excluded."countedAt",
           written = excluded.written, "writtenAt" = excluded."writtenAt"`;
}

async function forget(shop: string, productIds: string[]): Promise<void> {
  await db.productProof.deleteMany({
    where: { shop, productId: { in: productIds } },
  });
}
