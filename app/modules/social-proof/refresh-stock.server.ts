import { db } from "#app/db.server.ts";
import type { Log } from "#app/log.server.ts";
import { getSettings } from "#app/modules/shops/shops.server.ts";
import { dateOf } from "#app/shared/time-zone.ts";
import {
  deleteProofs,
  type ProductProofValue,
  setProofs,
} from "./proof-metafields.server.ts";
import { readStock } from "./read-stock.server.ts";
import {
  LOOK_BACK_DAYS,
  MOST_COUNTED,
  type Movement,
  planStock,
  stockMovement,
  type StockLimits,
  type StockProof,
  type StockState,
} from "./stock.ts";

const DAY_MS = 86_400_000;
/** The day before the oldest one that is looked at, whatever the shop's zone. */
const KEEP_DAYS = LOOK_BACK_DAYS + 2;

/** Reads what changed, notes the day's first count of each variant, and writes the products of which there is something else to say. */
export async function refreshStock({
  shop,
  clock,
  log,
}: {
  shop: string;
  clock: () => Date;
  log: Log;
}): Promise<void> {
  const row = await db.shop.findUnique({ where: { shop } });
  // An order that is still to be imported would make a sale look like a correction.
  if (!row || row.uninstalledAt || !row.ordersImportedAt) return;
  const { installedAt, timeZone, developmentStore } = row;
  await readStock({ shop, installedAt, clock });
  const now = clock();
  const day = (ago: number) =>
    dateOf(new Date(now.getTime() - ago * DAY_MS), timeZone);
  await takeSnapshots({ shop, today: day(0), now });
  await db.stockSnapshot.deleteMany({
    where: { shop, day: { lt: day(KEEP_DAYS) } },
  });

  const { stockFloor: floor, stockCeiling: ceiling } = await getSettings({
    shop,
  });
  const limits = { floor, ceiling };
  const moved = await findMovements({
    shop,
    limits,
    today: day(0),
    now,
    countTests: developmentStore,
  });
  await writeStock({ shop, installedAt, moved, now, log });
}

/** Once a day, the first count of it: what is there already stays. */
async function takeSnapshots({
  shop,
  today,
  now,
}: {
  shop: string;
  today: string;
  now: Date;
}): Promise<void> {
  await db.$executeRaw`
    insert into "StockSnapshot" (shop, "variantId", day, quantity, "takenAt")
    select shop, "variantId", ${today}, quantity, ${now}::timestamptz
      from "VariantStock"
     where shop = ${shop} and counted and quantity between 1 and ${MOST_COUNTED}
        on conflict (shop, "variantId", day) do nothing`;
}

interface Candidate extends StockState {
  variantId: string;
  productId: string;
}

/** What may be said, by product and variant. */
async function findMovements({
  shop,
  limits,
  today,
  now,
  countTests,
}: {
  shop: string;
  limits: StockLimits;
  today: string;
  now: Date;
  countTests: boolean;
}): Promise<Map<string, Record<string, Movement>>> {
  const since = new Date(now.getTime() - KEEP_DAYS * DAY_MS);
  const rows = await db.$queryRaw<
    (Omit<Candidate, "snapshots" | "sales"> & {
      snapshots: { day: string; quantity: number; takenAt: number }[];
      sales: { at: number; pieces: number }[] | null;
    })[]
  >`
    select stock."variantId", stock."productId", stock.quantity, stock.counted, stock."readAt",
           jsonb_agg(jsonb_build_object('day', snapshot.day, 'quantity', snapshot.quantity,
                                        'takenAt', extract(epoch from snapshot."takenAt") * 1000)) as snapshots,
           (select jsonb_agg(jsonb_build_object('at', extract(epoch from line."placedAt") * 1000,
                                                'pieces', line.quantity - line."refundedQuantity"))
              from "OrderLine" line
              join "Order" placed on placed.shop = line.shop and placed.id = line."orderId"
             where line.shop = ${shop} and line."productId" = stock."productId" and line."variantId" = stock."variantId"
               and line."placedAt" >= ${since}::timestamptz and placed."cancelledAt" is null
               and (${countTests} or not placed.test)) as sales
      from "VariantStock" stock
      join "StockSnapshot" snapshot on snapshot.shop = stock.shop and snapshot."variantId" = stock."variantId"
     where stock.shop = ${shop} and stock.counted and stock.quantity between ${limits.floor} and ${limits.ceiling}
     group by stock.shop, stock."variantId"
    having max(snapshot.quantity) > stock.quantity`;
  const moved = new Map<string, Record<string, Movement>>();
  for (const { snapshots, sales, variantId, productId, ...rest } of rows) {
    const state = {
      ...rest,
      snapshots: snapshots.map((one) => ({
        ...one,
        takenAt: new Date(one.takenAt),
      })),
      sales: (sales ?? []).map(({ at, pieces }) => ({
        at: new Date(at),
        pieces,
      })),
    };
    const movement = stockMovement(state, { ...limits, today, now });
    if (movement)
      moved.set(productId, {
        ...moved.get(productId),
        [variantId]: movement,
      });
  }
  return moved;
}

async function writeStock({
  shop,
  installedAt,
  moved,
  now,
  log,
}: {
  shop: string;
  installedAt: Date;
  moved: Map<string, Record<string, Movement>>;
  now: Date;
  log: Log;
}): Promise<void> {
  const rows = await db.productStock.findMany({ where: { shop } });
  // App-owned metafields go with the app: what was written before a reinstall is not there any more.
  const written = new Map(
    rows.map(({ productId, written, writtenAt }) => [
      productId,
      writtenAt >= installedAt ? (written as unknown as StockProof) : null,
    ]),
  );
  const plan = [...new Set([...moved.keys(), ...written.keys()])]
    .sort()
    .map((productId) => {
      const variants = moved.get(productId) ?? {};
      const stands = written.get(productId) ?? null;
      const action = planStock({ variants, written: stands, now });
      return { productId, variants, action };
    });
  const target = {
    shop,
    key: "stock" as const,
    log,
    onGone: async (productIds: string[]) =>
      void (await db.productStock.deleteMany({
        where: { shop, productId: { in: productIds } },
      })),
  };
  // What is not true any more goes first.
  await deleteProofs({
    ...target,
    productIds: plan
      .filter(({ action }) => action === "delete")
      .map(({ productId }) => productId),
  });
  await setProofs({
    ...target,
    proofs: plan
      .filter(({ action }) => action === "write")
      .map(({ productId, variants }) => ({
        productId,
        value: { countedAt: now.toISOString(), variants },
      })),
    onWritten: (proofs) => noteWritten(shop, proofs, now),
  });
}

async function noteWritten(
  shop: string,
  proofs: ProductProofValue<StockProof>[],
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    insert into "ProductStock" (shop, "productId", written, "writtenAt")
    select ${shop}, proof ->> 'productId', proof -> 'value', ${now}::timestamptz
      from jsonb_array_elements(${JSON.stringify(proofs)}::jsonb) proof
        on conflict (shop, "productId") do update set written = excluded.written, "writtenAt" = excluded."writtenAt"`;
}
