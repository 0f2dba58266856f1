/**
 * The local Shopify's Admin API in this process, reached as the product reaches Shopify: by fetch to
 * `https://<shop>.myshopify.com`. One shop, with the app installed and a session stored.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Session } from "@shopify/shopify-api";
import type { Shop } from "@prisma/client";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll } from "vitest";
import { now } from "#app/clock.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import {
  type AdminRequest,
  executeAdmin,
} from "#dev/fake-shopify/platform/graphql/execute.ts";
import {
  makeTestPlatform,
  SHOP,
  type TestPlatform,
} from "#dev/fake-shopify/platform/test-platform.ts";
import { createShop } from "#tests/support/shop.ts";

export interface LocalAdmin {
  shop: string;
  /** Where it listens, for processes that go there by dev/fake-shopify/preload.ts. */
  url: string;
  platform: TestPlatform;
  /** Names of the operations asked so far. */
  asked: string[];
  /** Called before each operation is executed; what it throws breaks the connection. */
  before: (operation: string) => void | Promise<void>;
  /** Called when an operation was executed, before it is answered; what it throws breaks the connection. */
  after: (operation: string) => void | Promise<void>;
}

export async function startLocalAdmin(
  given: Partial<Shop> = {},
): Promise<LocalAdmin> {
  const platform = await makeTestPlatform();
  const admin: LocalAdmin = {
    shop: SHOP,
    url: "",
    platform,
    asked: [],
    before: () => {},
    after: () => {},
  };
  const server = http.createServer((request, response) => {
    answer(admin, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  admin.url = target;
  const previous = getGlobalDispatcher();
  setGlobalDispatcher(
    new Agent().compose((dispatch) => (options, handler) => {
      const { hostname } = new URL(String(options.origin));
      if (hostname.endsWith(".myshopify.com"))
        return dispatch({ ...options, origin: target }, handler);
      return dispatch(options, handler);
    }),
  );
  afterAll(() => {
    setGlobalDispatcher(previous);
    server.closeAllConnections();
    server.close();
  });
  await createShop({
    shop: SHOP,
    appInstallationId: `gid://shopify/AppInstallation/${platform.installation.appInstallationId}`,
    ordersImportedAt: new Date("2026-11-01T09:05:00Z"),
    ...given,
  });
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${SHOP}`,
      shop: SHOP,
      state: "",
      isOnline: false,
      accessToken: platform.installation.tokens[0]!.access,
      scope: platform.installation.scopes.join(","),
    }),
  );
  return admin;
}

async function answer(
  admin: LocalAdmin,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const { ctx, shop, installation } = admin.platform;
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const asked = JSON.parse(await text(request)) as AdminRequest;
  const operation = /(?:query|mutation) (\w+)/.exec(asked.query)?.[1] ?? "";
  admin.asked.push(operation);
  const { mode, delayMs } = ctx.world.faults.api;
  if (mode === "slow") await sleep(delayMs);
  if (mode === "failing") return send(503, { errors: "Service Unavailable" });
  const token = request.headers["x-shopify-access-token"];
  if (!installation.tokens.some(({ access }) => access === token))
    return send(401, { errors: "[API] Invalid API key or access token" });
  await admin.before(operation);
  const result = await executeAdmin(
    asked,
    { ctx, shop, installation, now: now() },
    Date.now(),
  );
  await admin.after(operation);
  send(200, result);
}
