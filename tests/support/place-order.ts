import type { TestPlatform } from "#dev/fake-shopify/platform/test-platform.ts";

/** An order in the local Shopify's memory, of which no webhook is ever sent. Answers its id. */
export function placeOrder(
  { shop, ctx }: TestPlatform,
  { email, at }: { email: string | null; at: Date },
): string {
  const number = 1000 + ctx.world.nextId++;
  const time = at.toISOString();
  shop.orders.push({
    id: `9${number}`,
    number,
    name: `#${number}`,
    checkoutId: null,
    checkoutToken: null,
    cartToken: null,
    email,
    phone: null,
    customerId: null,
    acceptsMarketing: false,
    locale: "en",
    currency: shop.currency,
    lines: [],
    shippingAddress: null,
    shippingLine: null,
    applied: [],
    attributes: {},
    note: "",
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    subtotal: 1000,
    total: 1000,
    totalDiscount: 0,
    tags: [],
    test: false,
    sourceName: "web",
    refunds: [],
    processedAt: time,
    createdAt: time,
    updatedAt: time,
    cancelledAt: null,
  });
  return `9${number}`;
}
