/**
 * The yardstick of `bench:server`: the least a server could do with the same requests. It reads the body,
 * verifies the same signature, stores one row with `pg` and answers. No validation, no limits, no log.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import http from "node:http";
import pg from "pg";
import { SECRET } from "./requests.ts";

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});
await pool.query(
  "create table if not exists bare (shop text, id text, body jsonb, primary key (shop, id))",
);
let count = 0;

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    void answer(request, Buffer.concat(chunks)).then((status) => {
      response.writeHead(status).end();
    });
  });
});

async function answer(
  request: http.IncomingMessage,
  body: Buffer,
): Promise<number> {
  const url = new URL(request.url ?? "/", "http://bare");
  const isWebhook = url.pathname === "/webhooks";
  if (!(isWebhook ? webhookIsSigned(request, body) : queryIsSigned(url)))
    return 401;
  const shop = isWebhook
    ? request.headers["x-shopify-shop-domain"]
    : url.searchParams.get("shop");
  await pool.query({
    name: "insert",
    text: "insert into bare (shop, id, body) values ($1, $2, $3) on conflict do nothing",
    values: [
      shop,
      request.headers["x-shopify-webhook-id"] ?? String(count++),
      body.toString(),
    ],
  });
  return 200;
}

function webhookIsSigned(request: http.IncomingMessage, body: Buffer): boolean {
  const given = Buffer.from(
    String(request.headers["x-shopify-hmac-sha256"]),
    "base64",
  );
  const right = createHmac("sha256", SECRET).update(body).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

function queryIsSigned(url: URL): boolean {
  const given = Buffer.from(url.searchParams.get("signature") ?? "", "hex");
  const text = [...url.searchParams]
    .filter(([key]) => key !== "signature")
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join("");
  const right = createHmac("sha256", SECRET).update(text).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

server.listen(Number(process.env.PORT), "127.0.0.1", () =>
  console.log("ready"),
);
process.on("SIGTERM", () => process.exit(0));
