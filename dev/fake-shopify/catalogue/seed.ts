import type { ShopWorld, World } from "../world/types.ts";
import { addShop } from "../world/world.ts";
import { CLOTHING } from "./data/clothing.ts";
import { GIFTS } from "./data/gifts.ts";
import { HOME } from "./data/home.ts";
import { MARKETS } from "./data/markets.ts";
import { MENUS, PAGES } from "./data/pages.ts";
import { SERVICES } from "./data/services.ts";
import { TABLE } from "./data/table.ts";
import type { ProductNote } from "./data/types.ts";
import { createRandom } from "./random.ts";
import { addCollections } from "./seed/collections.ts";
import { addCustomers } from "./seed/customers.ts";
import { addDiscounts } from "./seed/discounts.ts";
import { addOrders } from "./seed/orders.ts";
import { addDefinitions, addProduct } from "./seed/products.ts";

/** The shop of the demo: home and clothing, US dollars, English with German and French. */
export const MAIN_SHOP = "fennel-and-fold.myshopify.com";
/** A tiny shop in a currency without cents, to show that shops do not see each other. */
export const SECOND_SHOP = "hinata-kobo.myshopify.com";
/** Another, that reads from right to left and counts in a currency of three decimals. */
export const THIRD_SHOP = "dar-al-noor.myshopify.com";

export interface SeedOptions {
  seed: number;
  /** `full`: 46 products, 400 customers, some 1,500 orders of three months. `small`: 6 products, few orders, for tests. */
  size: "full" | "small";
  /** The local clock's time: all orders lie before it. */
  now: Date;
}

const ALL: ProductNote[] = [...CLOTHING, ...HOME, ...TABLE, ...GIFTS];
const SMALL = [
  "alder-linen-shirt",
  "stoneware-mug",
  "kitchen-candle",
  "oak-lounge-chair",
  "quiet-wall-clock",
  "gift-card",
];
const SECOND = [
  "stoneware-mug",
  "bail-teapot",
  "linen-napkins",
  "paper-pendant",
];

const THIRD: Record<string, string> = {
  "stoneware-mug": "كوب من الخزف الحجري",
  "kitchen-candle": "شمعة المطبخ",
  "linen-napkins": "مناديل من الكتان",
  "quiet-wall-clock": "ساعة حائط هادئة",
};

/** Fills a world with the shops. The same seed, size and time give the same world; each shop may exist only once. */
export function seedCatalogue(
  world: World,
  options: SeedOptions,
): { main: ShopWorld; second: ShopWorld; third: ShopWorld } {
  const { seed, size, now } = options;
  const notes =
    size === "full" ? ALL : ALL.filter((it) => SMALL.includes(it.handle));
  const main = addShop(world, {
    shop: MAIN_SHOP,
    name: "Fennel & Fold",
    email: "hello@fennel-and-fold.example",
    currency: "USD",
    moneyFormat: "${{amount}}",
    countryCode: "US",
    timeZone: "America/New_York",
    locales: [
      { code: "en", primary: true },
      { code: "de", primary: false },
      { code: "fr", primary: false },
    ],
    markets: structuredClone(MARKETS),
    pages: PAGES.map((page) => ({ ...page })),
    menus: structuredClone(MENUS),
  });
  fill(world, main, {
    random: createRandom(seed),
    now,
    notes,
    money: { minor: 100, step: 50 },
    customers: size === "full" ? 400 : 8,
    days: size === "full" ? 90 : 14,
    perDay: size === "full" ? 16.8 : 1.4,
  });
  // After the orders, with chance of their own: the shop's past is the same with them and without.
  for (const note of SERVICES)
    addProduct(world, main, note, {
      random: createRandom(seed + 2),
      now,
      money: { minor: 100, step: 50 },
    });

  const second = addShop(world, {
    shop: SECOND_SHOP,
    name: "Hinata Kōbō",
    email: "hello@hinata-kobo.example",
    currency: "JPY",
    moneyFormat: "¥{{amount_no_decimals}}",
    countryCode: "JP",
    timeZone: "Asia/Tokyo",
    pages: PAGES.filter((page) => page.handle === "contact").map((page) => ({
      ...page,
      body: "<p>hello@hinata-kobo.example</p>",
    })),
    menus: {
      "main-menu": [{ title: "All", url: "/collections/all" }],
      footer: [{ title: "Contact", url: "/pages/contact" }],
    },
  });
  fill(world, second, {
    random: createRandom(seed + 1),
    now,
    notes: ALL.filter((it) => SECOND.includes(it.handle)),
    money: { minor: 150, step: 100 },
    customers: 3,
    days: 7,
    perDay: 0.6,
  });

  const third = addShop(world, {
    shop: THIRD_SHOP,
    name: "دار النور",
    email: "hello@dar-al-noor.example",
    currency: "KWD",
    moneyFormat: "{{amount}} د.ك",
    countryCode: "KW",
    timeZone: "Asia/Kuwait",
    locales: [
      { code: "ar", primary: true },
      { code: "en", primary: false },
    ],
    menus: {
      "main-menu": [{ title: "كل المنتجات", url: "/collections/all" }],
      footer: [],
    },
  });
  fill(world, third, {
    random: createRandom(seed + 3),
    now,
    notes: ALL.filter((it) => it.handle in THIRD).map((it) => ({
      ...it,
      title: THIRD[it.handle] ?? it.title,
    })),
    money: { minor: 310, step: 250 },
    customers: 3,
    days: 7,
    perDay: 0.6,
  });
  return { main, second, third };
}

interface Filling {
  random: ReturnType<typeof createRandom>;
  now: Date;
  notes: ProductNote[];
  money: { minor: number; step: number };
  customers: number;
  days: number;
  perDay: number;
}

function fill(world: World, shop: ShopWorld, o: Filling): void {
  const { random, now, notes } = o;
  addDefinitions(world, shop);
  for (const note of notes)
    addProduct(world, shop, note, { random, now, money: o.money });
  addDiscounts(world, shop, now);
  addCustomers(world, shop, {
    random,
    now,
    count: o.customers,
    before: o.days,
  });
  const bought = addOrders(world, shop, {
    random,
    now,
    days: o.days,
    perDay: o.perDay,
    notes,
  });
  addCollections(world, shop, bought);
}
