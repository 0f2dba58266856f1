import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import type { Arm } from "#app/shared/events.ts";
import { createShop } from "#tests/support/shop.ts";
import {
  armCounts,
  type CreditableOrder,
  creditOrder,
  eraseCustomer,
} from "./experiments.server.ts";

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12));
let shop: string;
let campaignId: string;

beforeEach(async () => {
  shop = (await createShop()).shop;
  campaignId = randomUUID();
});

async function expose(arm: Arm, exposedAt = day(10)): Promise<string> {
  const visitId = randomUUID();
  await db.exposure.create({
    data: {
      shop,
      campaignId,
      visitId,
      arm,
      exposedAt,
      shopperId: randomUUID(),
    },
  });
  return visitId;
}

const attribute = (visitId: string, arm = "t") =>
  `v1.${visitId}.${campaignId}.${arm}`;

function orderOf(change: Partial<CreditableOrder> = {}): CreditableOrder {
  return {
    shop,
    id: "1",
    totalMinor: 5000n,
    refundedMinor: 0n,
    attribution: null,
    placedAt: day(11),
    cancelledAt: null,
    ...change,
  };
}

const count = async () =>
  (await armCounts({ shop, from: day(1), to: day(30) })).get(campaignId);

describe("crediting an order", () => {
  it("follows the visit's own attribute, in the arm that was logged, not the one it says", async () => {
    const [shown, held] = [await expose("treatment"), await expose("holdout")];
    await creditOrder(db, orderOf({ attribution: attribute(shown, "h") }));
    await creditOrder(
      db,
      orderOf({ id: "2", totalMinor: 700n, attribution: attribute(held, "t") }),
    );
    expect(await count()).toEqual({
      treatment: { visits: 1, orders: 1, revenueMinor: 5000n },
      holdout: { visits: 1, orders: 1, revenueMinor: 700n },
    });
  });

  it("is done once, whatever runs again and however the order is found", async () => {
    const [first, second] = [
      await expose("treatment"),
      await expose("treatment"),
    ];
    const order = orderOf({ attribution: attribute(first) });
    for (let i = 0; i < 3; i++)
      await creditOrder(db, order, [{ campaignId, visitId: second }]);
    expect((await count())?.treatment).toEqual({
      visits: 2,
      orders: 1,
      revenueMinor: 5000n,
    });
  });

  it("finds the visit by its code when the attribute is gone", async () => {
    const visitId = await expose("treatment");
    await creditOrder(db, orderOf(), [{ campaignId, visitId }]);
    expect((await count())?.treatment.orders).toBe(1);
  });

  it("counts what is left after refunds, and nothing of a cancelled order", async () => {
    const attribution = attribute(await expose("treatment"));
    await creditOrder(db, orderOf({ attribution }));
    await creditOrder(db, orderOf({ attribution, refundedMinor: 2000n }));
    expect((await count())?.treatment.revenueMinor).toBe(3000n);
    await creditOrder(db, orderOf({ attribution, cancelledAt: day(12) }));
    expect((await count())?.treatment).toMatchObject({
      orders: 0,
      revenueMinor: 0n,
    });
    await creditOrder(
      db,
      orderOf({ id: "2", attribution, totalMinor: 900n, placedAt: day(13) }),
    );
    expect((await count())?.treatment).toMatchObject({
      orders: 1,
      revenueMinor: 900n,
    });
  });

  it("takes the first of a visit's orders, in whatever order they arrive", async () => {
    const attribution = attribute(await expose("treatment"));
    await creditOrder(
      db,
      orderOf({ id: "late", attribution, totalMinor: 900n, placedAt: day(13) }),
    );
    await creditOrder(db, orderOf({ id: "early", attribution }));
    await creditOrder(
      db,
      orderOf({ id: "late", attribution, totalMinor: 900n, placedAt: day(13) }),
    );
    expect((await count())?.treatment).toMatchObject({
      orders: 1,
      revenueMinor: 5000n,
    });
  });

  it("believes no attribute without an exposure of this shop before the order", async () => {
    const after = await expose("treatment", day(12));
    const other = (await createShop()).shop;
    const mine = await expose("treatment");
    await creditOrder(db, orderOf({ attribution: attribute(after) }));
    await creditOrder(db, orderOf({ attribution: attribute(randomUUID()) }));
    await creditOrder(
      db,
      orderOf({ shop: other, attribution: attribute(mine) }),
    );
    await creditOrder(db, orderOf({ attribution: "v1.' or true.--.t" }));
    expect((await count())?.treatment).toEqual({
      visits: 2,
      orders: 0,
      revenueMinor: 0n,
    });
  });
});

it("counts by the day of the exposure, shop by shop", async () => {
  await expose("treatment", day(5));
  await expose("holdout", day(20));
  const counts = (await armCounts({ shop, from: day(5), to: day(20) })).get(
    campaignId,
  );
  expect([counts?.treatment.visits, counts?.holdout.visits]).toEqual([1, 0]);
  const other = (await createShop()).shop;
  expect(
    (await armCounts({ shop: other, from: day(1), to: day(30) })).size,
  ).toBe(0);
});

it("an erased customer's order still counts, but leads to no device", async () => {
  const visitId = await expose("treatment");
  await creditOrder(db, orderOf({ attribution: attribute(visitId) }));
  await eraseCustomer(db, { shop, orderIds: ["1"] });
  const row = await db.exposure.findFirstOrThrow({ where: { shop, visitId } });
  expect(row).toMatchObject({
    shopperId: null,
    orderMinor: 5000n,
  });
  expect((await count())?.treatment.orders).toBe(1);
});
