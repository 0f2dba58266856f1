/** A small router for the platform's server. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalShopify } from "../context.ts";
import type { ShopWorld } from "../world/types.ts";

export interface Request {
  ctx: LocalShopify;
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  params: string[];
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Route {
  method: "GET" | "POST";
  path: RegExp;
  handle: (request: Request) => Answer | Promise<Answer>;
}

const MOST_BYTES = 5_000_000;

/** A refusal with a clear sentence: thrown anywhere below a route. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const html = (body: string, status = 200): Answer => ({
  status,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
  },
  body,
});

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  },
  body: JSON.stringify(value),
});

export const redirect = (location: string): Answer => ({
  status: 303,
  headers: { location },
});

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Refusal(413, "The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Fields of a form or of a JSON object; anything else is refused. */
export function readFields(request: Request): Record<string, unknown> {
  if (request.body.length === 0) return {};
  if (/json/.test(request.headers["content-type"] ?? "")) {
    try {
      const parsed: unknown = JSON.parse(request.body.toString("utf8"));
      if (parsed && typeof parsed === "object" && !Array.isArray(parsed))
        return parsed as Record<string, unknown>;
    } catch {
      // Refused below, like JSON that is no object.
    }
    throw new Refusal(400, "The body should be a JSON object.");
  }
  return Object.fromEntries(new URLSearchParams(request.body.toString("utf8")));
}

export function shopOf(ctx: LocalShopify, name: string): ShopWorld {
  const shop =
    ctx.world.shops[`${name.replace(/\.myshopify\.com$/, "")}.myshopify.com`];
  if (!shop) throw new Refusal(404, `There is no shop named ${name} here.`);
  return shop;
}

export function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
): void {
  response.writeHead(status, headers ?? {});
  response.end(body ?? "");
}

export async function dispatch(
  routes: readonly Route[],
  request: Omit<Request, "params">,
): Promise<Answer> {
  let otherMethod = false;
  for (const route of routes) {
    const match = route.path.exec(request.url.pathname);
    if (!match) continue;
    if (route.method !== (request.method === "HEAD" ? "GET" : request.method)) {
      otherMethod = true;
      continue;
    }
    return route.handle({
      ...request,
      params: match.slice(1).map((part) => decodeURIComponent(part ?? "")),
    });
  }
  if (otherMethod)
    throw new Refusal(
      405,
      `${request.method} is not answered at ${request.url.pathname}.`,
    );
  throw new Refusal(
    404,
    `The local Shopify has nothing at ${request.url.pathname}.`,
  );
}
