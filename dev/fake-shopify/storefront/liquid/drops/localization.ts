import type { Market } from "../../../world/markets.ts";
import { baseOf, countriesOf, marketOf } from "../../market.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { currencyDrop } from "./cart.ts";

export function localeDrop(state: RenderState, code: string): ShopifyDrop {
  const { shop } = state.request;
  const primary = shop.locales.some(
    (locale) => locale.code === code && locale.primary,
  );
  return makeDrop({
    type: "shop_locale",
    fields: {
      iso_code: code,
      name: new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code,
      endonym_name:
        new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code,
      primary,
      root_url: primary ? "/" : `/${code.toLowerCase()}`,
    },
    print: () => code,
    json: () => ({ iso_code: code, primary }),
  });
}

export function localizationDrop(state: RenderState): ShopifyDrop {
  const { shop, country } = state.request;
  return makeDrop({
    type: "localization",
    fields: {
      language: () => localeDrop(state, state.request.locale),
      available_languages: () =>
        shop.locales.map((locale) => localeDrop(state, locale.code)),
      country: () => countryDrop(state, country),
      available_countries: () => countryDrops(state),
      market: () => marketDrop(state, marketOf(shop, country)),
    },
  });
}

/** By name in the shopper's language, as the country list of a theme shows them. */
function countryDrops(state: RenderState): ShopifyDrop[] {
  const { shop, locale } = state.request;
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return countriesOf(shop)
    .toSorted((a, b) =>
      (names.of(a) ?? a).localeCompare(names.of(b) ?? b, locale),
    )
    .map((code) => countryDrop(state, code));
}

function countryDrop(state: RenderState, code: string): ShopifyDrop {
  const { shop, locale } = state.request;
  const name =
    new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
  const market = marketOf(shop, code);
  return makeDrop({
    type: "country",
    fields: {
      iso_code: code,
      name,
      currency: () => currencyDrop(market?.currency ?? baseOf(shop).currency),
      unit_system: code === "US" ? "imperial" : "metric",
      "popular?": false,
      continent: null,
      market: () => marketDrop(state, market),
      available_languages: () =>
        shop.locales.map((one) => localeDrop(state, one.code)),
    },
    print: () => name,
  });
}

function marketDrop(state: RenderState, market: Market | null): ShopifyDrop {
  const { shop } = state.request;
  return makeDrop({
    type: "market",
    fields: {
      id: market?.id ?? 1,
      handle: market?.handle ?? shop.countryCode.toLowerCase(),
      metafields: null,
    },
    print: () => market?.name ?? shop.countryCode,
  });
}
