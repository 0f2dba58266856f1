import { describe, expect, it } from "vitest";
import { db, pool } from "#app/db.server.ts";
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
import { fillPools, findShopsLowOnCodes } from "./fill-pools.server.ts";
import { retireDiscounts } from "./offers.server.ts";
import { termsKey } from "./offers.ts";
import { findShopsToTidy, takeBack } from "./take-back.server.ts";

useOffers();

describe("filling pools", () => {
  it("stocks the end of now and the next one, once, whatever runs twice", async () => {
    await createCampaign();
    await Promise.all([fillPools({ shop, now }), fillPools({ shop, now })]);
    await fillPools({ shop, now });
    expect(
      discountsAtShopify()
        .map(({ endsAt, codes }) => [endsAt, codes.length])
        .sort(),
    ).toEqual([
      ["2026-11-21T22:00:00.000Z", 20],
      ["2026-11-21T23:00:00.000Z", 20],
    ]);
    expect(await countStates()).toEqual({ ready: 40 });
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
      expect(discountsAtShopify()).toHaveLength(2);
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
    expect(await countStates()).toEqual({ ready: 42 });
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
    expect(await countStates()).toEqual({ ready: 40, failed: 1 });
  });

  it("leaves out codes that Shopify refuses one by one, and makes others", async () => {
    await createCampaign();
    const taken = new Set<string>();
    // Somebody else takes two of them first.
    admin.before = (operation) => {
      if (operation !== "ReadOfferCodes" || taken.size > 0) return;
      const creation = discountsAtShopify()[0]!.bulkCreations[0]!;
      for (const { code } of creation.codes.slice(0, 2)) {
        taken.add(code);
        discountsAtShopify()[0]!.codes.push({
          id: `9${taken.size}`,
          code: code.toLowerCase(),
          used: 0,
          usedBy: [],
        });
      }
    };
    await fillPools({ shop, now });
    expect(await countStates()).toEqual({ ready: 38, failed: 2 });
    await fillPools({ shop, now });
    expect(await countStates()).toEqual({ ready: 40, failed: 2 });
  });

  it("a campaign that Shopify refuses leaves the others their codes", async () => {
    const ids = [await createCampaign(), await createCampaign()].sort();
    await changeCampaign(ids[0]!, {
      definition: definitionOf({ percent: 150 }),
    });
    await expect(fillPools({ shop, now })).rejects.toMatchObject({
      code: "discount-refused",
    });
    expect(
      await db.discountCode.count({
        where: { shop, campaignId: ids[1]!, state: "ready" },
      }),
    ).toBe(40);
  });

  it("makes another discount when the merchant deleted ours", async () => {
    await createCampaign();
    await fillPools({ shop, now });
    discountsAtShopify().length = 0;
    await pool.query(
      `update "DiscountCode" set state = 'claimed' where state = 'ready'`,
    );
    await expect(fillPools({ shop, now })).rejects.toMatchObject({
      code: "discount-refused",
    });
    await fillPools({ shop, now }).catch(() => {});
    await fillPools({ shop, now });
    expect(discountsAtShopify()).toHaveLength(2);
    expect((await countStates())["ready"]).toBe(40);
  });
});

describe("pausing and changing", () => {
  it("takes unclaimed codes back and leaves claimed ones what was promised", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    const { code } = await take(campaignId);
    await changeCampaign(campaignId, { status: "paused" });
    await retireDiscounts(db, { shop, campaignId, now });
    await takeBack({ shop, now });
    await takeBack({ shop, now });
    expect(codesAtShopify()).toEqual([code]);
    expect(await countStates()).toEqual({ claimed: 1 });
  });

  it("a resumed campaign hands out working codes again", async () => {
    const campaignId = await createCampaign();
    await fillPools({ shop, now });
    await take(campaignId);
    await changeCampaign(campaignId, { status: "paused" });
    await retireDiscounts(db, { shop, campaignId, now });
    await changeCampaign(campaignId, { status: "active" });
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
    await changeCampaign(campaignId, {
      definition: definitionOf({ percent: 15 }),
    });
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
      await changeCampaign(campaignId, { status: "paused" });
      await retireDiscounts(db, { shop, campaignId, now });
    };
    await fillPools({ shop, now });
    expect((await countStates())["ready"]).toBeUndefined();
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
