import type { Order, OrderLine } from "@prisma/client";
import type { Transaction } from "#app/db.server.ts";
import { hashCheckoutToken } from "./checkout-hash.server.ts";
import { isNewer, visitOf } from "./events.ts";
import { lockForWriting } from "./lock-for-writing.server.ts";
import {
  readOrder,
  readRefund,
  type OrderFacts,
  type RefundFacts,
} from "./payloads.ts";

/**
 * What an order causes in other modules, in the transaction that keeps it. Given by who calls, since they are built on this
 * one; must bear repetition: an order may be told by webhooks and found by asking.
 */
export type OnOrder = (
  tx: Transaction,
  order: Order,
  options: { now: Date },
) => Promise<void>;

/**
 * Webhooks orders/*, in any order and any number of times. Answers the order as it stands now, refunds included.
 */
export async function recordOrder(
  tx: Transaction,
  { shop, payload }: { shop: string; payload: unknown },
): Promise<Order> {
  return await writeOrder(tx, { shop, ...readOrder(payload) });
}

/** The same for what the Admin API told of an order. */
export async function writeOrder(
  tx: Transaction,
  {
    shop,
    order,
    refunds,
  }: { shop: string; order: OrderFacts; refunds: RefundFacts[] },
): Promise<Order> {
  await lockOrder(tx, shop, order.id);
  const stored = await findFacts(tx, shop, order.id);
  if (!stored || isNewer(order, stored)) {
    const { lines, ...columns } = order;
    await tx.order.upsert({
      where: { shop_id: { shop, id: order.id } },
      create: { shop, ...columns },
      update: columns,
    });
    await tx.orderLine.deleteMany({ where: { shop, orderId: order.id } });
    await tx.orderLine.createMany({
      data: lines.map((line) => ({
        shop,
        orderId: order.id,
        placedAt: order.placedAt,
        ...line,
      })),
    });
  }
  await addRefunds(tx, shop, refunds);
  await sumRefunds(tx, shop, order.id);
  await noteBought(tx, { shop, ...order });
  return await tx.order.findUniqueOrThrow({
    where: { shop_id: { shop, id: order.id } },
  });
}

/** Webhook refunds/create; may come before its order, which then finds it. Answers the order, if it is here. */
export async function recordRefund(
  tx: Transaction,
  {
    shop,
    payload,
    currency,
  }: { shop: string; payload: unknown; currency: string },
): Promise<Order | null> {
  const refund = readRefund(payload, currency);
  await lockOrder(tx, shop, refund.orderId);
  await addRefunds(tx, shop, [refund]);
  await sumRefunds(tx, shop, refund.orderId);
  return await tx.order.findUnique({
    where: { shop_id: { shop, id: refund.orderId } },
  });
}

/** The visits that an order ended: the one its cart attribute names, and the one the web pixel saw in its checkout. */
async function noteBought(
  tx: Transaction,
  {
    shop,
    attribution,
    checkoutToken,
    placedAt,
  }: Pick<OrderFacts, "attribution" | "checkoutToken" | "placedAt"> & {
    shop: string;
  },
): Promise<void> {
  const hash = checkoutToken ? hashCheckoutToken(checkoutToken) : null;
  await tx.$executeRaw`
    update "Visit" set "boughtAt" = least("boughtAt", ${placedAt}::timestamptz)
     where shop = ${shop}
       and (id = ${visitOf(attribution)}::uuid
            or id in (select "visitId" from "PixelStep" where shop = ${shop} and "checkoutHash" = ${hash}))`;
}

const lockOrder = (tx: Transaction, shop: string, orderId: string) =>
  lockForWriting(tx, `order ${shop} ${orderId}`);

async function addRefunds(
  tx: Transaction,
  shop: string,
  refunds: RefundFacts[],
): Promise<void> {
  for (const { orderId, id, ...facts } of refunds) {
    const where = { shop_orderId_id: { shop, orderId, id } };
    const stored = await tx.refund.findUnique({ where });
    // A refund's payment may still be pending when first told: amounts only grow, so the larger one is the later one.
    if (stored && stored.amountMinor >= facts.amountMinor) continue;
    await tx.refund.upsert({
      where,
      create: { shop, orderId, id, ...facts },
      update: facts,
    });
  }
}

async function sumRefunds(
  tx: Transaction,
  shop: string,
  orderId: string,
): Promise<void> {
  await tx.$executeRaw`
    update "Order" set "refundedMinor" = coalesce(
      (select sum("amountMinor") from "Refund" where shop = ${shop} and "orderId" = ${orderId}), 0)
     where shop = ${shop} and id = ${orderId}`;
  await tx.$executeRaw`
    update "OrderLine" line set "refundedQuantity" = coalesce(
      (select sum((lines ->> line.id)::int) from "Refund" where shop = ${shop} and "orderId" = ${orderId}), 0)
     where shop = ${shop} and "orderId" = ${orderId}`;
}

async function findFacts(
  tx: Transaction,
  shop: string,
  id: string,
): Promise<OrderFacts | undefined> {
  const row = await tx.order.findUnique({ where: { shop_id: { shop, id } } });
  if (!row) return undefined;
  const lines = await tx.orderLine.findMany({ where: { shop, orderId: id } });
  const { shop: _shop, refundedMinor: _sum, ...order } = row;
  return { ...order, lines: lines.map(lineFacts).sort(byId) };
}

const lineFacts = ({
  id,
  productId,
  variantId,
  quantity,
  totalMinor,
}: OrderLine) => ({
  id,
  productId,
  variantId,
  quantity,
  totalMinor,
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
