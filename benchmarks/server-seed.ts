import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  defaultCampaignInput,
  parseCampaignInput,
} from "#app/modules/campaigns/campaigns.ts";
import { offerTerms, termsKey } from "#app/modules/offers/offers.ts";
import { CAMPAIGN_ID, SHOP } from "./requests.ts";

const DISCOUNT_ID = "0193b0a0-0000-7000-8000-000000000002";
/** Longer than any code is promised for. */
const VALID_MS = 2 * 86_400_000;

/** One installed shop with one running campaign without a daily limit, as the edges find it in production. */
export async function seedBenchShop(pool: pg.Pool): Promise<void> {
  const now = new Date();
  const { name, definition } = defaultCampaignInput();
  definition.limits.claimsPerDay = null;
  const checked = parseCampaignInput({ name, definition }, "UTC");
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  await pool.query(
    `insert into "Shop" (shop, name, "primaryUrl", currency, "countryCode", "timeZone", "installedAt", "updatedAt")
     values ($1, 'Bench', 'https://bench.example', 'USD', 'US', 'UTC', $2, $2)`,
    [SHOP, now],
  );
  await pool.query(
    `insert into "Campaign" (shop, id, name, status, definition, "createdAt", "updatedAt", "activatedAt")
     values ($1, $2, $3, 'active', $4, $5, $5, $5)`,
    [SHOP, CAMPAIGN_ID, name, JSON.stringify(definition), now],
  );
  await pool.query(
    `insert into "Discount" (shop, id, "campaignId", "endsAt", terms, title, "shopifyId", "createdAt")
     values ($1, $2, $3, $4, $5, 'Bench', 'gid://shopify/DiscountCodeNode/1', $6)`,
    [
      SHOP,
      DISCOUNT_ID,
      CAMPAIGN_ID,
      new Date(now.getTime() + VALID_MS),
      termsKey(offerTerms(checked.input.definition)),
      now,
    ],
  );
}

/** Ready codes, so that the claims of a round never find the pool empty. */
export async function addCodes(pool: pg.Pool, count: number): Promise<void> {
  const now = new Date();
  await pool.query(
    `insert into "DiscountCode" (shop, code, "discountId", "campaignId", "endsAt", state, "createdAt")
     select $1, 'STAY-' || $2 || '-' || i, $3, $4, $5, 'ready', $6 from generate_series(1, $7) i`,
    [
      SHOP,
      randomUUID(),
      DISCOUNT_ID,
      CAMPAIGN_ID,
      new Date(now.getTime() + VALID_MS),
      now,
      count,
    ],
  );
  await pool.query(`analyze "DiscountCode"`);
}
