import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#app/env.server.ts";
import { forwardedAddress, networkOf } from "#app/edges/network.ts";
import { readBody, sendError } from "#app/edges/http.server.ts";
import { shopifyLibrary } from "#app/shopify.server.ts";

export interface ProxyRequest {
  /** The *.myshopify.com name that Shopify signed. */
  shop: string;
  /** Shopify's numeric customer id; undefined for guests. */
  customerId: string | undefined;
  /** The shopper's network as Shopify's proxy tells it: good enough to limit floods, proves nothing. */
  address: string;
  body: unknown;
}

/**
 * The same for a GET, which has a query instead of a body. Answers the request and returns undefined when anything is wrong: 400, 405.
 */
export async function receiveProxyGet({
  req,
  res,
}: {
  req: IncomingMessage;
  res: ServerResponse;
}): Promise<
  (Omit<ProxyRequest, "body"> & { query: URLSearchParams }) | undefined
> {
  if (req.method !== "GET")
    return void sendError(
      res,
      405,
      { code: "method-not-allowed", message: "Use GET." },
      { allow: "GET" },
    );
  const query = queryOf(req);
  const shop = query.get("shop");
  if (!(await isSigned(query)) || !shop)
    return void sendError(res, 400, UNSIGNED);
  return {
    shop,
    customerId: query.get("logged_in_customer_id") || undefined,
    address: networkFrom(req, env.TRUSTED_PROXY_HOPS),
    query,
  };
}

const queryOf = (req: IncomingMessage) =>
  new URLSearchParams((req.url ?? "").split("?")[1] ?? "");

const UNSIGNED = {
  code: "bad-signature",
  message: "This request did not come through Shopify's app proxy.",
};

/**
 * Checks that Shopify's app proxy forwarded the request (signature and its age, by the library) and reads its JSON
 * body. Answers the request and returns undefined when anything is wrong: 400, 405, 413.
 */
export async function receiveProxyPost({
  req,
  res,
  maxBytes,
}: {
  req: IncomingMessage;
  res: ServerResponse;
  maxBytes: number;
}): Promise<ProxyRequest | undefined> {
  const refuse = (
    status: number,
    code: string,
    message: string,
    headers?: Record<string, string>,
  ) => void sendError(res, status, { code, message }, headers);
  if (req.method !== "POST")
    return refuse(405, "method-not-allowed", "Use POST.", { allow: "POST" });
  const query = queryOf(req);
  const [valid, body] = await Promise.all([
    isSigned(query),
    readBody(req, maxBytes),
  ]);
  const shop = query.get("shop");
  if (!valid || !shop) return refuse(400, UNSIGNED.code, UNSIGNED.message);
  if (!body) return refuse(413, "too-large", `At most ${maxBytes} bytes.`);
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return refuse(400, "bad-json", "The body is not JSON.");
  }
  return {
    shop,
    customerId: query.get("logged_in_customer_id") || undefined,
    address: networkFrom(req, env.TRUSTED_PROXY_HOPS),
    body: json,
  };
}

async function isSigned(query: URLSearchParams): Promise<boolean> {
  try {
    return await shopifyLibrary.utils.validateHmac(query, {
      signator: "appProxy",
    });
  } catch {
    return false; // the library throws for what is missing, repeated or more than 90 s old
  }
}

/** The network of a request that a browser sends to us straight, past our own proxies alone. */
export function addressOf(req: IncomingMessage): string {
  return networkFrom(req, env.TRUSTED_PROXY_HOPS - 1);
}

function networkFrom(req: IncomingMessage, hops: number): string {
  return networkOf(
    forwardedAddress({
      header: hops < 0 ? undefined : req.headers["x-forwarded-for"],
      hops,
      remote: req.socket.remoteAddress,
    }),
  );
}
