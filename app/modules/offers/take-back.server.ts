import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { withBucketLock } from "./bucket-lock.server.ts";
import * as shopify from "./shopify-discounts.server.ts";

const PATIENCE_MS = 45_000;
/** @see https://shopify.dev/docs/api/usage/limits (input arrays) */
const MOST_PER_CALL = 250;

interface Unused {
  id: string;
  campaignId: string;
  productId: string;
  endsAt: Date;
  shopifyId: string | null;
  claims: number;
}

/**
 * Cleans up at Shopify, so that the merchant's list of discounts shows promises and not our stock: discounts nobody
 * claimed from are deleted when they ended or were retired, from the others only the codes nobody has.
 * Every step may happen twice.
 */
export async function takeBack({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<void> {
  let busy = false;
  for (const bucket of await readUnused({ shop, now })) {
    const done = await withBucketLock({ shop, ...bucket }, async () => {
      // Read again under the lock: a campaign that was resumed may be using the discount once more.
      const [discount] = await readUnused({ shop, now, id: bucket.id });
      if (discount?.claims === 0) await removeDiscount(shop, discount);
      else if (discount) await removeCodes({ shop, discount, now });
    });
    busy ||= !done;
  }
  if (busy)
    throw new AppError(
      "try-again",
      503,
      "Codes are being made for a discount that is to be taken back.",
    );
}

async function readUnused({
  shop,
  now,
  id = null,
}: {
  shop: string;
  now: Date;
  id?: string | null;
}): Promise<Unused[]> {
  return db.$queryRaw<Unused[]>`
    select discount.id::text, discount."campaignId"::text, discount."productId", discount."endsAt", discount."shopifyId",
           (select count(*) from "DiscountCode" code where code.shop = discount.shop and code."discountId" = discount.id and code.state = 'claimed')::int as claims
      from "Discount" discount
     where discount.shop = ${shop} and (discount."retiredAt" is not null or discount."endsAt" <= ${now}::timestamptz)
       and (${id}::uuid is null or discount.id = ${id}::uuid)
       and exists (select from "DiscountCode" code
                    where code.shop = discount.shop and code."discountId" = discount.id and code.state <> 'claimed')`;
}

/** Shops where something waits to be taken back: mostly discounts that ended. */
export async function findShopsToTidy({
  now,
}: {
  now: Date;
}): Promise<string[]> {
  const rows = await db.$queryRaw<{ shop: string }[]>`
    select distinct discount.shop
      from "Discount" discount join "Shop" shop using (shop)
     where discount."endsAt" <= ${now}::timestamptz and shop."uninstalledAt" is null
       and exists (select from "DiscountCode" code
                    where code.shop = discount.shop and code."discountId" = discount.id and code.state <> 'claimed')`;
  return rows.map(({ shop }) => shop);
}

async function removeDiscount(
  shop: string,
  { id, shopifyId }: Unused,
): Promise<void> {
  if (shopifyId) {
    const ask = { shop, patience: PATIENCE_MS };
    const userErrors = await shopify.deleteDiscount({
      ...ask,
      discountId: shopifyId,
    });
    if (userErrors.length > 0 && !shopify.saysUnknownDiscount(userErrors))
      return;
  }
  // Only if nobody claimed since we looked; a claimed code keeps its row.
  await db.$executeRaw`
    with codes as (
      delete from "DiscountCode" where shop = ${shop} and "discountId" = ${id}::uuid and state <> 'claimed'
    )
    delete from "Discount" discount where shop = ${shop} and id = ${id}::uuid
       and not exists (select from "DiscountCode" code where code.shop = ${shop} and code."discountId" = ${id}::uuid and code.state = 'claimed')`;
}

async function removeCodes({
  shop,
  discount,
  now,
}: {
  shop: string;
  discount: Unused;
  now: Date;
}): Promise<void> {
  // A code that is still being added has no id yet; it comes along next time.
  const codes = await db.$queryRaw<
    { code: string; shopifyId: string | null }[]
  >`
    select code, "shopifyId" from "DiscountCode"
     where shop = ${shop} and "discountId" = ${discount.id}::uuid
       and (state in ('retired', 'failed') or (state <> 'claimed' and "endsAt" <= ${now}::timestamptz))`;
  for (let i = 0; i < codes.length; i += MOST_PER_CALL) {
    const some = codes.slice(i, i + MOST_PER_CALL);
    const ids = some.flatMap(({ shopifyId }) => shopifyId ?? []);
    if (ids.length > 0 && discount.shopifyId) {
      const ask = {
        shop,
        patience: PATIENCE_MS,
        discountId: discount.shopifyId,
      };
      const userErrors = await shopify.deleteCodes({ ...ask, ids });
      if (userErrors.length > 0 && !shopify.saysUnknownDiscount(userErrors))
        return;
    }
    await db.discountCode.deleteMany({
      where: {
        shop,
        discountId: discount.id,
        state: { not: "claimed" },
        code: { in: some.map(({ code }) => code) },
      },
    });
  }
}
