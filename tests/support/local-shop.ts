/**
 * The local Shopify's storefront in this process, with our extension in its theme and a stand-in for our server behind the app
 * proxy, which hands out a code the way a campaign's pool does. For what shoppers see; the whole stack is played in tests/stories.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import path from "node:path";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import { seedCatalogue } from "#dev/fake-shopify/catalogue/seed.ts";
import {
  createLocalShopify,
  type LocalShopify,
} from "#dev/fake-shopify/context.ts";
import { startStorefront } from "#dev/fake-shopify/storefront/server.ts";
import type {
  Metafield,
  Product,
  ShopWorld,
} from "#dev/fake-shopify/world/types.ts";
import { createWorld, newId } from "#dev/fake-shopify/world/world.ts";

export interface LocalShop {
  url: string;
  ctx: LocalShopify;
  shop: ShopWorld;
  /** Bodies our server's stand-in received, by path below the proxy. */
  received: Record<string, unknown[]>;
  product: (handle: string) => Product;
  /** Writes an app-data metafield of `storefront`, as publishing does. */
  publish: (locale: string, config: StorefrontConfig) => void;
  setProductMetafield: (
    product: Product,
    metafield: Pick<Metafield, "namespace" | "key" | "type"> & {
      value: unknown;
    },
  ) => void;
  /** Pages as text, with a cookie jar of their own. */
  get: (path: string) => Promise<string>;
  close: () => Promise<void>;
}

export const NOW = new Date("2026-11-21T15:00:00Z");
export const CODE = "SECOND-7QK4";

export async function startLocalShop(
  options: {
    size?: "small" | "full";
    extensionDir?: string;
    /** Somebody else's theme in place of our own. */
    themeDir?: string;
  } = {},
): Promise<LocalShop> {
  const root = path.join(import.meta.dirname, "../..");
  const received: Record<string, unknown[]> = {};
  const app = http.createServer((req, res) => {
    void json(req).then((body) => {
      const name = new URL(req.url!, "http://app").pathname.replace(
        "/proxy/",
        "",
      );
      (received[name] ??= []).push(body);
      if (name !== "claim") return res.writeHead(204).end();
      const answer = {
        code: CODE,
        percent: 10,
        endsAt: "2026-11-21T23:00:00Z",
        now: NOW.toISOString(),
      };
      return res
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));

  const world = createWorld({ seed: 1 });
  const { main: shop } = seedCatalogue(world, {
    seed: 1,
    size: options.size ?? "small",
    now: NOW,
  });
  const ctx = await createLocalShopify({
    world,
    startAt: NOW,
    urls: {
      platform: "http://localhost:1",
      storefront: "",
      app: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    },
    appConfig: path.join(root, "shopify.app.toml"),
    clientSecret: "hush",
    extensionDir:
      options.extensionDir ?? path.join(root, "extensions/storefront"),
    themeDir: options.themeDir ?? path.join(root, "dev/fake-shopify/theme"),
    foreignTheme: options.themeDir !== undefined,
  });
  const installation = {
    shop: shop.shop,
    appInstallationId: newId(world),
    installedAt: NOW.toISOString(),
    uninstalledAt: null,
    scopes: ctx.appConfig.scopes,
    tokens: [],
    bucket: { available: 2000, at: 0 },
  };
  world.installations[shop.shop] = installation;
  addDiscount(ctx, shop);
  const server = await startStorefront(ctx, { port: 0 });

  const put = (
    given: Pick<
      Metafield,
      "ownerType" | "ownerId" | "namespace" | "key" | "type" | "value"
    >,
  ) => {
    const same = (one: Metafield) =>
      one.ownerId === given.ownerId &&
      one.namespace === given.namespace &&
      one.key === given.key;
    shop.metafields = shop.metafields.filter((one) => !same(one));
    shop.metafields.push({
      id: newId(world),
      createdAt: NOW.toISOString(),
      updatedAt: NOW.toISOString(),
      ...given,
    });
  };
  const appData = {
    ownerType: "APP_INSTALLATION",
    ownerId: installation.appInstallationId,
    namespace: "storefront",
  } as const;

  return {
    url: server.url,
    ctx,
    shop,
    received,
    product: (handle) => shop.products.find((one) => one.handle === handle)!,
    publish(locale, config) {
      put({
        ...appData,
        key: `config_${locale}`,
        type: "json",
        value: JSON.stringify(config),
      });
      put({
        ...appData,
        key: "primary",
        type: "single_line_text_field",
        value: "config_en",
      });
      shop.theme.embeds.embed = { disabled: false, settings: {} };
    },
    setProductMetafield(product, { namespace, key, type, value }) {
      const stored =
        namespace === "$app" ? `app--${ctx.appConfig.appId}` : namespace;
      put({
        ownerType: "PRODUCT",
        ownerId: product.id,
        namespace: stored,
        key,
        type,
        value: typeof value === "string" ? value : JSON.stringify(value),
      });
    },
    get: makeClient(server.url),
    async close() {
      await server.close();
      app.closeAllConnections();
      app.close();
    },
  };
}

/** 10 % off everything, with one code, that ends when the stand-in says. */
function addDiscount({ world }: LocalShopify, shop: ShopWorld): void {
  const combinesWith = {
    orderDiscounts: false,
    productDiscounts: false,
    shippingDiscounts: false,
  };
  shop.discounts.push({
    kind: "basic",
    id: newId(world),
    title: "Before you go",
    value: { kind: "percentage", percent: 10 },
    items: { kind: "all" },
    minimum: { kind: "none" },
    customers: { kind: "all" },
    combinesWith,
    usageLimit: 1,
    appliesOncePerCustomer: false,
    startsAt: NOW.toISOString(),
    endsAt: null,
    codes: [{ id: newId(world), code: CODE, used: 0, usedBy: [] }],
    bulk: false,
    createdBy: "app",
    createdAt: NOW.toISOString(),
    updatedAt: NOW.toISOString(),
    bulkCreations: [],
  });
}

function makeClient(url: string) {
  const jar = new Map<string, string>();
  const get = async (at: string): Promise<string> => {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(new URL(at, url), {
      headers: { cookie },
      redirect: "manual",
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name!, value!);
    }
    const next = response.headers.get("location");
    return next ? get(next) : response.text();
  };
  return get;
}
