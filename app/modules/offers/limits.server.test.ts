import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import {
  admin,
  createCampaign,
  HOUR,
  now,
  shop,
  take,
  useOffers,
} from "#tests/support/offers.ts";
import { fillPools } from "./fill-pools.server.ts";
import { listRefusals, redeem } from "./offers.server.ts";

useOffers();

const later = (hours: number) => new Date(now.getTime() + hours * HOUR);
const orderOf = (id: string, code: string, discountMinor: bigint) => ({
  shop,
  id,
  placedAt: now,
  cancelledAt: null,
  codes: [{ code, discountMinor }],
});

describe("a budget", () => {
  const fiveOff: Incentive = { kind: "amount", amountMinor: 500 };

  it("of the day is never promised twice, however many ask at once, and is there again tomorrow", async () => {
    const id = await createCampaign({
      incentive: fiveOff,
      limits: { budgetPerDayMinor: 5_400 },
    });
    await fillPools({ shop, now });
    const answers = await Promise.allSettled(
      Array.from({ length: 25 }, () => take(id)),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(
      10,
    );
    await expect(take(id)).rejects.toMatchObject({ code: "offer-spent" });
    await expect(take(id, later(24))).resolves.toHaveProperty("code");
  });

  it("of the month outlasts the day", async () => {
    const id = await createCampaign({
      incentive: fiveOff,
      limits: { budgetPerMonthMinor: 1_000 },
    });
    const { code } = await take(id);
    await redeem(db, orderOf("1", code, 500n));
    await take(id, later(24));
    await expect(take(id, later(24))).rejects.toMatchObject({
      code: "offer-spent",
    });
    await expect(
      take(id, new Date("2026-12-01T00:30:00Z")),
    ).resolves.toHaveProperty("code");
  });

  it("gets back what was not used, and counts what was", async () => {
    const id = await createCampaign({
      incentive: fiveOff,
      limits: { budgetPerDayMinor: 1_000 },
    });
    const first = await take(id);
    await take(id);
    await expect(take(id)).rejects.toMatchObject({ code: "offer-spent" });
    // The order's line was cheaper than the code: 2.00 was taken off.
    await redeem(db, orderOf("1", first.code, 200n));
    await expect(take(id)).rejects.toMatchObject({ code: "offer-spent" });
    // The second code ends unused at 22:00.
    await expect(take(id, later(2))).resolves.toHaveProperty("code");
  });

  it("counts a percentage by what nine of ten baskets do not exceed", async () => {
    await db.order.createMany({
      data: Array.from({ length: 20 }, (_, i) => ({
        shop,
        id: `b${i}`,
        name: `#${i}`,
        currency: "USD",
        totalMinor: BigInt((i + 1) * 1_000),
        placedAt: now,
        updatedAt: now,
      })),
    });
    const id = await createCampaign({ limits: { budgetPerDayMinor: 3_600 } });
    await take(id);
    expect(await db.claim.findFirst({ where: { shop } })).toMatchObject({
      reservedMinor: 1_800n,
    });
    await take(id);
    await expect(take(id)).rejects.toMatchObject({ code: "offer-spent" });
  });
});

describe("a shopper", () => {
  it("gets her unused code again in a later visit, signed in or known by consent", async () => {
    const id = await createCampaign({ validFor: "day" });
    for (const who of [{ shopperId: randomUUID() }, { customerId: "77" }]) {
      const first = await take(id, now, randomUUID(), who);
      const again = await take(id, later(3), randomUUID(), who);
      expect(again).toEqual(first);
    }
    expect(await db.claim.count({ where: { shop } })).toBe(2);
    const keys = await db.shopperClaim.findMany({ where: { shop } });
    expect(keys).toHaveLength(2);
    for (const { shopperKey } of keys) expect(shopperKey).not.toMatch(/\.77$/);
  });

  it("has one of a campaign, or as many as the merchant says, after the cool-down", async () => {
    const limits = { claimsPerShopper: 2, cooldownHours: 48 };
    const id = await createCampaign({ limits });
    const who = { customerId: "77" };
    const { code } = await take(id, now, randomUUID(), who);
    await redeem(db, orderOf("1", code, 100n));
    const had = { code: "already-had", status: 409 };
    await expect(take(id, later(20), randomUUID(), who)).rejects.toMatchObject(
      had,
    );
    await take(id, later(49), randomUUID(), who);
    await expect(take(id, later(200), randomUUID(), who)).rejects.toMatchObject(
      had,
    );
    await expect(
      take(id, later(200), randomUUID(), { customerId: "78" }),
    ).resolves.toHaveProperty("code");
  });

  it("who claims in forty tabs at once has one code", async () => {
    const id = await createCampaign();
    await fillPools({ shop, now });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        take(id, now, randomUUID(), { customerId: "77" }),
      ),
    );
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
    expect(await db.claim.count({ where: { shop } })).toBe(1);
  });
});

describe("the margin floor", () => {
  const product = () => admin.platform.shop.products[0]!;
  const price = (priceMinor: number, costMinor: number | null) => {
    for (const variant of product().variants)
      Object.assign(variant, { price: priceMinor, unitCost: costMinor });
  };

  it("refuses what would cost more than allowed, and tells the merchant alone", async () => {
    price(10_000, 5_000);
    const limits = { marginFloorPercent: 45 };
    const id = await createCampaign({ limits });
    const productId = product().id;
    const refused = take(id, now, randomUUID(), { productId });
    // 90.00 paid, 50.00 spent: 44 % are left.
    await expect(refused).rejects.toMatchObject({
      code: "offer-unavailable",
      status: 409,
    });
    expect(
      await listRefusals({ shop, campaignId: id, from: "2026-11-21" }),
    ).toMatchObject([
      { campaignId: id, reason: "below-floor", count: 1, productId },
    ]);
    expect(await db.claim.count({ where: { shop } })).toBe(0);
    expect(admin.asked).not.toContain("CreateOfferDiscount");
  });

  it("gives what it can bear, with the costs of today", async () => {
    price(10_000, 4_500);
    const id = await createCampaign({ limits: { marginFloorPercent: 50 } });
    const productId = product().id;
    await take(id, now, randomUUID(), { productId });
    price(10_000, 6_000);
    // Read once a day.
    await take(id, later(1), randomUUID(), { productId });
    await expect(
      take(id, later(25), randomUUID(), { productId }),
    ).rejects.toMatchObject({ code: "offer-unavailable" });
  });

  it("cannot be kept without a cost or a product, so nothing is given", async () => {
    price(10_000, null);
    const id = await createCampaign({ limits: { marginFloorPercent: 10 } });
    for (const productId of [product().id, "404404", undefined])
      await expect(
        take(id, now, randomUUID(), productId ? { productId } : {}),
      ).rejects.toMatchObject({ code: "offer-unavailable" });
    const reasons = await listRefusals({
      shop,
      campaignId: id,
      from: "2026-11-01",
    });
    expect(reasons.map(({ reason, count }) => [reason, count])).toEqual([
      ["cost-unknown", 1],
      ["product-unknown", 2],
    ]);
  });

  it("waits for nobody: with Shopify away she may try again", async () => {
    const id = await createCampaign({ limits: { marginFloorPercent: 10 } });
    admin.platform.ctx.world.faults.api = { mode: "failing", delayMs: 0 };
    await expect(
      take(id, now, randomUUID(), { productId: product().id }),
    ).rejects.toMatchObject({ code: "try-again" });
  });
});
