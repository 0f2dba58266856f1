import type { Checkout, Order } from "@prisma/client";
import { onTestFinished } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { createMailer } from "#app/mail.server.ts";
import { handOverDueMessages } from "#app/modules/messages/jobs.server.ts";
import { recoveryTemplates } from "#app/modules/recovery/jobs.server.ts";
import {
  onCheckout,
  onOrder,
  startDueRuns,
} from "#app/modules/recovery/recovery.server.ts";
import { recordConsent } from "#app/modules/shoppers/shoppers.server.ts";
import { startTestMail } from "#tests/support/mail.ts";
import { createShop } from "#tests/support/shop.ts";

const MINUTE = 60_000;
const START = new Date("2026-11-20T10:00:00Z").getTime();
export const at = (minutes: number) => new Date(START + minutes * MINUTE);

/** One German shop, its mail server, and the worker's two chores at a chosen minute. */
export async function setUpRecovery() {
  await db.message.deleteMany();
  await db.run.deleteMany();
  const server = await startTestMail();
  const mailer = createMailer({ url: server.url });
  onTestFinished(() => mailer.close());
  const { shop } = await createShop({
    name: "Lumen Living",
    currency: "EUR",
    countryCode: "DE",
    postalAddress: ["Lumen Living GmbH", "Lange Str. 1", "10115 Berlin"],
    timeZone: "Europe/Berlin",
  });

  const checkout = async (
    token: string,
    minutes: number,
    more: Partial<Checkout> = {},
  ) => {
    const email = `${token}@example.com`;
    const row = {
      shop,
      token,
      cartToken: `cart-${token}`,
      email,
      phone: null,
      customerId: null,
      countryCode: "DE",
      locale: "de-DE",
      currency: "EUR",
      totalMinor: 11610n,
      discountMinor: 1290n,
      lines: [
        {
          productId: "1",
          variantId: "11",
          title: "Arc Table Lamp",
          variantTitle: "Oak",
          quantity: 1,
          lineMinor: 11610,
          fullMinor: 12900,
          properties: {},
        },
      ],
      discountCodes: ["THINK-1"],
      attribution: "v1.visit.campaign.t",
      recoveryUrl: `https://${shop}/checkouts/${token}/recover?key=k`,
      acceptsMarketing: false,
      createdAt: at(0),
      completedAt: null,
      ...more,
      updatedAt: at(minutes),
    };
    await transaction(async (tx) => {
      const where = { shop_token: { shop, token } };
      const held = await tx.checkout.findUnique({ where });
      // As events keeps it: the newest delivery.
      const kept =
        held && held.updatedAt > row.updatedAt
          ? held
          : await tx.checkout.upsert({
              where,
              create: row as never,
              update: row as never,
            });
      await onCheckout(tx, kept as Checkout, { now: at(minutes) });
    });
    return email;
  };
  const subscribe = (address: string) =>
    recordConsent(db, {
      shop,
      address,
      purpose: "marketing",
      granted: true,
      basis: "subscribed-at-checkout",
      source: "checkout",
      at: at(0),
    });
  const order = (id: string, minutes: number, more: Partial<Order> = {}) =>
    transaction(async (tx) => {
      const row = {
        shop,
        id,
        name: `#${id}`,
        currency: "EUR",
        totalMinor: 11610n,
        placedAt: at(minutes),
        updatedAt: at(minutes),
        ...more,
      };
      const stored = await tx.order.upsert({
        where: { shop_id: { shop, id } },
        create: row,
        update: row,
      });
      await onOrder(tx, stored, { now: at(minutes) });
    });
  const work = async (minutes: number, workerId = "worker-1") => {
    await startDueRuns({ now: at(minutes) });
    return handOverDueMessages({
      workerId,
      now: at(minutes),
      wallClock: () => at(minutes),
      limit: 50,
      templates: recoveryTemplates,
      mailer,
    });
  };
  const run = (token: string) =>
    db.run.findFirst({ where: { shop, checkoutToken: token } });
  const message = () => db.message.findFirstOrThrow({ where: { shop } });
  return { shop, server, checkout, subscribe, order, work, run, message };
}
