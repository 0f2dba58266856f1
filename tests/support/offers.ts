/** A shop on the local Shopify with campaigns that offer something; for the tests of modules/offers. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { setClock } from "#app/clock.server.ts";
import { db, pool } from "#app/db.server.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import type { ClaimedCode, OfferLimits } from "#app/modules/offers/offers.ts";
import { claim } from "#app/modules/offers/offers.server.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";

export const now = new Date("2026-11-21T20:15:00Z");
export const HOUR = 3_600_000;

export let admin: LocalAdmin;
export let shop: string;

/** Once per test file: everything is empty and well before each test. */
export function useOffers(): void {
  beforeAll(async () => {
    admin = await startLocalAdmin({ timeZone: "UTC" });
    shop = admin.shop;
  });

  beforeEach(async () => {
    setClock(() => now.getTime());
    const { ctx, installation, shop: world } = admin.platform;
    ctx.world.faults.api = { mode: "ok", delayMs: 0 };
    installation.bucket = { available: 2000, at: Date.now() };
    world.discounts = [];
    Object.assign(admin, { asked: [], before: () => {}, after: () => {} });
    await empty();
  });

  afterEach(() => setClock());
}

const TABLES = [
  "Claim",
  "DiscountCode",
  "Discount",
  "Campaign",
  "ShopperClaim",
  "VariantCost",
  "ClaimRefusal",
  "Order",
];

/** Codes that a former test's claims still have made take the same rows in another order: who loses that race tries again. */
async function empty(): Promise<void> {
  const statements = TABLES.map((table) => `delete from "${table}"`).join("; ");
  await vi.waitFor(() => pool.query(statements), { timeout: 10_000 });
}

interface Given {
  claimsPerDay?: number | null;
  incentive?: Incentive;
  limits?: Partial<OfferLimits>;
  minCartMinor?: number;
  stacks?: boolean;
  schedule?: object;
  validFor?: "hour" | "day";
  percent?: number;
  status?: string;
}

export const definitionOf = ({
  claimsPerDay = null,
  schedule = {},
  validFor = "hour",
  percent = 10,
  incentive = { kind: "percent", percent },
  limits = {},
  minCartMinor = 2000,
  stacks = false,
}: Given) => ({
  audience: { pages: ["cart"], minCartMinor },
  treatment: {
    kind: "offer",
    incentive,
    stacks,
    validFor,
    texts: {},
  },
  limits: { cooldownHours: 24, claimsPerDay, ...limits },
  schedule,
});

export async function createCampaign(given: Given = {}): Promise<string> {
  const id = randomUUID();
  const data = {
    shop,
    id,
    name: "Before you go",
    status: given.status ?? "active",
    definition: definitionOf(given) as object,
    createdAt: now,
    updatedAt: now,
  };
  await db.campaign.create({ data });
  return id;
}

export async function changeCampaign(
  id: string,
  data: { status?: string; definition?: object },
) {
  await db.campaign.update({
    where: { shop_id: { shop, id } },
    data: { ...data, version: { increment: 1 } },
  });
}

export async function take(
  campaignId: string,
  at = now,
  visitId: string = randomUUID(),
  more: { productId?: string; shopperId?: string; customerId?: string } = {},
): Promise<ClaimedCode> {
  const claimed = await claim({ shop, campaignId, visitId, now: at, ...more });
  if (claimed.kind !== "code") throw new Error("This offer gives no code.");
  return claimed;
}
export const discountsAtShopify = () => admin.platform.shop.discounts;
export const codesAtShopify = () =>
  discountsAtShopify().flatMap(({ codes }) => codes.map(({ code }) => code));
export const countStates = async () => {
  const rows = await db.discountCode.groupBy({
    by: ["state"],
    where: { shop },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
};
