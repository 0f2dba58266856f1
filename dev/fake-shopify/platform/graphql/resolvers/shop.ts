/** The shop itself, its languages, and the app's installation in it. */
import { storefrontOrigin } from "../../../context.ts";
import { gid } from "../../../world/world.ts";
import type { AdminCall, Source } from "../call.ts";
import { metafieldFields } from "./metafields.ts";

const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });
const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });

export function toShop(call: AdminCall): Source {
  const { shop, ctx } = call;
  const url = storefrontOrigin(ctx, shop.shop);
  const address = {
    countryCodeV2: shop.countryCode,
    country: COUNTRIES.of(shop.countryCode),
    company: shop.name,
    formatted: (args: { withCompany?: boolean | null }) => [
      ...(args.withCompany === false ? [] : [shop.name]),
      "12 Harbour Lane",
      COUNTRIES.of(shop.countryCode),
    ],
  };
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    myshopifyDomain: shop.shop,
    currencyCode: shop.currency,
    currencyFormats: {
      moneyFormat: shop.moneyFormat,
      moneyWithCurrencyFormat: `${shop.moneyFormat} ${shop.currency}`,
    },
    ianaTimezone: shop.timeZone,
    url,
    primaryDomain: {
      __typename: "Domain",
      id: gid("Domain", shop.id),
      url,
      host: new URL(url).host,
      sslEnabled: url.startsWith("https:"),
    },
    plan: {
      partnerDevelopment: shop.developmentStore,
      publicDisplayName: shop.developmentStore ? "Development" : "Basic",
      displayName: shop.developmentStore ? "Developer Preview" : "Basic",
      shopifyPlus: false,
    },
    billingAddress: address,
    shopAddress: address,
    taxesIncluded: false,
    ...metafieldFields({ call, ownerType: "SHOP", ownerId: shop.id }),
  };
}

export function toInstallation(call: AdminCall): Source {
  const { installation, ctx } = call;
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", installation.appInstallationId),
    accessScopes: installation.scopes.map((handle) => ({
      handle,
      description: handle.replaceAll("_", " "),
    })),
    app: {
      __typename: "App",
      id: gid("App", ctx.appConfig.appId),
      handle: ctx.appConfig.handle,
      title: ctx.appConfig.name,
      apiKey: ctx.appConfig.clientId,
    },
    activeSubscriptions: [],
    ...metafieldFields({
      call,
      ownerType: "APP_INSTALLATION",
      ownerId: installation.appInstallationId,
    }),
  };
}

export const shopQueries: Source = {
  shop: (_: object, call: AdminCall) => toShop(call),
  shopLocales: (args: { published?: boolean | null }, call: AdminCall) =>
    args.published === false
      ? []
      : call.shop.locales.map(({ code, primary }) => ({
          locale: code,
          primary,
          published: true,
          name: LANGUAGES.of(code) ?? code,
        })),
  currentAppInstallation: (_: object, call: AdminCall) => toInstallation(call),
};
