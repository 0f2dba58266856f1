import { beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import {
  hashCheckoutToken,
  recordCheckout,
} from "#app/modules/events/events.server.ts";
import {
  getExport,
  listPrivacyRequests,
  receiveDataRequest,
  redactCustomer,
  redactShop,
} from "./privacy.server.ts";

// Nothing that is kept of visits names a person; what leads from a person to her visit goes with her.

const shop = "privacy.myshopify.com";
const other = "other.myshopify.com";
const now = new Date("2026-11-21T12:00:00Z");
const visitId = "0193a1f0-0000-4000-8000-000000000001";
const customer = { id: 7000000000001, email: "Mia@Example.com" };
const delivery = {
  shop,
  deliveryId: "d1",
  receivedAt: now,
  payload: { customer },
};

beforeEach(async () => {
  for (const table of [
    "Checkout",
    "PixelStep",
    "CheckoutDrop",
    "Visit",
    "WebPixel",
    "PrivacyRequest",
  ])
    await db.$executeRawUnsafe(`delete from "${table}"`);
  for (const of of [shop, other]) {
    await transaction((tx) =>
      recordCheckout(tx, {
        shop: of,
        payload: {
          token: "c1",
          email: customer.email,
          customer,
          currency: "EUR",
          total_price: "10",
          note_attributes: [
            { name: "__second_thought", value: `v1.${visitId}` },
          ],
          created_at: now.toISOString(),
          updated_at: now.toISOString(),
        },
      }),
    );
    const checkoutHash = hashCheckoutToken("c1");
    await db.pixelStep.create({
      data: {
        shop: of,
        checkoutHash,
        step: "contact",
        visitId,
        reachedAt: now,
      },
    });
    await db.checkoutDrop.create({
      data: {
        shop: of,
        checkoutHash,
        visitId,
        stage: "checkout-shipping",
        anxiety: "delivery",
        droppedAt: now,
      },
    });
    await db.visit.create({
      data: { shop: of, id: visitId, startedAt: now, lastAt: now },
    });
    await db.webPixel.create({ data: { shop: of, accountId: "a" } });
  }
});

/** What leads from a shop's checkouts to visits. */
const linksOf = async (of: string) => ({
  attributions: await db.checkout.count({
    where: { shop: of, attribution: { not: null } },
  }),
  steps: await db.pixelStep.count({ where: { shop: of } }),
  drops: await db.checkoutDrop.count({
    where: { shop: of, visitId: { not: null } },
  }),
});

test("erased, nothing leads from her checkout to her visit; that somebody stalled at the delivery stays", async () => {
  await transaction((tx) => redactCustomer(tx, delivery, { now }));
  expect(await linksOf(shop)).toEqual({ attributions: 0, steps: 0, drops: 0 });
  expect(await db.checkoutDrop.findFirst({ where: { shop } })).toMatchObject({
    stage: "checkout-shipping",
    anxiety: "delivery",
  });
  expect(await linksOf(other)).toEqual({ attributions: 1, steps: 1, drops: 1 });
});

test("asked for, the steps and the drop of her checkout are handed out", async () => {
  await transaction((tx) => receiveDataRequest(tx, delivery, { now }));
  const [request] = await listPrivacyRequests({ shop });
  const data = await getExport({ shop, id: request?.id ?? "" });
  expect(data).toMatchObject({
    checkoutSteps: [{ step: "contact", visitId }],
    drops: [{ stage: "checkout-shipping", visitId }],
  });
});

test("a shop that is erased keeps no visit, step, drop or pixel", async () => {
  await transaction((tx) => redactShop(tx, delivery, { now }));
  for (const of of [shop, other]) {
    const left = await Promise.all([
      db.visit.count({ where: { shop: of } }),
      db.pixelStep.count({ where: { shop: of } }),
      db.checkoutDrop.count({ where: { shop: of } }),
      db.webPixel.count({ where: { shop: of } }),
    ]);
    expect(left).toEqual(of === shop ? [0, 0, 0, 0] : [1, 1, 1, 1]);
  }
});
