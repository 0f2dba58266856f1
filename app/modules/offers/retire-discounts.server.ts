import type { Database } from "#app/db.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { takeBackJob } from "./jobs.ts";

/**
 * From this transaction on no code of the campaign is handed out, except under `keepTerms`. Codes that were claimed
 * stay what was promised: valid until the end that was shown.
 */
export async function retireDiscounts(
  tx: Database,
  {
    shop,
    campaignId,
    keepTerms = null,
    now,
  }: {
    shop: string;
    campaignId: string;
    keepTerms?: string | null;
    now: Date;
  },
): Promise<void> {
  const retired = await tx.$executeRaw`
    update "Discount" set "retiredAt" = ${now}::timestamptz
     where shop = ${shop} and "campaignId" = ${campaignId}::uuid and "retiredAt" is null
       and terms is distinct from ${keepTerms}::text`;
  if (retired === 0) return;
  await tx.$executeRaw`
    update "DiscountCode" code set state = 'retired'
      from "Discount" discount
     where discount.shop = ${shop} and discount."campaignId" = ${campaignId}::uuid and discount."retiredAt" is not null
       and code.shop = ${shop} and code."discountId" = discount.id and code.state in ('ready', 'adding')`;
  await enqueue(tx, takeBackJob, { shop }, { jobKey: shop });
}
