import path from "node:path";
import { z } from "zod";
import { seedCatalogue } from "#dev/fake-shopify/catalogue/seed.ts";
import { startLocalShopify } from "#dev/fake-shopify/start.ts";

// The local Shopify as a process of its own, as it is in life: it can be killed, and its work does not slow the app.
const optionsSchema = z.object({
  dataDir: z.string(),
  ports: z.object({
    platform: z.number(),
    storefront: z.number(),
    smtp: z.number(),
  }),
  appUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  themeDir: z.string(),
  foreignTheme: z.boolean().default(false),
  startAt: z.coerce.date().optional(),
  /** "full" for people to look at, "small" for tests. */
  catalogue: z.enum(["full", "small"]),
});
export type LocalShopifyOptions = z.input<typeof optionsSchema>;

const SEED = 2026;

const { catalogue, startAt, ...options } = optionsSchema.parse(
  JSON.parse(process.env.LOCAL_SHOPIFY ?? "null"),
);

const running = await startLocalShopify({
  ...options,
  ...(startAt ? { startAt } : {}),
  extensionDir: path.resolve("extensions/storefront"),
  appToml: path.resolve("shopify.app.toml"),
  seed: SEED,
  seedWorld: ({ world, clock }) =>
    void seedCatalogue(world, {
      seed: SEED,
      size: catalogue,
      now: clock.now(),
    }),
});

let ending = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void running.close().then(() => process.exit(0));
  });
}
