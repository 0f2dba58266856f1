import { beforeAll, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { MAX_ATTEMPTS } from "#app/modules/events/events.ts";
import { drainInbox } from "#app/modules/events/events.server.ts";
import { adminRequest } from "#tests/support/admin-request.ts";
import { startTestShopify } from "#tests/support/test-shopify.ts";
import { loader as loadHome } from "./app._index.tsx";
import { action, loader } from "./app.deliveries.tsx";

const shop = "fern-field.myshopify.com";
const other = "other-shop.myshopify.com";
const start = new Date("2026-11-21T12:00:00Z");

beforeAll(async () => {
  const shopify = await startTestShopify();
  for (const each of [shop, other]) await shopify.installApp(each);
});

const page = (of = shop) => loader(adminRequest(of, "/app/deliveries"));
const banner = async (of = shop) =>
  (await loadHome(adminRequest(of, "/app"))).parkedDeliveries;

/** The worker, which fails or succeeds, until nothing is due for as long as it goes on trying. */
async function work(fails: boolean, from: Date): Promise<string[]> {
  const worked: string[] = [];
  for (let hour = 0; hour <= MAX_ATTEMPTS; hour++)
    await drainInbox({
      receive: async (_tx, { deliveryId }) => {
        if (fails) throw new Error("The order has no currency.");
        worked.push(deliveryId);
      },
      clock: () => new Date(from.getTime() + hour * 3_600_000),
      limit: 100,
    });
  return worked;
}

test("what could not be worked is counted at home, listed with its reason, and tried again on request", async () => {
  for (const [of, deliveryId] of [
    [shop, "d1"],
    [shop, "d2"],
    [other, "d3"],
  ] as const)
    await db.webhookDelivery.create({
      data: {
        shop: of,
        deliveryId,
        topic: "orders/create",
        payload: {},
        receivedAt: start,
      },
    });
  expect(await banner()).toBe(0);
  expect((await page()).rows).toEqual([]);

  await work(true, start);
  expect(await banner()).toBe(2);
  const { rows, total } = await page();
  expect(total).toBe(2);
  expect(rows.map(({ id }) => id).sort()).toEqual(["d1", "d2"]);
  expect(rows[0]).toMatchObject({
    what: "An order was placed",
    reason: "The order has no currency.",
  });
  expect(rows[0]?.receivedAt).toMatch(/^Nov 21, 2026, 7:00\sAM$/);

  const again = await action(
    adminRequest(shop, "/app/deliveries", { method: "POST" }),
  );
  expect(again.said).toBe("They are tried again now");
  expect(await banner()).toBe(0);
  const later = new Date(start.getTime() + 86_400_000);
  expect((await work(false, later)).sort()).toEqual(["d1", "d2"]);
  // The other shop's waits for its own merchant.
  expect(await banner(other)).toBe(1);
});
