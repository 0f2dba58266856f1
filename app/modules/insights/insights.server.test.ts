import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import type { Arm } from "#app/shared/events.ts";
import { countRowsRead } from "#tests/support/plans.ts";
import { createShop } from "#tests/support/shop.ts";
import { getOverview, getReadiness } from "./insights.server.ts";

const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const from = at("08T05:00"); // midnight in New York
const to = at("15T05:00");
let shop: string;

beforeEach(async () => {
  shop = (await createShop()).shop;
});

async function createCampaign(of = shop, status = "active") {
  const id = randomUUID();
  const definition = { experiment: { holdout: 0.1 } };
  await db.campaign.create({
    data: {
      shop: of,
      id,
      name: "Stay",
      status,
      definition,
      createdAt: from,
      updatedAt: from,
    },
  });
  return id;
}

async function expose(
  campaignId: string,
  arm: Arm,
  times: number,
  { orders = 0, when = at("10T12:00"), of = shop } = {},
) {
  await db.exposure.createMany({
    data: Array.from({ length: times }, (_, i) => ({
      shop: of,
      campaignId,
      visitId: randomUUID(),
      arm,
      exposedAt: when,
      ...(i < orders && {
        orderId: randomUUID(),
        orderMinor: 1000n,
        orderedAt: when,
      }),
    })),
  });
}

async function claim(
  campaignId: string,
  claimedAt: Date,
  discountMinor: bigint | null = null,
  of = shop,
) {
  const order =
    discountMinor === null
      ? {}
      : { orderId: "1", redeemedAt: claimedAt, discountMinor };
  await db.claim.create({
    data: {
      shop: of,
      id: randomUUID(),
      campaignId,
      visitId: randomUUID(),
      code: randomUUID(),
      endsAt: to,
      claimedAt,
      ...order,
    },
  });
}

describe("the overview", () => {
  it("sets both arms side by side, less what lies outside the window or in another shop", async () => {
    const id = await createCampaign();
    await expose(id, "treatment", 900, { orders: 60 });
    await expose(id, "holdout", 100, { orders: 5 });
    await expose(id, "treatment", 7, { when: at("15T05:00") });
    await claim(id, at("10T12:00"), 500n);
    await claim(id, at("11T12:00"));
    await claim(id, at("07T12:00"));
    const other = (await createShop()).shop;
    await expose(await createCampaign(other), "treatment", 3, { of: other });
    await expose(id, "treatment", 3, { of: other });

    const { campaigns, currency } = await getOverview({ shop, from, to });
    expect(currency).toBe("USD");
    expect(campaigns).toHaveLength(1);
    expect(campaigns[0]).toMatchObject({
      id,
      treatment: { visits: 900, orders: 60, revenueMinor: 60_000n },
      holdout: { visits: 100, orders: 5, revenueMinor: 5_000n },
      lift: {
        reason: "not-enough-data",
        missing: { treatment: 0, holdout: 20 },
      },
      srm: { mismatch: false },
      claims: 2,
      redeemed: 1,
      discountMinor: 500n,
    });
  });

  it("tells the lift when there is enough to tell, and a split that went wrong", async () => {
    const id = await createCampaign();
    await expose(id, "treatment", 600, { orders: 60 });
    await expose(id, "holdout", 500, { orders: 25 });
    const [figures] = (await getOverview({ shop, from, to })).campaigns;
    expect(figures?.lift).toMatchObject({ estimate: expect.closeTo(1, 5) });
    expect(figures?.srm.mismatch).toBe(true);
  });

  it("does not count anew for each campaign", async () => {
    const counts = async () =>
      (await countRowsRead(() => getOverview({ shop, from, to }))).filter(
        ({ text }) => text.includes('"Exposure"'),
      ).length;
    await createCampaign();
    const one = await counts();
    for (let i = 0; i < 5; i++) await createCampaign();
    expect(await counts()).toBe(one);
  });

  it("checks the split only since the share that is asked for holds", async () => {
    const id = await createCampaign();
    await expose(id, "treatment", 500);
    await expose(id, "holdout", 500);
    const holdoutSince = at("10T12:01").toISOString();
    const definition = { experiment: { holdout: 0.1, holdoutSince } };
    await db.campaign.update({
      where: { shop_id: { shop, id } },
      data: { definition },
    });
    await expose(id, "treatment", 90, { when: at("11T12:00") });
    await expose(id, "holdout", 10, { when: at("11T12:00") });
    const [figures] = (await getOverview({ shop, from, to })).campaigns;
    expect(figures?.srm.mismatch).toBe(false);
    expect(figures?.treatment.visits).toBe(590);
  });

  it("has a row for every day of the shop's clock, and puts each thing on its own", async () => {
    const id = await createCampaign();
    await expose(id, "treatment", 2, { when: at("09T04:59") }); // still the 8th in New York
    await expose(id, "holdout", 1, { when: at("09T05:00") });
    await claim(id, at("12T12:00"));
    const message = {
      shop,
      purpose: "basket-reminder",
      template: "x",
      locale: "en",
      content: {},
      basis: "x",
      basisAt: from,
      dueAt: from,
      createdAt: at("13T12:00"),
    };
    await db.message.createMany({
      data: [
        {
          ...message,
          id: randomUUID(),
          dedupeKey: "a",
          state: "sent",
          sentAt: at("13T12:00"),
        },
        { ...message, id: randomUUID(), dedupeKey: "b", state: "parked" },
        { ...message, id: randomUUID(), dedupeKey: "c", state: "handing-over" },
      ],
    });
    const run = {
      shop,
      flow: "abandoned-checkout",
      dueAt: from,
      startedAt: from,
      updatedAt: at("14T12:00"),
    };
    await db.run.create({
      data: {
        ...run,
        id: randomUUID(),
        checkoutToken: "a",
        state: "recovered",
        orderMinor: 4200n,
      },
    });
    await db.run.create({
      data: { ...run, id: randomUUID(), checkoutToken: "b", state: "stopped" },
    });

    const { daily, messages, recovered } = await getOverview({
      shop,
      from,
      to,
    });
    expect(daily.map(({ date }) => date)).toEqual(
      [8, 9, 10, 11, 12, 13, 14].map(
        (day) => `2026-11-${String(day).padStart(2, "0")}`,
      ),
    );
    expect(daily[0]).toEqual({
      date: "2026-11-08",
      treatment: 2,
      holdout: 0,
      claims: 0,
      mails: 0,
      recovered: 0,
    });
    expect(daily[1]?.holdout).toBe(1);
    expect(daily[4]?.claims).toBe(1);
    expect(daily[5]?.mails).toBe(1);
    expect(daily[6]?.recovered).toBe(1);
    expect(messages).toEqual({ sent: 1, queued: 1, parked: 1, dropped: 0 });
    expect(recovered).toEqual({ orders: 1, revenueMinor: 4200n });
  });

  it("shows a campaign that did nothing with zeros, and an archived one only if it did something", async () => {
    const quiet = await createCampaign();
    await createCampaign(shop, "archived");
    const { campaigns } = await getOverview({ shop, from, to });
    expect(campaigns.map(({ id }) => id)).toEqual([quiet]);
    expect(campaigns[0]).toMatchObject({
      treatment: { visits: 0 },
      claims: 0,
      srm: { mismatch: false },
    });
  });
});

describe("readiness", () => {
  it("says what is missing, and when nothing is", async () => {
    expect(await getReadiness({ shop })).toEqual({
      hasCampaign: false,
      hasActiveCampaign: false,
      published: false,
      publicationError: null,
      embedSeenAt: null,
      proofProducts: 0,
    });
    await createCampaign();
    await db.publication.create({
      data: {
        shop,
        wantedRevision: 2,
        revision: 1,
        publishedAt: from,
        error: "Shopify said no",
      },
    });
    expect(await getReadiness({ shop })).toMatchObject({
      hasActiveCampaign: true,
      published: false,
      publicationError: "Shopify said no",
    });
    await db.publication.update({
      where: { shop },
      data: { revision: 2, error: null },
    });
    await db.shop.update({ where: { shop }, data: { embedSeenAt: to } });
    await db.productProof.create({
      data: {
        shop,
        productId: "1",
        bought: 9,
        windowDays: 7,
        countedAt: to,
        written: {},
        writtenAt: to,
      },
    });
    expect(await getReadiness({ shop })).toEqual({
      hasCampaign: true,
      hasActiveCampaign: true,
      published: true,
      publicationError: null,
      embedSeenAt: to,
      proofProducts: 1,
    });
  });
});
