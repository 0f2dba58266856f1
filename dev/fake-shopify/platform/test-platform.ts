/** A small shop with the app installed, for the stand-in's own tests. */
import { randomBytes } from "node:crypto";
import type { LocalShopify } from "../context.ts";
import { createLocalShopify } from "../context.ts";
import type { AppConfig } from "../world/app-config.ts";
import type { Installation, Product, ShopWorld } from "../world/types.ts";
import { addShop, createWorld, newId } from "../world/world.ts";
import {
  executeAdmin,
  type AdminAnswer,
  type AdminRequest,
} from "./graphql/execute.ts";

export const SHOP = "test-shop.myshopify.com";

const CONFIG: AppConfig = {
  appId: "123456789012",
  clientId: "client-id",
  name: "Test app",
  handle: "test-app",
  embedded: true,
  scopes: [
    "write_products",
    "read_inventory",
    "read_orders",
    "write_orders",
    "write_customers",
    "write_discounts",
    "read_themes",
    "read_locales",
  ],
  proxy: null,
  apiVersion: "2026-10",
  webhooks: [],
};

export interface TestPlatform {
  ctx: LocalShopify;
  shop: ShopWorld;
  installation: Installation;
  graphql: (
    query: string,
    variables?: AdminRequest["variables"],
  ) => Promise<AdminAnswer>;
}

export async function makeTestPlatform(
  options: { config?: Partial<AppConfig>; startAt?: Date } = {},
): Promise<TestPlatform> {
  const world = createWorld({ seed: 1 });
  const shop = addShop(world, {
    shop: SHOP,
    id: "81",
    name: "Test shop",
    email: "owner@test-shop.example",
  });
  for (const [index, title] of ["Cup", "Bowl", "Plate"].entries())
    shop.products.push(makeProduct(index + 1, title));
  shop.customers.push({
    id: "501",
    email: "ada@example.com",
    phone: null,
    firstName: "Ada",
    lastName: "Byron",
    locale: "en",
    tags: [],
    note: null,
    emailMarketingConsent: {
      state: "NOT_SUBSCRIBED",
      optInLevel: null,
      updatedAt: null,
    },
    address: null,
    createdAt: "2026-10-01T00:00:00.000Z",
    updatedAt: "2026-10-01T00:00:00.000Z",
  });
  const ctx = await createLocalShopify({
    world,
    startAt: options.startAt ?? new Date("2026-11-21T20:00:00Z"),
    urls: {
      platform: "http://localhost:4500",
      storefront: "http://localhost:4501",
      app: "http://localhost:4502",
    },
    appConfig: { ...CONFIG, ...options.config },
    clientSecret: "hush",
    extensionDir: "/nowhere",
    themeDir: "/nowhere",
  });
  const installation: Installation = {
    shop: SHOP,
    appInstallationId: newId(world),
    installedAt: ctx.clock.now().toISOString(),
    uninstalledAt: null,
    scopes: ctx.appConfig.scopes,
    tokens: [
      {
        access: `shpat_${randomBytes(16).toString("hex")}`,
        refresh: null,
        expiresAt: null,
        refreshExpiresAt: null,
        online: false,
      },
    ],
    bucket: { available: 2000, at: 0 },
  };
  world.installations[SHOP] = installation;
  return {
    ctx,
    shop,
    installation,
    graphql: (query, variables) =>
      executeAdmin(
        { query, variables },
        { ctx, shop, installation, now: ctx.clock.now() },
        Date.now(),
      ),
  };
}

function makeProduct(number: number, title: string): Product {
  return {
    id: `10${number}`,
    handle: title.toLowerCase(),
    title,
    vendor: "Kiln",
    type: "Tableware",
    tags: ["stoneware"],
    descriptionHtml: `<p>${title}</p>`,
    status: number === 3 ? "DRAFT" : "ACTIVE",
    publishedAt: "2026-09-01T00:00:00.000Z",
    createdAt: "2026-09-01T00:00:00.000Z",
    updatedAt: "2026-09-01T00:00:00.000Z",
    options: [{ name: "Title", values: ["Default Title"] }],
    images: [],
    variants: [
      {
        id: `20${number}`,
        inventoryItemId: `30${number}`,
        title: "Default Title",
        options: ["Default Title"],
        sku: `SKU-${number}`,
        price: number * 1000,
        compareAtPrice: null,
        unitCost: 400,
        grams: 300,
        tracked: true,
        inventoryQuantity: 5,
        inventoryPolicy: "DENY",
        requiresShipping: true,
        taxable: true,
      },
    ],
  };
}
