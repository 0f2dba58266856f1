import type { LocalShopify } from "../context.ts";
import type { Id, Order, ShopWorld } from "../world/types.ts";
import { getShop, newId, toIso } from "../world/world.ts";
import { split } from "./discounts/allocate.ts";
import { orderPayload, refundPayload } from "./payloads/orders.ts";
import { returnStock } from "./stock.ts";

export interface RefundRequest {
  shop: string;
  orderId: Id;
  /** Default: everything that is left. */
  lines?: { lineId: Id; quantity: number }[];
  at?: Date;
}

/** Gives money back for lines and puts them on stock again. @throws RangeError for more than is left or an unknown line. */
export function refundOrder(ctx: LocalShopify, request: RefundRequest): Order {
  const { shop, order } = findOrder(ctx, request);
  const now = toIso(request.at ?? ctx.clock.now());
  refundLines(ctx, shop, {
    order,
    lines: request.lines ?? remaining(order),
    now,
  });
  ctx.emitWebhook(shop.shop, "orders/updated", orderPayload(ctx, shop, order));
  ctx.save();
  return order;
}

/** Cancels an order: all that is left is refunded. Doing it twice does nothing. */
export function cancelOrder(
  ctx: LocalShopify,
  request: Omit<RefundRequest, "lines">,
): Order {
  const { shop, order } = findOrder(ctx, request);
  if (order.cancelledAt) return order;
  const now = toIso(request.at ?? ctx.clock.now());
  order.cancelledAt = now;
  refundLines(ctx, shop, { order, lines: remaining(order), now });
  const payload = orderPayload(ctx, shop, order);
  ctx.emitWebhook(shop.shop, "orders/cancelled", payload);
  ctx.emitWebhook(shop.shop, "orders/updated", payload);
  ctx.save();
  return order;
}

function remaining(order: Order) {
  return order.lines
    .map((line) => ({
      lineId: line.id,
      quantity: line.quantity - line.refundedQuantity,
    }))
    .filter((line) => line.quantity > 0);
}

function refundLines(
  ctx: LocalShopify,
  shop: ShopWorld,
  {
    order,
    lines,
    now,
  }: { order: Order; lines: { lineId: Id; quantity: number }[]; now: string },
): void {
  if (lines.length === 0) return;
  const found = lines.map(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.id === lineId);
    if (
      !line ||
      !Number.isInteger(quantity) ||
      quantity < 1 ||
      quantity > line.quantity - line.refundedQuantity
    ) {
      throw new RangeError(
        `Line ${lineId} of ${order.name} cannot be refunded ${quantity} times.`,
      );
    }
    return { line, quantity };
  });
  const refund: Order["refunds"][number] = {
    id: newId(ctx.world),
    createdAt: now,
    lines: found.map(({ line, quantity }) => {
      // Each piece of a line carries its exact cents, so that refunding piece by piece never gives back a cent too many.
      const pieces = split(
        line.price * line.quantity - line.discount,
        Array.from({ length: line.quantity }, () => line.price),
      );
      return {
        lineId: line.id,
        quantity,
        subtotal: pieces
          .slice(line.refundedQuantity, line.refundedQuantity + quantity)
          .reduce((sum, piece) => sum + piece, 0),
      };
    }),
  };
  for (const { line, quantity } of found) {
    line.refundedQuantity += quantity;
  }
  order.refunds.push(refund);
  order.financialStatus = order.lines.every(
    (line) => line.refundedQuantity === line.quantity,
  )
    ? "REFUNDED"
    : "PARTIALLY_REFUNDED";
  order.updatedAt = now;
  ctx.emitWebhook(shop.shop, "refunds/create", refundPayload(order, refund));
  returnStock(
    ctx,
    shop,
    found.map(({ line: { variantId }, quantity }) => ({ variantId, quantity })),
  );
}

function findOrder(
  ctx: LocalShopify,
  { shop: name, orderId }: { shop: string; orderId: Id },
): { shop: ShopWorld; order: Order } {
  const shop = getShop(ctx.world, name);
  const order = shop.orders.find((one) => one.id === orderId);
  if (!order) throw new RangeError(`The shop has no order ${orderId}.`);
  return { shop, order };
}
