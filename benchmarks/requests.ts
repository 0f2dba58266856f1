/**
 * The three kinds of request that `bench:server` sends, signed as Shopify signs them. Written from Shopify's
 * documentation, not from our own code, so that a shared mistake cannot hide.
 * @see https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
import { createHmac, randomUUID } from "node:crypto";

/** Several, because what one shop may claim a second is limited, and a server has many. */
export const SHOPS = Array.from(
  { length: 10 },
  (_, i) => `bench-${i}.myshopify.com`,
);
const [SHOP = ""] = SHOPS;
export const SECRET = "bench-secret";
/** Fixed ids, inserted by the benchmark before it starts. */
export const CAMPAIGN_ID = "0193b0a0-0000-7000-8000-000000000001";

/** One HTTP request of the load: headers are made anew for each, the body may be. */
export interface Load {
  /** Made anew for each run: a signature of the app proxy holds for 90 seconds. */
  path: () => string;
  /** A new body for each request; webhooks keep one, as a delivery is told apart by its header. */
  body: () => string;
  headers: () => Record<string, string>;
}

export function webhookLoad(): Load {
  const body = JSON.stringify(sampleCheckout());
  const hmac = createHmac("sha256", SECRET).update(body).digest("base64");
  return {
    path: () => "/webhooks",
    body: () => body,
    headers: () => ({
      "content-type": "application/json",
      "x-shopify-topic": "checkouts/update",
      "x-shopify-hmac-sha256": hmac,
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-event-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
    }),
  };
}

export function beaconLoad(): Load {
  return {
    path: () => `/proxy/events?${signedQuery(SHOP)}`,
    body: () => {
      const visitId = randomUUID();
      return JSON.stringify({
        v: 1,
        revision: 1,
        visitId,
        shopperId: randomUUID(),
        events: Array.from({ length: 10 }, (_, i) => ({
          id: randomUUID(),
          kind: i === 9 ? "exposure" : "page-view",
          ago: 1000 * (10 - i),
          page: "product",
          productId: "8123450000001",
          ...(i === 9 && { campaignId: CAMPAIGN_ID, arm: "treatment" }),
        })),
      });
    },
    headers: proxyHeaders,
  };
}

export function claimLoad(): Load {
  let count = 0;
  return {
    path: () => {
      const shop = SHOPS[count++ % SHOPS.length] ?? SHOP;
      return `/proxy/claim?${signedQuery(shop)}`;
    },
    body: () =>
      JSON.stringify({
        campaignId: CAMPAIGN_ID,
        visitId: randomUUID(),
        locale: "en",
      }),
    headers: proxyHeaders,
  };
}

/** Every request comes from another address: limits are per address, and one machine plays many shoppers. */
function proxyHeaders(): Record<string, string> {
  const byte = () => Math.floor(Math.random() * 254) + 1;
  return {
    "content-type": "application/json",
    "x-forwarded-for": `10.${byte()}.${byte()}.${byte()}`,
  };
}

function signedQuery(shop: string): string {
  const query: Record<string, string> = {
    shop,
    logged_in_customer_id: "",
    path_prefix: "/apps/second-thought",
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join("");
  const signature = createHmac("sha256", SECRET).update(text).digest("hex");
  return new URLSearchParams({ ...query, signature }).toString();
}

function sampleCheckout() {
  const line = (i: number) => ({
    key: `45123450000${i}:abc`,
    product_id: 8123450000000 + i,
    variant_id: 45123450000000 + i,
    title: "Linen shirt",
    variant_title: "Oat / M",
    quantity: 1 + i,
    price: "64.00",
    line_price: "64.00",
    properties: [],
  });
  return {
    id: 33123450000001,
    token: "b1946ac92492d2347c6235b4d2611184",
    cart_token: "c1946ac92492d2347c6235b4d2611184",
    email: "nora@example.com",
    currency: "USD",
    presentment_currency: "USD",
    buyer_accepts_marketing: true,
    abandoned_checkout_url: "https://bench.example/checkouts/x/recover?key=y",
    note_attributes: [],
    discount_codes: [],
    line_items: [line(1), line(2), line(3)],
    subtotal_price: "384.00",
    total_price: "391.90",
    total_tax: "0.00",
    shipping_address: { country_code: "US", city: "Portland" },
    customer: { id: 7123450000001, email: "nora@example.com" },
    created_at: "2026-11-01T10:00:00Z",
    updated_at: "2026-11-01T10:01:00Z",
    completed_at: null,
  };
}
