import type { IncomingHttpHeaders } from "node:http";
import { createSHA256HMAC } from "@shopify/shopify-api/runtime";
import pg from "pg";
import { z } from "zod";
import { now } from "#app/clock.server.ts";
import { isStatementError, pool } from "#app/db.server.ts";
import {
  isFor,
  readBody,
  sendEmpty,
  sendError,
  type Edge,
} from "#app/edges/http.server.ts";
import { createBatch } from "#app/batch.ts";
import { createInsert } from "#app/edges/insert-rows.ts";
import { env } from "#app/env.server.ts";
import { shopifyLibrary } from "#app/shopify.server.ts";

/** Far above what Shopify sends (an order of 500 lines has about 1 MB); anything longer is not Shopify. */
const MAX_BYTES = 2 * 1024 * 1024;

const headersSchema = z.object({
  "x-shopify-topic": z.string().min(1).max(100).toLowerCase(),
  "x-shopify-shop-domain": z
    .string()
    .refine(
      (domain) => shopifyLibrary.utils.sanitizeShop(domain) !== null,
      "is no shop's domain",
    ),
  "x-shopify-api-version": z.string().min(1),
  "x-shopify-webhook-id": z.string().min(1).max(100),
  "x-shopify-event-id": z.string().max(100).optional(),
  "x-shopify-triggered-at": z
    .string()
    .optional()
    .transform((text) => {
      const at = new Date(text ?? Number.NaN);
      return Number.isNaN(at.getTime()) ? null : at;
    }),
});

interface Delivery {
  shop: string;
  deliveryId: string;
  topic: string;
  eventId: string | null;
  triggeredAt: Date | null;
  receivedAt: Date;
  body: string;
}

const insert = createInsert({
  name: "receive-webhooks",
  table: "WebhookDelivery",
  columns: [
    "shop",
    "deliveryId",
    "topic",
    "eventId",
    "triggeredAt",
    "receivedAt",
    "payload",
  ],
  suffix: "on conflict do nothing",
});

const record = createBatch<Delivery>({
  maxItems: 32,
  maxWriters: 2,
  isOfItem: isStatementError,
  write: async (deliveries) => {
    // In the order of their keys, so that two statements with the same two deliveries do not wait for each other.
    const sorted = deliveries.toSorted((a, b) =>
      keyOf(a) < keyOf(b) ? -1 : 1,
    );
    await pool.query(
      insert(
        sorted.map((delivery) => [
          delivery.shop,
          delivery.deliveryId,
          delivery.topic,
          delivery.eventId,
          delivery.triggeredAt,
          delivery.receivedAt,
          delivery.body,
        ]),
      ),
    );
  },
});

const keyOf = ({ shop, deliveryId }: Delivery) => `${shop} ${deliveryId}`;

/**
 * POST /webhooks, every topic of shopify.app.toml: verifies the signature over the raw body, writes the delivery into
 * the inbox and answers 200. The same delivery twice is one row. All work is the worker's (app/inbox.server.ts).
 * Refuses with 405, 401 (signature), 400 (headers, JSON) and 413.
 */
export const receiveWebhook: Edge = async (req, res) => {
  if (!isFor(req, "/webhooks")) return false;
  if (req.method !== "POST")
    return sendError(
      res,
      405,
      { code: "method-not-allowed", message: "Use POST." },
      { allow: "POST" },
    );
  const raw = await readBody(req, MAX_BYTES);
  if (!raw)
    return sendError(res, 413, {
      code: "too-large",
      message: `At most ${MAX_BYTES} bytes.`,
    });
  const body = raw.toString("utf8");
  if (!(await isSigned(body, req.headers)))
    return sendError(res, 401, {
      code: "bad-signature",
      message: "The signature is missing or wrong.",
    });
  const headers = headersSchema.safeParse(req.headers);
  if (!headers.success)
    return sendError(res, 400, {
      code: "bad-headers",
      message: z.prettifyError(headers.error),
    });
  // An array or a bare number is JSON, but no event.
  if (!/^\s*\{/.test(body))
    return sendError(res, 400, {
      code: "bad-json",
      message: "The body is no JSON object.",
    });
  return await store(
    {
      shop: headers.data["x-shopify-shop-domain"],
      deliveryId: headers.data["x-shopify-webhook-id"],
      topic: headers.data["x-shopify-topic"],
      eventId: headers.data["x-shopify-event-id"] ?? null,
      triggeredAt: headers.data["x-shopify-triggered-at"],
      receivedAt: now(),
      body,
    },
    res,
  );
};

/**
 * The two functions inside the library's `webhooks.validate()`, which itself spends six times as long on spelling the
 * headers anew as on the signature (docs/decisions/020-hot-edges.md; a test holds both to the same answers).
 */
async function isSigned(
  body: string,
  headers: IncomingHttpHeaders,
): Promise<boolean> {
  const given = headers["x-shopify-hmac-sha256"];
  if (typeof given !== "string") return false;
  return shopifyLibrary.auth.safeCompare(
    await createSHA256HMAC(env.SHOPIFY_API_SECRET, body),
    given,
  );
}

async function store(
  delivery: Delivery,
  res: Parameters<Edge>[1],
): Promise<true> {
  try {
    await record(delivery);
    return sendEmpty(res, 200);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    // PostgreSQL reads the JSON anyway; reading it here as well would only cost time.
    if (error.code === "22P02")
      return sendError(res, 400, {
        code: "bad-json",
        message: "The body is not JSON.",
      });
    // A shopper can type U+0000 into a note; jsonb cannot hold it, and nobody misses it.
    if (error.code !== "22P05") throw error;
    return await store(
      {
        ...delivery,
        body: delivery.body.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, "$1"),
      },
      res,
    );
  }
}
