import type { Logger } from "pino";
import { pino } from "pino";
import {
  openThemeNotes,
  type ThemeNotes,
} from "./storefront/liquid/theme-notes.ts";
import {
  type AppConfig,
  readAppConfig,
  themeExtensionUuid,
} from "./world/app-config.ts";
import { type LocalClock, openClock } from "./world/clock.ts";
import type { World } from "./world/types.ts";
import { createWorld, loadWorld, saveWorld } from "./world/world.ts";

/** Everything the parts of the local Shopify share: one per process. */
export interface LocalShopify {
  world: World;
  clock: LocalClock;
  /** Origins without a trailing slash. Assigned again when a port turns out to be taken. */
  urls: { platform: string; storefront: string; app: string };
  appConfig: AppConfig;
  clientSecret: string;
  /** `extensions/storefront`: blocks, assets, snippets, locales of the app. Need not exist yet. */
  extensionDir: string;
  extensionUuid: string;
  themeDir: string;
  /** What a theme that is not our own asks for and does not get; null for our own, where that is an error. */
  themeNotes: ThemeNotes | null;
  /** Puts a delivery on its way if the app is installed and subscribed. Does nothing until the platform attaches its sender. */
  emitWebhook: (shop: string, topic: string, payload: unknown) => void;
  /** Asks for the world to be written soon; many calls become one write. */
  save: () => void;
  /** Writes now and waits. */
  flush: () => Promise<void>;
  log: Logger;
}

export interface LocalShopifyOptions {
  /** A world made elsewhere (tests, seeds). Otherwise `worldFile` is loaded, or an empty world of `seed` is made. */
  world?: World;
  worldFile?: string;
  seed?: number;
  clockFile?: string;
  clock?: LocalClock;
  /** Where a new clock starts. */
  startAt?: Date;
  urls: LocalShopify["urls"];
  /** Path of shopify.app.toml, or what was read from it. */
  appConfig: string | AppConfig;
  clientSecret: string;
  extensionDir: string;
  themeDir: string;
  /** The theme is somebody else's: what it needs and we lack is noted, and its pages carry on. */
  foreignTheme?: boolean;
  emitWebhook?: LocalShopify["emitWebhook"];
  log?: Logger;
}

const SAVE_AFTER_MS = 400;

export async function createLocalShopify(
  options: LocalShopifyOptions,
): Promise<LocalShopify> {
  const log = options.log ?? pino({ name: "local-shopify", level: "warn" });
  const loaded = options.worldFile ? await loadWorld(options.worldFile) : null;
  const world =
    options.world ?? loaded ?? createWorld({ seed: options.seed ?? 1 });
  const appConfig =
    typeof options.appConfig === "string"
      ? await readAppConfig(options.appConfig)
      : options.appConfig;

  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const file = options.worldFile;
    if (!file) return Promise.resolve();
    writing = writing.catch(() => undefined).then(() => saveWorld(world, file));
    return writing;
  };

  return {
    world,
    clock:
      options.clock ??
      openClock({
        file: options.clockFile,
        ...(options.startAt ? { startAt: options.startAt } : {}),
      }),
    urls: { ...options.urls },
    appConfig,
    clientSecret: options.clientSecret,
    extensionDir: options.extensionDir,
    extensionUuid: themeExtensionUuid(appConfig),
    themeDir: options.themeDir,
    themeNotes: options.foreignTheme ? openThemeNotes(options.themeDir) : null,
    emitWebhook: options.emitWebhook ?? (() => undefined),
    save() {
      timer ??= setTimeout(() => {
        timer = null;
        write().catch((error: unknown) =>
          log.error({ err: error }, "the world could not be saved"),
        );
      }, SAVE_AFTER_MS);
    },
    async flush() {
      if (timer) clearTimeout(timer);
      timer = null;
      await write();
    },
    log,
  };
}

/** Is the app subscribed to this topic? Saves building payloads that nobody gets. */
export function isSubscribed(ctx: LocalShopify, topic: string): boolean {
  return ctx.appConfig.webhooks.some(
    (subscription) => subscription.topic === topic,
  );
}

/** Origin of a shop's storefront: the first shop answers on the plain address, others on `<name>.localhost`. */
export function storefrontOrigin(ctx: LocalShopify, shop: string): string {
  if (Object.keys(ctx.world.shops)[0] === shop) return ctx.urls.storefront;
  const url = new URL(ctx.urls.storefront);
  url.hostname = `${shop.split(".")[0]}.localhost`;
  return url.origin;
}
