import { createHmac } from "node:crypto";
import { Agent, request as undiciRequest } from "undici";
import { type Answer, html, json } from "./http.ts";
import type { StoreRequest } from "./request.ts";

/** Never passed on to the app, whatever the browser sends. */
const DROPPED_FROM_REQUEST = new Set([
  "host",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "cookie",
  "upgrade",
  "expect",
  "te",
  "proxy-connection",
]);

/** Never passed on to the shopper. @see https://shopify.dev/docs/apps/build/online-store/app-proxies */
const DROPPED_FROM_ANSWER = new Set(
  "set-cookie accept-patch accept-ranges connection date delta-base im keep-alive p3p pragma preference-applied proxy-authenticate public-key-pins server service-worker-allowed trailer transfer-encoding tk warning x-powered-by content-length content-encoding".split(
    " ",
  ),
);

const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 3;

/**
 * Signs query parameters as Shopify's proxy does: decoded, repeated values joined with ",", `key=value` sorted, joined
 * without any separator, HMAC-SHA256 in hex.
 */
export function signProxyQuery(query: URLSearchParams, secret: string): string {
  const keys = [...new Set([...query.keys()])].filter(
    (key) => key !== "signature",
  );
  const message = keys
    .map((key) => `${key}=${query.getAll(key).join(",")}`)
    .sort()
    .join("");
  return createHmac("sha256", secret).update(message).digest("hex");
}

/** `/apps/<subpath>/<rest>`: the rest below the app's proxy url; null when the path is none of the app's. */
export function proxyPath(
  request: StoreRequest,
): { prefix: string; rest: string } | null {
  const { proxy } = request.ctx.appConfig;
  if (!proxy) return null;
  const prefix = `/${proxy.prefix}/${proxy.subpath}`;
  if (request.path !== prefix && !request.path.startsWith(`${prefix}/`))
    return null;
  const installation = request.ctx.world.installations[request.shop.shop];
  if (!installation || installation.uninstalledAt) return null;
  return { prefix, rest: request.path.slice(prefix.length) };
}

/** Where the app is asked, with Shopify's parameters and their signature. */
export function proxyTarget(
  request: StoreRequest,
  path: { prefix: string; rest: string },
): URL {
  const { ctx, shop, customer, url } = request;
  const base = new URL(ctx.appConfig.proxy?.url ?? "/", ctx.urls.app);
  // The toml names the app's public address; here the app listens elsewhere.
  const target = new URL(
    base.pathname.replace(/\/$/, "") + path.rest,
    ctx.urls.app,
  );
  for (const [name, value] of url.searchParams)
    if (name !== "signature") target.searchParams.append(name, value);
  // Set, not appended: a visitor must not bring a shop of their own.
  target.searchParams.set("shop", shop.shop);
  target.searchParams.set("logged_in_customer_id", customer?.id ?? "");
  target.searchParams.set("path_prefix", path.prefix);
  target.searchParams.set(
    "timestamp",
    String(Math.floor(ctx.clock.now().getTime() / 1000)),
  );
  target.searchParams.set(
    "signature",
    signProxyQuery(target.searchParams, ctx.clientSecret),
  );
  return target;
}

/** Asks the app and passes its answer on. `drawLiquid` draws `application/liquid` inside the theme. */
export async function answerProxy(
  request: StoreRequest,
  path: { prefix: string; rest: string },
  drawLiquid: (source: string) => string,
): Promise<Answer> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!DROPPED_FROM_REQUEST.has(name) && value !== undefined)
      headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  headers["x-forwarded-for"] = request.remoteAddress;
  headers["x-forwarded-host"] = request.url.host;
  try {
    let target = proxyTarget(request, path);
    for (let hop = 0; ; hop++) {
      const answer = await undiciRequest(target, {
        dispatcher: agent,
        method: (hop === 0 ? request.method : "GET") as "GET",
        headers: { ...headers, "accept-encoding": "identity" },
        body: hop === 0 && request.body.length > 0 ? request.body : null,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      const body = Buffer.from(await answer.body.arrayBuffer());
      const location = answer.headers["location"];
      if (
        answer.statusCode >= 300 &&
        answer.statusCode < 400 &&
        typeof location === "string" &&
        hop < MAX_REDIRECTS
      ) {
        target = new URL(location, target);
        continue;
      }
      return toAnswer(answer.statusCode, answer.headers, body, drawLiquid);
    }
  } catch (error) {
    request.ctx.log.warn(
      { err: error, path: request.path },
      "the app did not answer the proxy",
    );
    return appIsDown(request);
  }
}

const agent = new Agent({ connect: { timeout: 2_000 } });

function toAnswer(
  status: number,
  headers: Record<string, string | string[] | undefined>,
  body: Buffer,
  drawLiquid: (source: string) => string,
): Answer {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !DROPPED_FROM_ANSWER.has(name))
      kept[name] = value;
  if (!/^application\/liquid/i.test(String(headers["content-type"] ?? "")))
    return { status, headers: kept, body };
  return {
    status,
    headers: { ...kept, "content-type": "text/html; charset=utf-8" },
    body: drawLiquid(body.toString("utf8")),
  };
}

function appIsDown(request: StoreRequest): Answer {
  if (/json/.test(request.headers.accept ?? "") || request.method !== "GET") {
    return json(502, {
      error: {
        code: "app-unavailable",
        message: "There was an error in the third-party application.",
      },
    });
  }
  return html(
    502,
    "<!doctype html><title>Third-party application error</title><h1>There was an error in the third-party application.</h1><p>Please try again.</p>",
  );
}
