import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "smol-toml";
import { z } from "zod";
import type { Id } from "./types.ts";

const subscriptionSchema = z.object({
  topics: z.array(z.string()).default([]),
  compliance_topics: z.array(z.string()).default([]),
  uri: z.string(),
  include_fields: z.array(z.string()).optional(),
  filter: z.string().optional(),
  name: z.string().optional(),
});

const appTomlSchema = z.object({
  client_id: z.string().min(1),
  name: z.string().min(1),
  handle: z.string().min(1).optional(),
  application_url: z.string(),
  embedded: z.boolean().default(true),
  access_scopes: z
    .object({ scopes: z.string().default("") })
    .default({ scopes: "" }),
  app_proxy: z
    .object({
      url: z.string(),
      prefix: z.enum(["apps", "a", "community", "tools"]),
      subpath: z
        .string()
        .regex(
          /^(?!(?:admin|services|password|login)$)[A-Za-z0-9_-]{1,30}$/,
          "up to 30 letters, digits, _ and -",
        ),
    })
    .optional(),
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z.array(subscriptionSchema).default([]),
  }),
});

/** What Shopify knows of the app: its `shopify.app.toml`. */
export interface AppConfig {
  /** Numeric id of the app, stable for one client id; namespace `$app` is stored as `app--<appId>`. */
  appId: Id;
  clientId: string;
  name: string;
  /** As in `shopify://apps/<handle>/blocks/<file>/<uuid>`. */
  handle: string;
  embedded: boolean;
  scopes: string[];
  proxy: { url: string; prefix: string; subpath: string } | null;
  apiVersion: string;
  webhooks: WebhookSubscription[];
}

export interface WebhookSubscription {
  topic: string; // "orders/create"; compliance topics too
  uri: string; // "/webhooks" (below the app's address) or absolute
  includeFields: string[] | null;
  filter: string | null;
}

/** Parses the text of a `shopify.app.toml`; throws with the list of faults. */
export function parseAppConfig(text: string): AppConfig {
  const parsed = appTomlSchema.safeParse(parse(text));
  if (!parsed.success)
    throw new Error(
      `shopify.app.toml is not valid:\n${z.prettifyError(parsed.error)}`,
    );
  const toml = parsed.data;
  return {
    appId: String(
      100_000_000_000 +
        (parseInt(sha256(toml.client_id).slice(0, 10), 16) % 200_000_000_000),
    ),
    clientId: toml.client_id,
    name: toml.name,
    handle: toml.handle ?? toml.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    embedded: toml.embedded,
    scopes: toml.access_scopes.scopes
      .split(",")
      .map((scope) => scope.trim())
      .filter(Boolean),
    proxy: toml.app_proxy ?? null,
    apiVersion: toml.webhooks.api_version,
    webhooks: toml.webhooks.subscriptions.flatMap((subscription) =>
      [...subscription.topics, ...subscription.compliance_topics].map(
        (topic) => ({
          topic,
          uri: subscription.uri,
          includeFields: subscription.include_fields ?? null,
          filter: subscription.filter ?? null,
        }),
      ),
    ),
  };
}

export async function readAppConfig(file: string): Promise<AppConfig> {
  return parseAppConfig(await readFile(file, "utf8"));
}

/** The uuid Shopify would give the app's theme extension: stable for one client id. */
export function themeExtensionUuid(
  config: Pick<AppConfig, "clientId">,
): string {
  const hex = sha256(`${config.clientId}/storefront`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
