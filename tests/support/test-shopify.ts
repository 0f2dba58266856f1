import { createHmac, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { RequestedTokenType } from "@shopify/shopify-api";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll } from "vitest";
import { env } from "#app/env.server.ts";
import { sessionStorage, shopifyLibrary } from "#app/shopify.server.ts";
import {
  startLocalShopify,
  type RunningLocalShopify,
} from "#dev/fake-shopify/start.ts";
import { addShop } from "#dev/fake-shopify/world/world.ts";
import { install } from "#dev/fake-shopify/platform/oauth/installation.ts";

export interface TestShopify extends RunningLocalShopify {
  /** A shop that has the app: its token was got by token exchange, as on the first page of the admin. */
  installApp(shop: string): Promise<void>;
  /** Requests to *.myshopify.com so far, as "POST /admin/api/…". */
  requests: string[];
  /** Called before a request is passed on; may wait or throw (the connection breaks). */
  before: (request: { path: string; body: string }) => Promise<void> | void;
}

/** The local Shopify in this process; this process' requests to *.myshopify.com go there until the file's tests end. */
export async function startTestShopify(): Promise<TestShopify> {
  const dataDir = await fs.mkdtemp(
    path.join(os.tmpdir(), "second-thought-shopify-"),
  );
  const running = await startLocalShopify({
    dataDir,
    ports: { platform: 0, storefront: 0, smtp: 0 },
    appUrl: "http://127.0.0.1:1",
    clientId: env.SHOPIFY_API_KEY,
    clientSecret: env.SHOPIFY_API_SECRET,
    themeDir: "dev/fake-shopify/theme",
    extensionDir: "extensions/storefront",
    appToml: "shopify.app.toml",
  });
  const shopify: TestShopify = {
    ...running,
    requests: [],
    before: () => {},
    async installApp(shop) {
      const world =
        running.world.shops[shop] ??
        addShop(running.world, {
          shop,
          name: "Fern & Field",
          email: `owner@${shop}`,
        });
      install(running.ctx, world);
      const { session } = await shopifyLibrary.auth.tokenExchange({
        shop,
        sessionToken: sessionToken(shop),
        requestedTokenType: RequestedTokenType.OfflineAccessToken,
        expiring: true,
      });
      await sessionStorage.storeSession(session);
    },
  };
  const previous = getGlobalDispatcher();
  setGlobalDispatcher(route(shopify));
  afterAll(async () => {
    setGlobalDispatcher(previous);
    await running.close();
    await fs.rm(dataDir, { recursive: true, force: true });
  });
  return shopify;
}

/** As dev/fake-shopify/preload.ts does for whole processes. */
function route(shopify: TestShopify) {
  return new Agent().compose((dispatch) => (options, handler) => {
    const { hostname } = new URL(String(options.origin));
    if (!hostname.endsWith(".myshopify.com")) return dispatch(options, handler);
    shopify.requests.push(`${options.method} ${options.path}`);
    const headers = Array.isArray(options.headers)
      ? [...(options.headers as string[]), "x-forwarded-host", hostname]
      : {
          ...(options.headers as Record<string, string>),
          "x-forwarded-host": hostname,
        };
    const pass = () =>
      dispatch({ ...options, origin: shopify.urls.platform, headers }, handler);
    const body = typeof options.body === "string" ? options.body : "";
    void Promise.resolve(shopify.before({ path: options.path, body })).then(
      pass,
    );
    return true;
  });
}

/** What App Bridge gives the app: a JWT signed with the client secret. */
export function sessionToken(shop: string): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: env.SHOPIFY_API_KEY,
    sub: "1",
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  })}`;
  return `${body}.${createHmac("sha256", env.SHOPIFY_API_SECRET).update(body).digest("base64url")}`;
}
