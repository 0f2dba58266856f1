import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";

const QUERY = `#graphql
  query ShopFacts {
    shop {
      name
      contactEmail
      primaryDomain { url }
      currencyCode
      ianaTimezone
      billingAddress { countryCodeV2 }
      shopAddress { formatted(withCompany: true) }
      plan { partnerDevelopment }
    }
    shopLocales(published: true) { locale primary }
    currentAppInstallation { id }
  }`;

const schema = z.object({
  shop: z.object({
    name: z.string(),
    contactEmail: z.string().nullish(),
    primaryDomain: z.object({ url: z.string() }),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    billingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
    shopAddress: z.object({ formatted: z.array(z.string()) }),
    plan: z.object({ partnerDevelopment: z.boolean() }),
  }),
  shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })),
  currentAppInstallation: z.object({ id: z.string() }),
});

/** What the Admin API says of the shop, as columns of `Shop`. */
export async function readShopFacts({ shop }: { shop: string }) {
  const { data } = await adminApi(shop, { patience: 10_000 }).graphql({
    query: QUERY,
    schema,
  });
  const locales = data.shopLocales.map(({ locale }) => locale);
  const primaryLocale =
    data.shopLocales.find(({ primary }) => primary)?.locale ??
    locales[0] ??
    "en";
  return {
    name: data.shop.name,
    contactEmail: data.shop.contactEmail || null,
    primaryUrl: data.shop.primaryDomain.url.replace(/\/+$/, ""),
    currency: data.shop.currencyCode,
    countryCode: data.shop.billingAddress?.countryCodeV2 ?? "",
    postalAddress: data.shop.shopAddress.formatted.filter(
      (line) => line.trim() !== "",
    ),
    timeZone: data.shop.ianaTimezone,
    primaryLocale,
    locales: locales.length > 0 ? locales : [primaryLocale],
    appInstallationId: data.currentAppInstallation.id,
    developmentStore: data.shop.plan.partnerDevelopment,
  };
}
