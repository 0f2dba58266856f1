import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "#app/clock.server.ts";
import { db, pool } from "#app/db.server.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { createShop } from "#tests/support/shop.ts";
import { fillPools, findShopsLowOnCodes } from "./fill-pools.server.ts";
import { claim, redeem, retireDiscounts } from "./offers.server.ts";
import { termsKey } from "./offers.ts";
import { findShopsToTidy, takeBack } from "./take-back.server.ts";

const now = new Date("2026-11-21T20:15:00Z");
const HOUR = 3_600_000;
let admin: LocalAdmin;
let shop: string;

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
  await pool.query(
    `delete from "Claim"; delete from "DiscountCode"; delete from "Discount"; delete from "Campaign"`,
  );
});

afterEach(() => setClock());

interface Given {
  claimsPerDay?: number | null;
  schedule?: object;
  validFor?: "hour" | "day";
  percent?: number;
  status?: string;
}

const definitionOf = ({
  claimsPerDay = null,
  schedule = {},
  validFor = "hour",
  percent = 10,
}: Given) => ({
  audience: { pages: ["cart"], minCartMinor: 2000 },
  treatment: {
    kind: "offer",
    incentive: { kind: "percent", percent },
    stacks: false,
    validFor,
    texts: {},
  },
  limits: { cooldownHours: 24, claimsPerDay },
  schedule,
});

async function createCampaign(given: Given = {}): Promise<string> {
  const id = randomUUID();
  const data = {
    shop,
    id,
    name: "Before you go",
    status: given.status ?? "active",
    definition: definitionOf(given),
    createdAt: now,
    updatedAt: now,
  };
  await db.campaign.create({ data });
  return id;
}

async function change(
  id: string,
  data: { status?: string; definition?: object },
) {
  await db.campaign.update({
    where: { shop_id: { shop, id } },
    data: { ...data, version: { increment: 1 } },
  });
}

const take = (campaignId: string, at = now, visitId: string = randomUUID()) =>
  claim({ shop, campaignId, visitId, now: at });
const world = () => admin.platform.shop.discounts;
const codesAtShopify = () =>
  world().flatMap(({ codes }) => codes.map(({ code }) => code));
const states = async () => {
  const rows = await db.discountCode.groupBy({
    by: ["state"],
    where: { shop },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
};

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
    const discount = world().find(({ codes }) =>
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
    expect(await states()).toEqual({ claimed: 1, ready: 39 });
  });

  it("makes the discount with its first code when there is no pool", async () => {
    const campaignId = await createCampaign();
    const code = await take(campaignId);
    expect(codesAtShopify()).toContain(code.code);
    expect(world()).toHaveLength(1);
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
    expect(given.length).toBeGreaterThan(200);
    expect(new Set(refused).size).toBeLessThanOrEqual(1);
    if (refused.length > 0) expect(refused[0]).toBe("try-again");
    expect(await db.claim.count({ where: { shop } })).toBe(given.length);
    const known = new Set(codesAtShopify());
    expect(given.filter((code) => !known.has(code))).toEqual([]);
    expect(world()).toHaveLength(1);
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
    expect(admin.asked).toEqual([]);
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
    await change(campaignId, { status: "paused" });
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
    expect(world()).toHaveLength(1);
  });
});

describe("filling pools", () => {
  it("stocks the end of now and the next one, once, whatever runs twice", async () => {
    await createCampaign();
    await Promise.all([fillPools({ shop, now }), fillPools({ shop, now })]);
    await fillPools({ shop, now });
    expect(
      world()
        .map(({ endsAt, codes }) => [endsAt, codes.length])
        .sort(),
    ).toEqual([
      ["2026-11-21T22:00:00.000Z", 20],
      ["2026-11-21T23:00:00.000Z", 20],
    ]);
    expect(await states()).toEqual({ ready: 40 });
  });

  it("is asked for when it runs low, and ahead of the next end", async () => {
    const campaignId = await createCampaign();
    expect(await findShopsLowOnCodes({ now })).toEqual([shop]);
    await fillPools({ shop, now });
    expect(await findShopsLowOnCodes({ now })).toEqual([]);
    expect(
      await findShopsLowOnCodes({ now: new Date("2026-11-21T21:40:00Z") }),
    ).toEqual([shop]);
    await Promise.all(Array.from({ length: 35 }, () => take(campaignId)));
    expect(await findShopsLowOnCodes({ now })).toEqual([shop]);
  });

  const died = () => {
    throw new Error("the process died here");
  };

  /** Everything up to and including `operation` reaches Shopify, then this process asks nothing any more. */
  async function dieAfter(operation: string) {
    admin.after = (asked) => {
      if (asked !== operation) return;
      admin.before = died;
      died();
    };
    const dying = fillPools({ shop, now });
    dying.catch(() => {});
    while (admin.before !== died)
      await new Promise((resolve) => setTimeout(resolve, 10));
    Object.assign(admin, { before: () => {}, after: () => {} });
    return dying;
  }

  it.each(["CreateOfferDiscount", "AddOfferCodes", "ReadOfferCodes"])(
    "goes on after a connection that broke at %s",
    async (operation) => {
      await createCampaign();
      await dieAfter(operation).catch(() => {});
      await fillPools({ shop, now });
      const ready = await db.discountCode.findMany({
        where: { shop, state: "ready" },
      });
      expect(ready).toHaveLength(40);
      const known = new Set(codesAtShopify());
      expect(ready.filter(({ code }) => !known.has(code))).toEqual([]);
      expect(world()).toHaveLength(2);
    },
  );

  it("goes on after a worker was killed between asking for codes and polling for them", async () => {
    await createCampaign();
    await fillPools({ shop, now });
    const discount = await db.discount.findFirstOrThrow({ where: { shop } });
    // What such a worker leaves behind: codes written down, asked of Shopify, the operation noted.
    const codes = ["STAY-KILLD-AAAAA", "STAY-KILLD-BBBBB"];
    const answer = await admin.platform.graphql(
      `mutation { discountRedeemCodeBulkAdd(discountId: "${discount.shopifyId}", codes: [{code: "${codes[0]}"}, {code: "${codes[1]}"}]) { bulkCreation { id } } }`,
    );
    const { bulkCreation } = answer.data!["discountRedeemCodeBulkAdd"] as {
      bulkCreation: { id: string };
    };
    await db.discount.update({
      where: { shop_id: { shop, id: discount.id } },
      data: { bulkId: bulkCreation.id },
    });
    const row = {
      shop,
      discountId: discount.id,
      campaignId: discount.campaignId,
      endsAt: discount.endsAt,
      state: "adding",
      createdAt: now,
    };
    await db.discountCode.createMany({
      data: codes.map((code) => ({ ...row, code })),
    });
    await fillPools({ shop, now });
    expect(await states()).toEqual({ ready: 42 });
  });

  it("hands out no code of which Shopify was never asked", async () => {
    await createCampaign();
    await fillPools({ shop, now });
    const discount = await db.discount.findFirstOrThrow({ where: { shop } });
    const row = {
      shop,
      discountId: discount.id,
      campaignId: discount.campaignId,
      endsAt: discount.endsAt,
      state: "adding",
      createdAt: now,
    };
    await db.discountCode.create({
      data: { ...row, code: "STAY-NEVER-ASKED" },
    });
    await fillPools({ shop, now });
    expect(await states()).toEqual({ ready: 40, failed: 1 });
  });

  it("leaves out codes that Shopify refuses one by one, and makes others", async () => {
    await createCampaign();
    const taken = new Set<string>();
    // Somebody else takes two of them first.
    admin.before = (operation) => {
      if (operation !== "ReadOfferCodes" || taken.size > 0) return;
      const creation = world()[0]!.bulkCreations[0]!;
      for (const { code } of creation.codes.slice(0, 2)) {
        taken.add(code);
        world()[0]!.codes.push({
          id: `9${taken.size}`,
          code: code.toLowerCase(),
          used: 0,
          usedBy: [],
        });
      }
    };
    await fillPools({ shop, now });
    expect(await states()).toEqual({ ready: 38, failed: 2 });
    await fillPools({ shop, now });
    expect(await states()).toEqual({ ready: 40, failed: 2 });
  });

  it("makes another discount when the merchant deleted ours", async () => {
    await createCampaign();
    await fillPools({ shop, now });
    world().length = 0;
    await pool.query(
      `update "DiscountCode" set state = 'claimed' where state = 'ready'`,
    );
    await expect(fillPools({ shop, now })).rejects.toMatchObject({
      code: "discount-refused",
    });
    await fillPools({ shop, now }).catch(() => {});
    await fillPools({ shop, now });
    expect(world()).toHaveLength(2);
    expect((await states())["ready"]).toBe(40);
  });
});

describe("pausing and changing", () => {
  it("takes unclaimed codes back and leaves claimed ones what was promised", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    const { code } = await take(campaignId);
    await change(campaignId, { status: "paused" });
    await retireDiscounts(db, { shop, campaignId, now });
    await takeBack({ shop, now });
    await takeBack({ shop, now });
    expect(codesAtShopify()).toEqual([code]);
    expect(await states()).toEqual({ claimed: 1 });
  });

  it("a resumed campaign hands out working codes again", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    await take(campaignId);
    await change(campaignId, { status: "paused" });
    await retireDiscounts(db, { shop, campaignId, now });
    await change(campaignId, { status: "active" });
    await Promise.all([
      takeBack({ shop, now }).catch(() => {}),
      fillPools({ shop, now }),
    ]);
    await takeBack({ shop, now });
    await fillPools({ shop, now });
    const { code } = await take(campaignId);
    expect(codesAtShopify()).toContain(code);
    const ready = await db.discountCode.findMany({
      where: { shop, state: "ready" },
    });
    const known = new Set(codesAtShopify());
    expect(ready.filter((one) => !known.has(one.code))).toEqual([]);
  });

  it("new terms get a discount of their own", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    await change(campaignId, { definition: definitionOf({ percent: 15 }) });
    const keepTerms = termsKey({
      incentive: { kind: "percent", percent: 15 },
      stacks: false,
      minCartMinor: 2000,
    });
    await retireDiscounts(db, { shop, campaignId, keepTerms, now });
    expect((await take(campaignId)).terms).toBe(keepTerms);
  });

  it("a campaign that is paused while codes are being made gets none", async () => {
    const campaignId = await createCampaign();
    admin.before = async (operation) => {
      if (operation !== "AddOfferCodes") return;
      admin.before = () => {};
      await change(campaignId, { status: "paused" });
      await retireDiscounts(db, { shop, campaignId, now });
    };
    await fillPools({ shop, now });
    expect((await states())["ready"]).toBeUndefined();
    await takeBack({ shop, now });
    expect(codesAtShopify()).toEqual([]);
  });

  it("discounts that ended unused are deleted, those with claims stay as proof", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    const { code } = await take(campaignId);
    const later = new Date(now.getTime() + 5 * HOUR);
    expect(await findShopsToTidy({ now: later })).toEqual([shop]);
    await takeBack({ shop, now: later });
    expect(codesAtShopify()).toEqual([code]);
    expect(await findShopsToTidy({ now: later })).toEqual([]);
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
