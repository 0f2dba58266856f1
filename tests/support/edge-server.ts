import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { edges } from "#app/edges/edges.server.ts";
import { env } from "#app/env.server.ts";

/** The hot edges behind a real socket, as app/server.ts asks them; 404 for what none of them answers. */
export async function startEdges(): Promise<string> {
  const server = http.createServer((req, res) => {
    void (async () => {
      for (const edge of edges) if (await edge(req, res)) return;
      res.writeHead(404).end();
    })().catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const secret = () => env.SHOPIFY_API_SECRET;

/** Headers of a webhook as Shopify signs it; `change` replaces some, undefined takes one away. */
export function webhookHeaders(
  body: string | Buffer,
  change: Record<string, string | undefined> = {},
): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    "content-type": "application/json",
    "x-shopify-topic": "orders/create",
    "x-shopify-hmac-sha256": createHmac("sha256", secret())
      .update(body)
      .digest("base64"),
    "x-shopify-shop-domain": "a.myshopify.com",
    "x-shopify-api-version": "2026-10",
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-event-id": randomUUID(),
    "x-shopify-triggered-at": "2026-11-21T12:00:00.123456789Z",
    ...change,
  };
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

/** Path and query as Shopify's app proxy asks for them. */
export function proxyUrl(
  path: string,
  {
    shop = "a.myshopify.com",
    at = Date.now(),
    more = {} as Record<string, string>,
  } = {},
): string {
  const query: Record<string, string> = {
    ...more,
    shop,
    logged_in_customer_id: "",
    path_prefix: "/apps/second-thought",
    timestamp: String(Math.floor(at / 1000)),
  };
  const text = Object.keys(query)
    .sort()
    .map((key) => `${key}=${query[key]}`)
    .join("");
  const signature = createHmac("sha256", secret()).update(text).digest("hex");
  return `${path}?${new URLSearchParams({ ...query, signature }).toString()}`;
}
