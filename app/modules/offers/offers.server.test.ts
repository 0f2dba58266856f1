import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import {
  admin,
  changeCampaign,
  codesAtShopify,
  countStates,
  createCampaign,
  definitionOf,
  discountsAtShopify,
  HOUR,
  now,
  shop,
  take,
  useOffers,
} from "#tests/support/offers.ts";
import { createShop } from "#tests/support/shop.ts";
import { fillPools } from "./fill-pools.server.ts";
import { claim, redeem } from "./offers.server.ts";

useOffers();

describe("a claim", () => {
  it("takes a code from the pool without asking Shopify", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    admin.asked = [];
    const code = await take(campaignId);
    expect(code).toMatchObject({
      endsAt: new Date("2026-11-21T22:00:00Z"),
      terms: "v1|percent:10|stacks:0|from:2000",
    });
    const discount = discountsAtShopify().find(({ codes }) =>
      codes.some((one) => one.code === code.code),
    )!;
    expect(discount).toMatchObject({
      endsAt: code.endsAt.toISOString(),
      usageLimit: 1,
      value: { kind: "percentage", percent: 10 },
      minimum: { kind: "subtotal", amount: 2000 },
    });
    expect(admin.asked).toEqual([]);
  });

  it("gives the same visit the same code, also when it asks twice at once", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    const visitId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => take(campaignId, now, visitId)),
    );
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
    expect(await countStates()).toEqual({ claimed: 1, ready: 39 });
  });

  it("makes the discount with its first code when there is no pool", async () => {
    const campaignId = await createCampaign();
    const code = await take(campaignId);
    expect(codesAtShopify()).toContain(code.code);
    expect(discountsAtShopify()).toHaveLength(1);
  });

  it("1,000 at once never hand out one code twice, and every code works at Shopify", async () => {
    const campaignId = await createCampaign();
    const answers = await Promise.allSettled(
      Array.from({ length: 1000 }, () => take(campaignId)),
    );
    const given = answers.flatMap((answer) =>
      answer.status === "fulfilled" ? [answer.value.code] : [],
    );
    const refused = answers.flatMap((answer) =>
      answer.status === "rejected"
        ? [(answer.reason as { code: string }).code]
        : [],
    );
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeGreaterThan(20); // how many depends on the machine
    expect(new Set(refused).size).toBeLessThanOrEqual(1);
    if (refused.length > 0) expect(refused[0]).toBe("try-again");
    expect(await db.claim.count({ where: { shop } })).toBe(given.length);
    const known = new Set(codesAtShopify());
    expect(given.filter((code) => !known.has(code))).toEqual([]);
    expect(discountsAtShopify()).toHaveLength(1);
  });

  it("from a full pool, all get one of their own", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => take(campaignId)),
    );
    expect(new Set(answers.map(({ code }) => code)).size).toBe(40);
  });

  it("never promises more than the day's limit, however many ask at once", async () => {
    const campaignId = await createCampaign({ claimsPerDay: 30 });
    await fillPools({ shop, now });
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, () => take(campaignId)),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(
      30,
    );
    await expect(take(campaignId)).rejects.toMatchObject({
      code: "offer-spent",
      status: 409,
    });
    const tomorrow = new Date(now.getTime() + 24 * HOUR);
    await expect(take(campaignId, tomorrow)).resolves.toHaveProperty("code");
  });

  it("refuses what does not run, and keeps nothing of it", async () => {
    const running = await createCampaign();
    const paused = await createCampaign({ status: "paused" });
    const future = await createCampaign({
      schedule: { startsAt: "2026-11-22T00:00:00.000Z" },
    });
    const over = await createCampaign({
      schedule: { endsAt: "2026-11-21T20:15:00.000Z" },
    });
    const unknown = { code: "campaign-unknown", status: 404 };
    await expect(take(paused)).rejects.toMatchObject(unknown);
    await expect(take(future)).rejects.toMatchObject(unknown);
    await expect(take(randomUUID())).rejects.toMatchObject(unknown);
    await expect(take(over)).rejects.toMatchObject({
      code: "campaign-ended",
      status: 409,
    });
    const other = (await createShop()).shop;
    await expect(
      claim({ shop: other, campaignId: running, visitId: randomUUID(), now }),
    ).rejects.toMatchObject(unknown);
    expect(await db.claim.count()).toBe(0);
    expect(admin.asked).not.toContain("CreateOfferDiscount");
  });

  it("says that the visit's code has ended", async () => {
    const campaignId = await createCampaign();
    const visitId = randomUUID();
    const { endsAt } = await take(campaignId, now, visitId);
    await expect(take(campaignId, endsAt, visitId)).rejects.toMatchObject({
      code: "campaign-ended",
    });
  });

  it("keeps its promise when the campaign is paused", async () => {
    const campaignId = await createCampaign();
    const visitId = randomUUID();
    const before = await take(campaignId, now, visitId);
    await changeCampaign(campaignId, { status: "paused" });
    expect(await take(campaignId, now, visitId)).toEqual(before);
  });

  it("never outlives the campaign", async () => {
    const campaignId = await createCampaign({
      schedule: { endsAt: "2026-11-21T20:45:00.000Z" },
    });
    expect((await take(campaignId)).endsAt.toISOString()).toBe(
      "2026-11-21T20:45:00.000Z",
    );
  });

  it("nor the end that it was given after its codes were made", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    const schedule = { endsAt: "2026-11-21T20:45:00.000Z" };
    await changeCampaign(campaignId, {
      definition: definitionOf({ schedule }),
    });
    expect((await take(campaignId)).endsAt.toISOString()).toBe(schedule.endsAt);
  });
});

describe("when Shopify is", () => {
  it.each(["throttled", "failing"] as const)(
    "%s, the shopper is asked to try again and nothing is promised",
    async (mode) => {
      const campaignId = await createCampaign();
      admin.platform.ctx.world.faults.api = { mode, delayMs: 0 };
      const begun = performance.now();
      await expect(take(campaignId)).rejects.toMatchObject({
        code: "try-again",
        status: 503,
      });
      expect(performance.now() - begun).toBeLessThan(4_000);
      expect(await db.claim.count()).toBe(0);
    },
  );

  it("slow, the shopper waits no longer than her patience, and the next one gets a code", async () => {
    const campaignId = await createCampaign();
    admin.platform.ctx.world.faults.api = { mode: "slow", delayMs: 2_800 };
    const begun = performance.now();
    await expect(take(campaignId)).rejects.toMatchObject({ code: "try-again" });
    expect(performance.now() - begun).toBeLessThan(2_900);
    admin.platform.ctx.world.faults.api = { mode: "ok", delayMs: 0 };
    await expect(take(campaignId)).resolves.toHaveProperty("code");
    expect(discountsAtShopify()).toHaveLength(1);
  });
});

describe("redeeming", () => {
  const order = { shop: "", id: "5001", placedAt: now, cancelledAt: null };

  it("marks the claim with the order and what it took off, once", async () => {
    const campaignId = await createCampaign();
    const visitId = randomUUID();
    const { code } = await take(campaignId, now, visitId);
    const codes = [
      { code: code.toLowerCase(), discountMinor: 500n },
      { code: "FRIENDS", discountMinor: 100n },
    ];
    for (let i = 0; i < 2; i++)
      expect(await redeem(db, { ...order, shop, codes })).toEqual([
        { campaignId, visitId },
      ]);
    const other = (await createShop()).shop;
    expect(await redeem(db, { ...order, shop: other, codes })).toEqual([]);
    expect(await redeem(db, { ...order, id: "5002", shop, codes })).toEqual([]);
    expect(await db.claim.findFirst({ where: { shop } })).toMatchObject({
      orderId: "5001",
      discountMinor: 500n,
    });
    await redeem(db, { ...order, shop, codes, cancelledAt: now });
    expect(await db.claim.findFirst({ where: { shop } })).toMatchObject({
      orderId: null,
      discountMinor: null,
    });
  });
});
