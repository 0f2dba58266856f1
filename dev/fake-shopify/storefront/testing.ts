import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createLocalShopify, type LocalShopify } from "../context.ts";
import { parseAppConfig } from "../world/app-config.ts";
import { openClock } from "../world/clock.ts";
import type {
  BasicDiscount,
  BxgyDiscount,
  Discount,
  FreeShippingDiscount,
} from "../world/discounts.ts";
import type { Product, ShopWorld } from "../world/types.ts";
import { addShop, createWorld, newId } from "../world/world.ts";
import { type RunningServer, startStorefront } from "./server.ts";

/** A shop with two products, a theme of three files and no app behind it: what the storefront's own tests stand on. */
export interface TestStore extends RunningServer {
  ctx: LocalShopify;
  shop: ShopWorld;
  mug: Product;
  shirt: Product;
  webhooks: { topic: string; payload: Record<string, unknown> }[];
  /** Fetches with a cookie jar, without following redirects. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** POSTs JSON and gives status and parsed answer. */
  post(
    path: string,
    body: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

export const NOW = new Date("2026-11-21T20:00:00.000Z");

const TOML = `
client_id = "test-client"
name = "Second Thought"
handle = "second-thought"
application_url = "https://app.example.com"
[app_proxy]
url = "https://app.example.com/proxy"
prefix = "apps"
subpath = "sub"
[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["carts/create", "carts/update", "checkouts/create", "checkouts/update", "orders/create"]
uri = "/webhooks"
`;

export const THEME: Record<string, string> = {
  "layout/theme.liquid":
    "<html><head><title>{{ page_title }}</title>{{ content_for_header }}</head><body>{{ content_for_layout }}</body></html>",
  "templates/index.json": `{"sections":{"main":{"type":"main-index"}},"order":["main"]}`,
  "templates/product.json": `/* made by the editor */ {"sections":{"main":{"type":"main-product"}},"order":["main"]}`,
  "templates/cart.json": `{"sections":{"main":{"type":"main-cart"}},"order":["main"]}`,
  "templates/404.json": `{"sections":{"main":{"type":"main-index"}},"order":["main"]}`,
  "sections/main-index.liquid": "<h1>{{ shop.name }}</h1>",
  "sections/main-product.liquid":
    "<h1>{{ product.title }}</h1>{% for block in section.blocks %}{% render block %}{% endfor %}\n" +
    `{% schema %}{"name":"Product","blocks":[{"type":"@app"}]}{% endschema %}`,
  "sections/main-cart.liquid":
    "<p>{{ cart.item_count }} / {{ cart.total_price | money }} / {{ cart.attributes | json }}</p>",
};

export async function writeFiles(
  files: Record<string, string>,
): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "local-theme-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), text);
  }
  return dir;
}

export interface TestStoreOptions {
  theme?: Record<string, string>;
  extension?: Record<string, string>;
  appUrl?: string;
}

export async function startTestStore(
  options: TestStoreOptions = {},
): Promise<TestStore> {
  const world = createWorld({ seed: 1 });
  const shop = addShop(world, {
    shop: "lumen.myshopify.com",
    name: "Lumen",
    email: "hello@lumen.test",
    locales: [
      { code: "en", primary: true },
      { code: "de", primary: false },
    ],
  });
  const make = (
    title: string,
    price: number,
    sizes: string[],
    stock: number,
  ): Product => ({
    id: newId(world),
    handle: title.toLowerCase(),
    title,
    vendor: "Lumen",
    type: "Home",
    tags: [],
    descriptionHtml: `<p>${title}</p>`,
    status: "ACTIVE",
    publishedAt: "2026-01-01T00:00:00.000Z",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    options: [
      { name: sizes[0] === "Default Title" ? "Title" : "Size", values: sizes },
    ],
    variants: sizes.map((size) => ({
      id: newId(world),
      inventoryItemId: newId(world),
      title: size,
      options: [size],
      sku: `${title}-${size}`,
      price,
      compareAtPrice: null,
      unitCost: null,
      grams: 250,
      tracked: true,
      inventoryQuantity: stock,
      inventoryPolicy: "DENY",
      requiresShipping: true,
      taxable: true,
    })),
    images: [
      {
        src: `${title.toLowerCase()}.png`,
        alt: title,
        width: 1000,
        height: 1250,
      },
    ],
  });
  const mug = make("Mug", 1999, ["Default Title"], 5);
  const shirt = make("Shirt", 5001, ["S", "M"], 3);
  shop.products.push(mug, shirt);
  world.installations[shop.shop] = {
    shop: shop.shop,
    appInstallationId: newId(world),
    installedAt: "2026-01-01T00:00:00.000Z",
    uninstalledAt: null,
    scopes: [],
    tokens: [],
    bucket: { available: 2000, at: 0 },
  };
  const webhooks: TestStore["webhooks"] = [];
  const ctx = await createLocalShopify({
    world,
    clock: openClock({ startAt: NOW, realNow: () => NOW.getTime() }),
    urls: {
      platform: "http://localhost:1",
      storefront: "http://localhost:2",
      app: options.appUrl ?? "http://127.0.0.1:9",
    },
    appConfig: parseAppConfig(TOML),
    clientSecret: "hush",
    extensionDir: await writeFiles(options.extension ?? {}),
    themeDir: await writeFiles({ ...THEME, ...options.theme }),
    // Through JSON, as on the wire: what is undefined must not look like a key.
    emitWebhook: (_shop, topic, payload) =>
      webhooks.push({
        topic,
        payload: JSON.parse(JSON.stringify(payload)) as Record<string, unknown>,
      }),
  });
  ctx.log.level = "silent";
  const server = await startStorefront(ctx, { port: 0 });
  const jar = new Map<string, string>();
  const ask = async (where: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (jar.size > 0)
      headers.set(
        "cookie",
        [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      );
    const answer = await fetch(new URL(where, server.url), {
      redirect: "manual",
      ...init,
      headers,
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    ...server,
    ctx,
    shop,
    mug,
    shirt,
    webhooks,
    ask,
    async post(where, body) {
      const answer = await ask(where, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return {
        status: answer.status,
        body: (await answer.json()) as Record<string, unknown>,
      };
    },
  };
}

export function variantOf(product: Product, index = 0): string {
  const variant = product.variants[index];
  if (!variant) throw new Error(`${product.title} has no variant ${index}.`);
  return variant.id;
}

export function addDiscount(
  store: TestStore,
  code: string,
  override:
    | Partial<BasicDiscount>
    | Partial<FreeShippingDiscount>
    | Partial<BxgyDiscount> = {},
): Discount {
  const discount = {
    kind: "basic",
    id: newId(store.ctx.world),
    title: code,
    value: { kind: "percentage", percent: 10 },
    items: { kind: "all" },
    minimum: { kind: "none" },
    customers: { kind: "all" },
    combinesWith: {
      orderDiscounts: false,
      productDiscounts: false,
      shippingDiscounts: false,
    },
    usageLimit: null,
    appliesOncePerCustomer: false,
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: null,
    codes: [{ id: newId(store.ctx.world), code, used: 0, usedBy: [] }],
    bulk: false,
    createdBy: "merchant",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    bulkCreations: [],
    ...override,
  } as Discount;
  store.shop.discounts.push(discount);
  return discount;
}
