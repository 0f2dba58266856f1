import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  defaultCampaignInput,
  parseCampaignInput,
} from "#app/modules/campaigns/campaigns.ts";
import { offerTerms, termsKey } from "#app/modules/offers/offers.ts";
import { CAMPAIGN_ID, SHOPS } from "./requests.ts";

const DISCOUNT_ID = "0193b0a0-0000-7000-8000-000000000002";
/** Longer than any code is promised for. */
const VALID_MS = 2 * 86_400_000;

/** Installed shops with one running campaign each, without a daily limit, as the edges find them in production. */
export async function seedBenchShops(pool: pg.Pool): Promise<void> {
  const now = new Date();
  const { name, definition } = defaultCampaignInput();
  definition.limits.claimsPerDay = null;
  const checked = parseCampaignInput({ name, definition }, "UTC");
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  await pool.query(
    `insert into "Shop" (shop, name, "primaryUrl", currency, "countryCode", "timeZone", "installedAt", "updatedAt")
     select shop, 'Bench', 'https://bench.example', 'USD', 'US', 'UTC', $2, $2 from unnest($1::text[]) shop`,
    [SHOPS, now],
  );
  await pool.query(
    `insert into "Campaign" (shop, id, name, status, definition, "createdAt", "updatedAt", "activatedAt")
     select shop, $2, $3, 'active', $4, $5, $5, $5 from unnest($1::text[]) shop`,
    [SHOPS, CAMPAIGN_ID, name, JSON.stringify(definition), now],
  );
  await pool.query(
    `insert into "Discount" (shop, id, "campaignId", "endsAt", terms, title, "shopifyId", "createdAt")
     select shop, $2, $3, $4, $5, 'Bench', 'gid://shopify/DiscountCodeNode/1', $6 from unnest($1::text[]) shop`,
    [
      SHOPS,
      DISCOUNT_ID,
      CAMPAIGN_ID,
      new Date(now.getTime() + VALID_MS),
      termsKey(offerTerms(checked.input.definition)),
      now,
    ],
  );
}

/** Ready codes, spread over the shops, so that the claims of a round never find a pool empty. */
export async function addCodes(pool: pg.Pool, count: number): Promise<void> {
  const now = new Date();
  await pool.query(
    `insert into "DiscountCode" (shop, code, "discountId", "campaignId", "endsAt", state, "createdAt")
     select shop, 'STAY-' || $2 || '-' || i, $3, $4, $5, 'ready', $6
       from unnest($1::text[]) shop, generate_series(1, $7) i`,
    [
      SHOPS,
      randomUUID(),
      DISCOUNT_ID,
      CAMPAIGN_ID,
      new Date(now.getTime() + VALID_MS),
      now,
      Math.ceil(count / SHOPS.length),
    ],
  );
  await pool.query(`analyze "DiscountCode"`);
}
