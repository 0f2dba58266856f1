import type { Shop } from "@prisma/client";
import { db } from "#app/db.server.ts";

let count = 0;

/** A shop of its own for each caller, so that tests of one file do not see each other's rows either. */
export async function createShop(given: Partial<Shop> = {}): Promise<Shop> {
  count += 1;
  const shop = given.shop ?? `shop-${count}.myshopify.com`;
  const at = new Date("2026-11-01T09:00:00Z");
  return db.shop.create({
    data: {
      shop,
      name: `Shop ${count}`,
      contactEmail: `owner@${shop}`,
      primaryUrl: `https://${shop}`,
      currency: "USD",
      countryCode: "US",
      timeZone: "America/New_York",
      primaryLocale: "en",
      locales: ["en"],
      appInstallationId: "gid://shopify/AppInstallation/1",
      scopes: "read_orders,read_products,write_discounts",
      installedAt: at,
      updatedAt: at,
      ...given,
    },
  });
}
