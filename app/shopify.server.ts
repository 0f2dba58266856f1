import "@shopify/shopify-app-remix/adapters/node";
import { LogSeverity, shopifyApi } from "@shopify/shopify-api";
import {
  ApiVersion,
  AppDistribution,
  shopifyApp,
} from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { db } from "#app/db.server.ts";
import { encryptSessions } from "#app/encrypted-session-storage.server.ts";
import { env } from "#app/env.server.ts";
import { log } from "#app/log.server.ts";

export const API_VERSION = ApiVersion.October26;

export const sessionStorage = encryptSessions(new PrismaSessionStorage(db));

const appUrl = new URL(env.SHOPIFY_APP_URL);

const credentials = {
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: API_VERSION,
  scopes: env.SCOPES.split(","),
  logger: { level: LogSeverity.Warning, log: writeLog },
};

/** What Remix routes authenticate with. */
export const shopify = shopifyApp({
  ...credentials,
  appUrl: env.SHOPIFY_APP_URL,
  authPathPrefix: "/auth",
  distribution: AppDistribution.AppStore,
  sessionStorage,
  future: {
    unstable_newEmbeddedAuthStrategy: true,
    // Required of every public app made since 2026-04-01.
    expiringOfflineAccessTokens: true,
  },
});

/**
 * The library without Remix around it, for the edges that answer before Remix (signatures of webhooks and the app
 * proxy) and for refreshing tokens under our own lock. shopifyApp() has one of its own but keeps it private.
 */
export const shopifyLibrary = shopifyApi({
  ...credentials,
  hostName: appUrl.host,
  hostScheme: appUrl.protocol === "http:" ? "http" : "https",
  isEmbeddedApp: true,
});

function writeLog(severity: LogSeverity, message: string): Promise<void> {
  const level = ({ 0: "error", 1: "warn", 2: "info", 3: "debug" } as const)[
    severity
  ];
  log[level]({ library: "shopify" }, message);
  return Promise.resolve();
}
