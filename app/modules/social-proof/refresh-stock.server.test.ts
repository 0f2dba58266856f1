import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import {
  recordInventoryLevel,
  recordProductChange,
} from "#app/modules/events/events.server.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { refreshStock } from "./refresh-stock.server.ts";

const HOUR_MS = 3_600_000;
const monday = new Date("2026-11-16T14:00:00Z");
let admin: LocalAdmin;
let shop: string;
let time: Date;
let count = 0;

beforeAll(async () => {
  admin = await startLocalAdmin();
  shop = admin.shop;
});

beforeEach(async () => {
  admin.platform.shop.metafields = [];
  Object.assign(admin, { asked: [], before: () => {}, after: () => {} });
  admin.platform.installation.bucket = { available: 2000, at: Date.now() };
  for (const table of [
    db.stockChange,
    db.stockReading,
    db.variantStock,
    db.stockSnapshot,
    db.productStock,
    db.orderLine,
    db.order,
  ])
    await (table as typeof db.order).deleteMany();
  time = monday;
  Object.assign(cup(), {
    inventoryQuantity: 12,
    tracked: true,
    inventoryPolicy: "DENY",
  });
});

const cup = () => admin.platform.shop.products[0]!.variants[0]!;
const refresh = () => refreshStock({ shop, clock: () => time, log });
const later = (hours: number) =>
  void (time = new Date(time.getTime() + hours * HOUR_MS));
const tell = (payload: object = { inventory_item_id: 301, location_id: 1 }) =>
  transaction((tx) => recordInventoryLevel(tx, { shop, payload, now: time }));
const tellProduct = (id: number) =>
  transaction((tx) =>
    recordProductChange(tx, { shop, payload: { id }, now: time }),
  );
const stored = () => {
  const found = admin.platform.shop.metafields.find(
    (one) => one.ownerId === "101" && one.key === "stock",
  );
  return found && (JSON.parse(found.value) as object);
};

/** An order as its webhook leaves it, and the stock it takes. */
async function sell(pieces: number, { refunded = 0, test = false } = {}) {
  const id = String(++count);
  const order = { shop, id, name: `#${id}`, currency: "USD", test };
  await db.order.create({
    data: { ...order, totalMinor: 1000n, placedAt: time, updatedAt: time },
  });
  await db.orderLine.create({
    data: {
      shop,
      orderId: id,
      id: "1",
      productId: "101",
      variantId: "201",
      quantity: pieces,
      refundedQuantity: refunded,
      totalMinor: 1000n,
      placedAt: time,
    },
  });
  cup().inventoryQuantity -= pieces;
  await tell();
}

/** Twelve on Monday, seven sold on Wednesday. */
async function sellSeven() {
  await refresh();
  later(48);
  await sell(7);
  await refresh();
}

describe("stock movement", () => {
  it("is written when the stock fell by sales, and only then", async () => {
    await refresh();
    expect(stored()).toBeUndefined();
    later(48);
    await sell(7);
    await refresh();
    expect(stored()).toEqual({
      countedAt: time.toISOString(),
      variants: { "201": { from: 12, day: "2026-11-16", weekday: 1, now: 5 } },
    });
    admin.asked = [];
    await refresh();
    expect(admin.asked).toEqual([]);
  });

  it.each([
    ["a delivery", 30],
    ["a correction", 4],
    ["a level below nothing", -3],
  ])("falls silent after %s", async (_name, quantity) => {
    await sellSeven();
    expect(stored()).toBeDefined();
    cup().inventoryQuantity = quantity;
    await tell();
    admin.asked = [];
    await refresh();
    expect(stored()).toBeUndefined();
    expect(admin.asked).toEqual(["ReadItemStock", "DeleteProofs"]);
    expect(await db.productStock.count()).toBe(0);
  });

  it("stays when pieces only moved between the shop's own locations", async () => {
    await sellSeven();
    cup().elsewhere = { "72002": 3 };
    await tell();
    await refresh();
    delete cup().elsewhere;
    expect(stored()).toMatchObject({ variants: { "201": { now: 5 } } });
  });

  it("is silent where it is not tracked, or sold beyond what is there", async () => {
    for (const change of [
      { tracked: false },
      { inventoryPolicy: "CONTINUE" },
    ]) {
      Object.assign(cup(), { inventoryQuantity: 12 });
      await db.stockSnapshot.deleteMany();
      await sellSeven();
      expect(stored()).toBeDefined();
      Object.assign(cup(), change);
      await tellProduct(101);
      await refresh();
      expect(stored()).toBeUndefined();
      Object.assign(cup(), { tracked: true, inventoryPolicy: "DENY" });
      later(1);
      await tellProduct(101);
    }
  });

  it("does not count what was refunded, cancelled or a test", async () => {
    await refresh();
    later(48);
    await sell(4, { refunded: 1 });
    await refresh();
    expect(stored()).toBeUndefined();
    await sell(3, { test: true });
    await refresh();
    expect(stored()).toBeUndefined();
    await db.order.updateMany({ data: { cancelledAt: time } });
    await refresh();
    expect(stored()).toBeUndefined();
  });

  it("comes right when the stock is told before its order, or after", async () => {
    await refresh();
    later(48);
    cup().inventoryQuantity -= 7;
    await tell();
    await refresh();
    expect(stored()).toBeUndefined();
    cup().inventoryQuantity += 7;
    await sell(7);
    await refresh();
    expect(stored()).toMatchObject({ variants: { "201": { from: 12 } } });
  });

  it("obeys the merchant's floor and ceiling", async () => {
    await sellSeven();
    const set = (stockFloor: number, stockCeiling: number) =>
      db.shopSettings.upsert({
        where: { shop },
        create: { shop, stockFloor, stockCeiling, updatedAt: time },
        update: { stockFloor, stockCeiling },
      });
    for (const [floor, ceiling, speaks] of [
      [6, 10, false],
      [2, 5, true],
      [1, 4, false],
    ] as const) {
      await set(floor, ceiling);
      await refresh();
      expect(Boolean(stored()), `${floor} to ${ceiling}`).toBe(speaks);
    }
    await db.shopSettings.deleteMany();
  });

  it("asks for all variants once a day, and forgets what is gone and what is old", async () => {
    await refresh();
    expect(admin.asked).toEqual(["ReadStock"]);
    later(1);
    await refresh();
    expect(admin.asked).toHaveLength(1);
    later(20);
    await db.variantStock.create({
      data: {
        shop,
        variantId: "999",
        productId: "99",
        itemId: "9",
        quantity: 1,
        counted: true,
        readAt: monday,
      },
    });
    await refresh();
    expect(admin.asked).toEqual(["ReadStock", "ReadStock"]);
    expect(await db.variantStock.count({ where: { variantId: "999" } })).toBe(
      0,
    );
    later(24 * 9);
    await refresh();
    const days = await db.stockSnapshot.groupBy({ by: ["day"] });
    expect(days.map(({ day }) => day)).toEqual(["2026-11-26"]);
  });

  it("a product that is gone takes its stock along, and silences no other", async () => {
    await sellSeven();
    await tellProduct(777);
    await tell({ inventory_item_id: "888" });
    await refresh();
    expect(await db.stockChange.count()).toBe(0);
    expect(stored()).toBeDefined();
    const [product] = admin.platform.shop.products.splice(0, 1);
    await tellProduct(101);
    await refresh();
    admin.platform.shop.products.unshift(product!);
    expect(await db.productStock.count()).toBe(0);
    expect(await db.variantStock.count({ where: { productId: "101" } })).toBe(
      0,
    );
  });

  it("loses no change that is told while it reads, nor when it dies", async () => {
    await sellSeven();
    cup().inventoryQuantity = 30;
    await tell();
    admin.after = (operation) => {
      if (operation === "ReadItemStock") throw new Error("gone");
    };
    const dying = refresh().catch(() => "died");
    while (!admin.asked.includes("ReadItemStock"))
      await new Promise((resolve) => setTimeout(resolve, 10));
    admin.after = () => {};
    await dying;
    await refresh();
    expect(stored()).toBeUndefined();
    later(1);
    await tell();
    admin.before = async (operation) => {
      if (operation !== "ReadItemStock") return;
      admin.before = () => {};
      later(0.01);
      await tell();
    };
    const changes = await db.stockChange.findMany();
    expect(changes).toHaveLength(1);
    await refresh();
    expect(
      admin.asked.filter((one) => one === "ReadItemStock").length,
    ).toBeGreaterThan(1);
  });

  it("says nothing while orders from before the app are still coming in, or when the shop left", async () => {
    const set = (data: object) => db.shop.update({ where: { shop }, data });
    await set({ ordersImportedAt: null });
    await refresh();
    await set({ ordersImportedAt: monday, uninstalledAt: monday });
    await refresh();
    await set({ uninstalledAt: null });
    expect(admin.asked).toEqual([]);
    expect(await db.stockSnapshot.count()).toBe(0);
  });

  it("hears the same change many times as once, and the latest telling counts", async () => {
    await tell();
    later(1);
    await tell();
    const latest = time;
    later(-2);
    await tell();
    expect(await db.stockChange.findMany()).toEqual([
      { shop, kind: "item", id: "301", toldAt: latest },
    ]);
    await expect(tell({ location_id: 1 })).rejects.toThrow();
  });
});
