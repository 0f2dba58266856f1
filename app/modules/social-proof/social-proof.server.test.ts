import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { createShop } from "#tests/support/shop.ts";
import { countBought } from "./count-bought.server.ts";
import { listProofs } from "./social-proof.server.ts";
import { writeProofs } from "./write-proofs.server.ts";

const now = new Date("2026-11-21T20:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let admin: LocalAdmin;
let shop: string;
let count = 0;

beforeAll(async () => {
  admin = await startLocalAdmin();
  shop = admin.shop;
});

beforeEach(async () => {
  admin.platform.shop.metafields = [];
  Object.assign(admin, { asked: [], before: () => {}, after: () => {} });
  admin.platform.installation.bucket = { available: 2000, at: Date.now() };
  for (const { id } of admin.platform.shop.products)
    expect(id).toMatch(/^10\d$/);
  await db.productProof.deleteMany();
  await db.orderLine.deleteMany();
  await db.order.deleteMany();
});

interface Bought {
  quantity?: number;
  refunded?: number;
  cancelled?: boolean;
  test?: boolean;
  at?: Date;
  of?: string;
}

async function buy(
  productId: string,
  times: number,
  {
    quantity = 1,
    refunded = 0,
    cancelled = false,
    test = false,
    at = daysAgo(1),
    of = shop,
  }: Bought = {},
) {
  for (let i = 0; i < times; i++) {
    const id = String(++count);
    const times = {
      placedAt: at,
      updatedAt: at,
      cancelledAt: cancelled ? at : null,
    };
    await db.order.create({
      data: {
        shop: of,
        id,
        name: `#${id}`,
        currency: "USD",
        totalMinor: 1000n,
        test,
        ...times,
      },
    });
    await db.orderLine.create({
      data: {
        shop: of,
        orderId: id,
        id: "1",
        productId,
        quantity,
        refundedQuantity: refunded,
        totalMinor: 1000n,
        placedAt: at,
      },
    });
  }
}

const counted = async (countTests = false) =>
  Object.fromEntries(
    await countBought({ shop, since: daysAgo(7), now, countTests }),
  );
const write = (at = now) => writeProofs({ shop, now: at, log });
const stored = (productId: string) => {
  const found = admin.platform.shop.metafields.find(
    (one) => one.ownerId === productId && one.key === "proof",
  );
  return (
    found && {
      namespace: found.namespace,
      ...(JSON.parse(found.value) as object),
    }
  );
};

describe("counting", () => {
  it("counts orders that still hold the product, within the window", async () => {
    await buy("101", 3);
    await buy("101", 1, { quantity: 12 });
    await buy("101", 1, { quantity: 2, refunded: 1 });
    await buy("101", 2, { refunded: 1 });
    await buy("101", 1, { cancelled: true });
    await buy("101", 4, { at: daysAgo(8) });
    await buy("101", 1, { at: daysAgo(-1) });
    await buy("101", 5, { of: (await createShop()).shop });
    expect(await counted()).toEqual({ "101": 5 });
  });

  it("counts test orders in development stores only", async () => {
    await buy("101", 2, { test: true });
    expect(await counted(false)).toEqual({});
    expect(await counted(true)).toEqual({ "101": 2 });
  });
});

describe("writing", () => {
  it("writes what is above the floor, for the app alone, and lists it with its receipt", async () => {
    await buy("101", 14);
    await buy("102", 4);
    await write();
    expect(stored("101")).toEqual({
      namespace: "app--123456789012",
      bought: 14,
      days: 7,
      countedAt: now.toISOString(),
    });
    expect(stored("102")).toBeUndefined();
    expect(await listProofs({ shop })).toEqual([
      {
        productId: "101",
        bought: 14,
        days: 7,
        countedAt: now,
        receipt:
          "Counted from the orders of the last 7 days, less refunds and cancelled orders.",
      },
    ]);
  });

  it("writes only what changed, and stamps anew before the blocks fall silent", async () => {
    await buy("101", 5);
    await buy("102", 5);
    await write();
    await write(new Date(now.getTime() + 60_000));
    expect(admin.asked).toEqual(["WriteProofs"]);
    await buy("102", 1, { at: now });
    await write(new Date(now.getTime() + 120_000));
    expect([stored("101"), stored("102")]).toMatchObject([
      { bought: 5, countedAt: now.toISOString() },
      { bought: 6 },
    ]);
    const later = new Date(now.getTime() + 12 * 3_600_000);
    await write(later);
    expect(stored("101")).toMatchObject({
      bought: 5,
      countedAt: later.toISOString(),
    });
  });

  it("takes it away when it falls below the floor", async () => {
    await buy("101", 5);
    await write();
    await db.orderLine.updateMany({ data: { refundedQuantity: 1 } });
    await write();
    expect(stored("101")).toBeUndefined();
    expect(await db.productProof.count()).toBe(0);
    await write();
    expect(admin.asked).toEqual(["WriteProofs", "DeleteProofs"]);
  });

  it("writes at most 25 at once, and goes on where it died", async () => {
    const template = admin.platform.shop.products[0]!;
    const extra = Array.from({ length: 27 }, (_, i) => ({
      ...structuredClone(template),
      id: String(500 + i),
    }));
    admin.platform.shop.products.push(...extra);
    for (const { id } of extra) await buy(id, 5);
    admin.after = () => {
      if (admin.asked.length === 1)
        Object.assign(admin, {
          before: () => {
            throw new Error("gone");
          },
        });
    };
    const dying = write();
    dying.catch(() => {});
    while ((await db.productProof.count()) < 25)
      await new Promise((resolve) => setTimeout(resolve, 20));
    Object.assign(admin, { before: () => {}, after: () => {} });
    await Promise.all([dying.catch(() => {}), write()]);
    expect(await db.productProof.count()).toBe(27);
    admin.platform.shop.products.splice(-27);
  });

  it("a deleted product silences no other", async () => {
    await buy("101", 5);
    await buy("999", 5);
    await write();
    expect(stored("101")).toMatchObject({ bought: 5 });
    expect(await listProofs({ shop })).toHaveLength(1);
  });

  it("says nothing while orders from before the app are still coming in", async () => {
    await buy("101", 14);
    const imported = (ordersImportedAt: Date | null) =>
      db.shop.update({ where: { shop }, data: { ordersImportedAt } });
    await imported(null);
    await write();
    expect(stored("101")).toBeUndefined();
    await imported(now);
    await write();
    expect(stored("101")).toMatchObject({ bought: 14 });
  });

  it("asks nothing of a shop that left", async () => {
    await buy("101", 5);
    await db.shop.update({ where: { shop }, data: { uninstalledAt: now } });
    await write();
    await db.shop.update({ where: { shop }, data: { uninstalledAt: null } });
    expect(admin.asked).toEqual([]);
  });
});
