import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signProxyQuery } from "./proxy.ts";
import { startTestStore, type TestStore } from "./testing.ts";

interface Seen {
  method: string;
  url: URL;
  headers: http.IncomingHttpHeaders;
  body: string;
}

const seen: Seen[] = [];
const app = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const url = new URL(request.url ?? "/", "http://app");
    seen.push({
      method: request.method ?? "",
      url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    if (url.pathname.endsWith("/liquid"))
      response
        .writeHead(200, { "content-type": "application/liquid" })
        .end("<b>{{ shop.name }}</b>");
    else if (url.pathname.endsWith("/bare"))
      response
        .writeHead(200, { "content-type": "application/liquid" })
        .end("{% layout none %}<b>{{ shop.name }}</b>");
    else if (url.pathname.endsWith("/moved"))
      response.writeHead(302, { location: "/proxy/there" }).end();
    else
      response
        .writeHead(201, {
          "content-type": "application/json",
          "set-cookie": "a=b",
          "x-powered-by": "x",
          "cache-control": "max-age=5",
        })
        .end(`{"ok":true}`);
  });
});
let store: TestStore;

beforeAll(async () => {
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  store = await startTestStore({
    appUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  await store.close();
  app.close();
});

// Vectors: Shopify's documentation and library, see platform.md section 2.
test("the signature is Shopify's", () => {
  const query =
    "shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&extra=1&extra=2";
  expect(
    signProxyQuery(
      new URLSearchParams(`${query}&logged_in_customer_id=1`),
      "hush",
    ),
  ).toBe("4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb");
  expect(
    signProxyQuery(
      new URLSearchParams(`${query}&logged_in_customer_id=`),
      "hush",
    ),
  ).toBe("e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb");
});

test("a request reaches the app signed, without cookies, whatever the visitor adds", async () => {
  const answer = await store.ask(
    "/apps/sub/child/x?x=1&shop=evil.myshopify.com&signature=00&logged_in_customer_id=7",
    {
      method: "POST",
      headers: { "content-type": "application/json", cookie: "secret=1" },
      body: `{"a":1}`,
    },
  );
  const request = seen.at(-1);
  expect(request?.method).toBe("POST");
  expect(request?.body).toBe(`{"a":1}`);
  expect(request?.headers.cookie).toBeUndefined();
  expect(request?.headers["x-forwarded-for"]).toBeTruthy();
  expect(request?.headers["x-forwarded-host"]).toContain("localhost");
  expect(request?.url.pathname).toBe("/proxy/child/x");
  const query = request?.url.searchParams ?? new URLSearchParams();
  expect(query.getAll("shop")).toEqual(["lumen.myshopify.com"]);
  expect(query.getAll("logged_in_customer_id")).toEqual([""]);
  expect(query.get("path_prefix")).toBe("/apps/sub");
  expect(query.get("timestamp")).toBe(
    String(Date.parse("2026-11-21T20:00:00Z") / 1000),
  );
  const { signature, ...rest } = Object.fromEntries(query);
  expect(signProxyQuery(new URLSearchParams(rest), "hush")).toBe(signature);
  expect(answer.status).toBe(201);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("x-powered-by")).toBeNull();
  expect(answer.headers.get("cache-control")).toBe("max-age=5");
  expect(await answer.json()).toEqual({ ok: true });
});

test("a signed-in customer is named", async () => {
  store.shop.customers.push({
    id: "77",
    email: "ann@x.test",
    phone: null,
    firstName: "Ann",
    lastName: "Lee",
    locale: "en",
    tags: [],
    note: null,
    emailMarketingConsent: {
      state: "NOT_SUBSCRIBED",
      optInLevel: null,
      updatedAt: null,
    },
    address: null,
    createdAt: "",
    updatedAt: "",
  });
  await store.ask("/account/login?email=Ann@x.test");
  await store.ask("/apps/sub/me");
  expect(seen.at(-1)?.url.searchParams.get("logged_in_customer_id")).toBe("77");
  await store.ask("/account/logout");
});

test("liquid is drawn inside the theme, or alone", async () => {
  const page = await (await store.ask("/apps/sub/liquid")).text();
  expect(page).toContain("<body><b>Lumen</b></body>");
  expect(await (await store.ask("/apps/sub/bare")).text()).toBe("<b>Lumen</b>");
});

test("redirects are followed here, not by the shopper", async () => {
  expect((await store.ask("/apps/sub/moved")).status).toBe(201);
  expect(seen.at(-1)?.url.pathname).toBe("/proxy/there");
});

test("an app that is down is answered for at once, and after uninstall there is no proxy", async () => {
  const down = await startTestStore({ appUrl: "http://127.0.0.1:9" });
  const started = Date.now();
  const answer = await down.ask("/apps/sub/x", {
    headers: { accept: "application/json" },
  });
  expect(answer.status).toBe(502);
  expect(await answer.json()).toHaveProperty("error.code");
  expect(Date.now() - started).toBeLessThan(2_500);
  const installation = down.ctx.world.installations[down.shop.shop];
  if (installation) installation.uninstalledAt = "2026-11-01T00:00:00.000Z";
  for (const method of ["GET", "POST"])
    expect((await down.ask("/apps/sub/x", { method })).status).toBe(404);
  await down.close();
});
