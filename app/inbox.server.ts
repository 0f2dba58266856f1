import type { Order } from "@prisma/client";
import type {
  Delivery,
  OnOrder,
  Receive,
} from "#app/modules/events/events.server.ts";
import {
  recordCheckout,
  recordInventoryLevel,
  recordOrder,
  recordProductChange,
  recordRefund,
} from "#app/modules/events/events.server.ts";
import { creditOrder } from "#app/modules/experiments/experiments.server.ts";
import { clearCheckoutDrop } from "#app/modules/intent/intent.server.ts";
import { keepPromises, redeem } from "#app/modules/offers/offers.server.ts";
import {
  receiveDataRequest,
  redactCustomer,
  redactShop,
} from "#app/modules/privacy/privacy.server.ts";
import { onCheckout, onOrder } from "#app/modules/recovery/recovery.server.ts";
import { wantStock } from "#app/modules/social-proof/social-proof.server.ts";
import {
  recordBoxConsent,
  recordShopifyConsent,
} from "#app/modules/shoppers/shoppers.server.ts";
import {
  changeScopes,
  countsTestOrders,
  findCurrency,
  uninstall,
} from "#app/modules/shops/shops.server.ts";

/**
 * What each webhook causes. Handlers run in the delivery's transaction, one after the other, and must bear repetition
 * and disorder: Shopify promises neither once nor in order. They do only database work; what needs the network is
 * enqueued. Adding a topic means adding it to shopify.app.toml as well (tests/house/shopify-app.test.ts).
 */
type Handler = Receive;

const checkoutChanged: Handler = async (tx, { shop, payload }, { now }) => {
  const checkout = await recordCheckout(tx, { shop, payload });
  await recordBoxConsent(tx, { shop, kind: "checkout", payload });
  await onCheckout(tx, checkout, { now });
};

const orderChanged: Handler = async (tx, { shop, payload }, { now }) => {
  const order = await recordOrder(tx, { shop, payload });
  await recordBoxConsent(tx, { shop, kind: "order", payload });
  await onSale(tx, order, { now });
};

/** What an order causes, whether a webhook told of it or it was found by asking. */
export const onSale: OnOrder = async (tx, order, { now }) => {
  await onOrder(tx, order, { now });
  await clearCheckoutDrop(tx, order);
  await wantStock(tx, order);
  await creditSale(tx, order);
};

const refundMade: Handler = async (tx, { shop, payload }) => {
  const currency = await findCurrency(tx, { shop });
  const order = await recordRefund(tx, { shop, payload, currency });
  if (order) await creditSale(tx, order);
};

/** The claims whose codes an order used, and the exposures it counts for. */
async function creditSale(
  tx: Parameters<Receive>[0],
  order: Order,
): Promise<void> {
  const { shop, discountCodes, discountMinor } = order;
  const test = order.test && !(await countsTestOrders(tx, { shop }));
  // Shopify tells one sum; with a single code it is that code's.
  const ofCode = discountCodes.length === 1 ? discountMinor : null;
  const claims = await redeem(tx, {
    ...order,
    test,
    codes: discountCodes.map((code) => ({ code, discountMinor: ofCode })),
  });
  await keepPromises(tx, order);
  if (!test) await creditOrder(tx, order, claims);
}

const levelChanged: Handler = async (tx, { shop, payload }, { now }) => {
  await recordInventoryLevel(tx, { shop, payload, now });
  await wantStock(tx, { shop });
};

const productChanged: Handler = async (tx, { shop, payload }, { now }) => {
  await recordProductChange(tx, { shop, payload, now });
  await wantStock(tx, { shop });
};

/** When it happened as Shopify says, or at least when it came. */
const happenedAt = ({ triggeredAt, receivedAt }: Delivery) =>
  triggeredAt ?? receivedAt;

export const handlers: Record<string, Handler[]> = {
  "app/uninstalled": [
    (tx, delivery) =>
      uninstall(tx, { shop: delivery.shop, triggeredAt: happenedAt(delivery) }),
  ],
  "app/scopes_update": [
    (tx, { shop, payload }) => changeScopes(tx, { shop, payload }),
  ],
  "checkouts/create": [checkoutChanged],
  "checkouts/update": [checkoutChanged],
  "orders/create": [orderChanged],
  "orders/updated": [orderChanged],
  "orders/cancelled": [orderChanged],
  "refunds/create": [refundMade],
  "inventory_levels/update": [levelChanged],
  "products/update": [productChanged],
  "customers_email_marketing_consent/update": [
    (tx, delivery) =>
      recordShopifyConsent(tx, {
        ...delivery,
        triggeredAt: happenedAt(delivery),
      }),
  ],
  "customers/data_request": [receiveDataRequest],
  "customers/redact": [redactCustomer],
  "shop/redact": [redactShop],
};

/** @throws for a topic nobody handles: parked in the end, so that it is seen. */
export const receive: Receive = async (tx, delivery, options) => {
  const list = handlers[delivery.topic];
  if (!list) throw new Error(`Nobody handles ${delivery.topic}.`);
  for (const handler of list) await handler(tx, delivery, options);
};
