import { randomUUID } from "node:crypto";
import type { TaskList } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { db, pool } from "#app/db.server.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import {
  admin,
  changeCampaign,
  createCampaign,
  HOUR,
  now,
  shop,
  useOffers,
} from "#tests/support/offers.ts";
import { placeOrder } from "#tests/support/place-order.ts";
import { createShop } from "#tests/support/shop.ts";
import { offerJobs } from "./jobs.server.ts";
import { claim, keepPromises } from "./offers.server.ts";
import { tagOrder } from "./tag-order.server.ts";

useOffers();

const freeReturns: Incentive = { kind: "promise", promise: "free-returns" };

async function promised(
  incentive = freeReturns,
  more: { customerId?: string; visitId?: string; shopperId?: string } = {},
) {
  const campaignId = await createCampaign({ incentive, validFor: "day" });
  const claimed = await claim({
    shop,
    campaignId,
    visitId: randomUUID(),
    now,
    ...more,
  });
  if (claimed.kind !== "promise") throw new Error("Not a promise.");
  return { campaignId, ...claimed };
}

const order = (claimIds: string[], more: object = {}) => ({
  shop,
  id: placeOrder(admin.platform, { email: null, at: now }),
  claimIds,
  customerId: null,
  attribution: null,
  placedAt: new Date(now.getTime() + HOUR),
  cancelledAt: null,
  ...more,
});
const tagsOf = (id: string) =>
  admin.platform.shop.orders.find((one) => one.id === id)!.tags;
const waitingTags = async () => {
  const { rows } = await pool.query<{ payload: { orderId: string } }>(
    `select payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
      where task.identifier = 'offers.tag-order'`,
  );
  return rows.map(({ payload }) => payload.orderId);
};
const tag = (orderId: string) => tagOrder({ shop, orderId, now });

describe("a promise", () => {
  it("is claimed without a code, until a real end, and again the same", async () => {
    const visitId = randomUUID();
    const { campaignId, claimId, endsAt, terms } = await promised(freeReturns, {
      visitId,
    });
    expect(endsAt.toISOString()).toBe("2026-11-23T00:00:00.000Z");
    expect(terms).toContain("free-returns");
    const again = await claim({ shop, campaignId, visitId, now });
    expect(again).toEqual({ kind: "promise", claimId, endsAt, terms });
    expect(admin.asked).toEqual([]);
    await changeCampaign(campaignId, { status: "paused" });
    expect(await claim({ shop, campaignId, visitId, now })).toEqual(again);
  });

  it("binds the first order that carries it, which is tagged once, whatever comes twice", async () => {
    const { claimId } = await promised();
    const first = order([claimId]);
    const second = order([claimId]);
    for (const one of [first, first, second, first])
      await keepPromises(db, one);
    expect(new Set(await waitingTags())).toEqual(new Set([first.id]));
    await Promise.all([tag(first.id), tag(first.id)]);
    await tag(second.id);
    expect(tagsOf(first.id)).toEqual(["Second Thought: free returns"]);
    expect(tagsOf(second.id)).toEqual([]);
    // The tag itself is a change of the order, which Shopify tells us of.
    admin.asked = [];
    await pool.query(`delete from graphile_worker._private_jobs`);
    await keepPromises(db, first);
    await tag(first.id);
    expect(await waitingTags()).toEqual([]);
    expect(admin.asked).toEqual([]);
  });

  it("is tagged after a worker that was killed, before or after Shopify heard of it", async () => {
    const { claimId } = await promised();
    const placed = order([claimId]);
    await keepPromises(db, placed);
    const died = () => {
      admin.before = admin.after = () => {};
      throw new Error("the process died here");
    };
    for (const when of ["before", "after"] as const) {
      admin[when] = died;
      // A broken connection is asked again by itself; what was said twice is one tag.
      await tag(placed.id);
      await db.claim.updateMany({ where: { shop }, data: { taggedAt: null } });
    }
    await tag(placed.id);
    expect(tagsOf(placed.id)).toEqual(["Second Thought: free returns"]);
  });

  it("is not kept for what a browser made up", async () => {
    const { claimId, endsAt } = await promised();
    const other = (await createShop()).shop;
    for (const one of [
      order([randomUUID()]),
      order([claimId], { placedAt: new Date(endsAt.getTime() + 1) }),
      order([claimId], { placedAt: new Date(now.getTime() - HOUR) }),
      order([claimId], { shop: other }),
      order([]),
    ])
      await keepPromises(db, one);
    expect(await db.claim.count({ where: { orderId: { not: null } } })).toBe(0);
    // A code's claim is no promise either.
    const campaignId = await createCampaign();
    await claim({ shop, campaignId, visitId: randomUUID(), now });
    const ofCode = await db.claim.findFirstOrThrow({ where: { campaignId } });
    await keepPromises(db, order([ofCode.id]));
    expect(await db.claim.count({ where: { orderId: { not: null } } })).toBe(0);
  });

  it("of a signed-in customer is hers alone", async () => {
    const { claimId } = await promised(freeReturns, { customerId: "77" });
    await keepPromises(db, order([claimId], { customerId: "78" }));
    expect(await db.claim.count({ where: { orderId: { not: null } } })).toBe(0);
    const hers = order([claimId], { customerId: "77" });
    await keepPromises(db, hers);
    expect(await db.claim.findFirst({ where: { shop } })).toMatchObject({
      orderId: hers.id,
    });
  });

  it("is hers in her later visits too, and not another shopper's", async () => {
    const [hers, other] = [randomUUID(), randomUUID()];
    const visitOf = async (shopperId: string | null) => {
      const id = randomUUID();
      const data = { shop, id, shopperId, startedAt: now, lastAt: now };
      await db.visit.create({ data });
      return { attribution: `v1.${id}.${randomUUID()}.t` };
    };
    const { claimId } = await promised(freeReturns, { shopperId: hers });
    await keepPromises(db, order([claimId], await visitOf(other)));
    expect(await db.claim.count({ where: { orderId: { not: null } } })).toBe(0);
    // Whose visit it was is not known everywhere, and made-up attributes say nothing.
    for (const attribution of [
      await visitOf(hers),
      await visitOf(null),
      { attribution: `v1.${randomUUID()}` },
      { attribution: "v1.<script>" },
    ]) {
      const placed = order([claimId], attribution);
      await keepPromises(db, placed);
      expect(await db.claim.findFirst({ where: { shop } })).toMatchObject({
        orderId: placed.id,
      });
      await keepPromises(db, { ...placed, cancelledAt: now });
    }
    // A basket that a signed-in customer carries to her other device brings the visit of that device.
    const signedIn = await promised(freeReturns, {
      customerId: "77",
      shopperId: hers,
    });
    const elsewhere = order([signedIn.claimId], {
      customerId: "77",
      ...(await visitOf(other)),
    });
    await keepPromises(db, elsewhere);
    expect(await db.claim.count({ where: { orderId: elsewhere.id } })).toBe(1);
  });

  it("of a service is kept while its item is in the order", async () => {
    const incentive: Incentive = {
      kind: "promise",
      promise: "service",
      variantId: "2001",
    };
    const { claimId } = await promised(incentive);
    const without = order([claimId]);
    await keepPromises(db, without);
    expect(await waitingTags()).not.toContain(without.id);
    const line = { shop, id: "1", quantity: 1, totalMinor: 0n, placedAt: now };
    await db.orderLine.create({
      data: { ...line, orderId: without.id, variantId: "2001" },
    });
    await keepPromises(db, without);
    await tag(without.id);
    expect(tagsOf(without.id)).toEqual(["Second Thought: service"]);
  });

  it("is free again when the order is cancelled", async () => {
    const { claimId } = await promised();
    const first = order([claimId]);
    await keepPromises(db, first);
    await keepPromises(db, { ...first, cancelledAt: now });
    const second = order([claimId]);
    await keepPromises(db, second);
    await tag(second.id);
    expect(tagsOf(second.id)).toHaveLength(1);
  });

  it("an order that is gone is given up, one that Shopify refuses is tried again", async () => {
    const { claimId } = await promised();
    const gone = order([claimId]);
    await keepPromises(db, gone);
    admin.platform.shop.orders = admin.platform.shop.orders.filter(
      ({ id }) => id !== gone.id,
    );
    await tag(gone.id);
    expect(await db.claim.count({ where: { shop, taggedAt: null } })).toBe(0);
    expect(Object.keys(offerJobs satisfies TaskList)).toContain(
      "offers.tag-order",
    );
  });
});
