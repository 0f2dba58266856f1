/** The whole local Shopify in one call: for the demo, for tests in process, for anybody with a few minutes. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Logger } from "pino";
import { seedCatalogue } from "./catalogue/seed.ts";
import { createLocalShopify, type LocalShopify } from "./context.ts";
import { startPlatform } from "./platform/start.ts";
import { realNow } from "./platform/real-now.ts";
import { startStorefront } from "./storefront/server.ts";
import { parseAppConfig } from "./world/app-config.ts";
import { openClock } from "./world/clock.ts";
import type { World } from "./world/types.ts";

export interface StartOptions {
  /** Holds world.json and clock.json. What is there already is taken up again. */
  dataDir: string;
  /** 0 takes any free port. */
  ports: { platform: number; storefront: number; smtp: number };
  appUrl: string;
  /** In place of the one in shopify.app.toml. */
  clientId: string;
  clientSecret: string;
  themeDir: string;
  /** The theme is somebody else's: what we lack for it is listed on the control page, and its pages carry on. */
  foreignTheme?: boolean;
  extensionDir: string;
  /** Path of shopify.app.toml. */
  appToml: string;
  seed?: number;
  /** What a new world is filled with: "full" for people to look at (the default), "small" for tests. */
  catalogue?: "full" | "small";
  /** Fills a new world in its own way instead. */
  seedWorld?: (ctx: LocalShopify) => void | Promise<void>;
  /** Where a new clock starts; default: now. */
  startAt?: Date;
  clockFile?: string;
  log?: Logger;
}

export interface RunningLocalShopify {
  urls: {
    platform: string;
    storefront: string;
    app: string;
    smtp: string;
    inbox: string;
  };
  ctx: LocalShopify;
  world: World;
  clockFile: string;
  /** Ends the servers and saves the world. */
  close: () => Promise<void>;
}

async function readConfig({
  appToml,
  clientId,
}: Pick<StartOptions, "appToml" | "clientId">) {
  const text = await readFile(appToml, "utf8");
  return parseAppConfig(
    text.replace(
      /^client_id\s*=.*$/m,
      `client_id = ${JSON.stringify(clientId)}`,
    ),
  );
}

async function fill(
  ctx: LocalShopify,
  { seedWorld, catalogue = "full" }: StartOptions,
): Promise<void> {
  if (seedWorld) await seedWorld(ctx);
  else
    seedCatalogue(ctx.world, {
      seed: ctx.world.seed,
      size: catalogue,
      now: ctx.clock.now(),
    });
}

/** @throws when a port is taken, the toml or a block of the extension is not valid, or the saved world cannot be read. */
export async function startLocalShopify(
  options: StartOptions,
): Promise<RunningLocalShopify> {
  const clockFile =
    options.clockFile ?? path.join(options.dataDir, "clock.json");
  const ctx = await createLocalShopify({
    worldFile: path.join(options.dataDir, "world.json"),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    // This process may live by the local clock itself (a test with the preload): the clock is made from the real one.
    clock: openClock({
      file: clockFile,
      realNow,
      ...(options.startAt ? { startAt: options.startAt } : {}),
    }),
    urls: {
      platform: `http://localhost:${options.ports.platform}`,
      storefront: `http://localhost:${options.ports.storefront}`,
      app: options.appUrl.replace(/\/+$/, ""),
    },
    appConfig: await readConfig(options),
    clientSecret: options.clientSecret,
    extensionDir: options.extensionDir,
    themeDir: options.themeDir,
    foreignTheme: options.foreignTheme ?? false,
    ...(options.log ? { log: options.log } : {}),
  });
  if (Object.keys(ctx.world.shops).length === 0) await fill(ctx, options);

  const storefront = await startStorefront(ctx, {
    port: options.ports.storefront,
    pictureCacheDir: path.join(options.dataDir, "pictures"),
  });
  const platform = await startPlatform(ctx, options.ports).catch(
    async (error: unknown) => {
      await storefront.close();
      throw error;
    },
  );
  await ctx.flush();
  return {
    urls: {
      ...ctx.urls,
      smtp: platform.smtpUrl,
      inbox: `${ctx.urls.platform}/inbox`,
    },
    ctx,
    world: ctx.world,
    clockFile,
    async close() {
      await platform.close();
      await storefront.close();
      await ctx.flush();
    },
  };
}
