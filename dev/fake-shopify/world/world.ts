import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Id, Iso, ShopWorld, World } from "./types.ts";

/** Where ids begin: 13 digits, as Shopify's own look today, and safely below 2^53. */
const FIRST_ID = 8_123_450_000_001;

/** An empty world: no shops yet. `seed` is remembered so that the catalogue can be made again. */
export function createWorld(options: { seed: number }): World {
  return {
    version: 2,
    seed: options.seed,
    nextId: FIRST_ID,
    shops: {},
    installations: {},
    inbox: [],
    faults: {
      api: { mode: "ok", delayMs: 0 },
      webhooks: { duplicate: false, disorder: false, delayMs: 0, drop: false },
      mail: { mode: "ok" },
    },
  };
}

export type NewShop = Pick<ShopWorld, "shop" | "name" | "email"> &
  Partial<ShopWorld>;

/** Adds a shop with nothing in it; `options` overrides any field. */
export function addShop(world: World, options: NewShop): ShopWorld {
  const shop: ShopWorld = {
    id: newId(world),
    currency: "USD",
    moneyFormat: "${{amount}}",
    countryCode: "US",
    timeZone: "America/New_York",
    locales: [{ code: "en", primary: true }],
    markets: [],
    developmentStore: true,
    products: [],
    collections: [],
    pages: [],
    menus: {},
    customers: [],
    orders: [],
    checkouts: [],
    carts: {},
    discounts: [],
    metafields: [],
    metafieldDefinitions: [],
    theme: { embeds: {}, blocks: [] },
    webhooks: { pending: [], log: [] },
    ...options,
  };
  world.shops[shop.shop] = shop;
  return shop;
}

/** The next numeric id. Ids grow with time, with gaps, so that nobody comes to rely on neighbours. */
export function newId(world: World): Id {
  const id = world.nextId;
  world.nextId += 32_769;
  return String(id);
}

/** 32 hexadecimal digits nobody can guess: tokens of carts and checkouts. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
}

/** `gid("Product", "8123")` is `gid://shopify/Product/8123`. */
export function gid(type: string, id: Id): string {
  return `gid://shopify/${type}/${id}`;
}

/** The numeric id of a gid (or of a bare numeric id); null when it is neither, or names another type. */
export function fromGid(value: string, type?: string): Id | null {
  const match = /^(?:gid:\/\/shopify\/([A-Za-z]+)\/)?(\d+)(?:\?.*)?$/.exec(
    value,
  );
  if (!match?.[2]) return null;
  if (type !== undefined && match[1] !== undefined && match[1] !== type)
    return null;
  return match[2];
}

/** `$app` and `$app:x` as Shopify stores them: `app--<app id>` and `app--<app id>--x`. Others stay as they are. */
export function toStoredNamespace(namespace: string, appId: Id): string {
  if (namespace === "$app") return `app--${appId}`;
  if (namespace.startsWith("$app:"))
    return `app--${appId}--${namespace.slice("$app:".length)}`;
  return namespace;
}

export function getShop(world: World, shop: string): ShopWorld {
  const found = world.shops[shop];
  if (!found) throw new Error(`The local Shopify has no shop ${shop}.`);
  return found;
}

export function toIso(date: Date): Iso {
  return date.toISOString();
}

/** Reads a saved world; null when there is none. A file of another version is an error, not an empty world. */
export async function loadWorld(file: string): Promise<World | null> {
  const text = await readFile(file, "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    },
  );
  if (text === null) return null;
  const world = JSON.parse(text) as World;
  if (world.version !== 2)
    throw new Error(
      `${file} was written by another version of the local Shopify: start over with --reset.`,
    );
  return world;
}

/** Written beside and renamed, so that a crash leaves the old world or the new one, never half of one. */
export async function saveWorld(world: World, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  await writeFile(beside, JSON.stringify(world));
  await rename(beside, file);
}
