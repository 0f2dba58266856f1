import {
  isDocumentedObject,
  makeDrop,
  NotSimulated,
  type ShopifyDrop,
} from "./drop.ts";
import { cartDrop } from "./drops/cart.ts";
import { settingsDrop } from "./drops/settings.ts";
import { currentSettings, themeDefinitions } from "./theme-settings.ts";
import {
  allProductsDrop,
  collectionsDrop,
  customerDrop,
  linklistsDrop,
  pagesDrop,
  requestDrop,
  routesDrop,
  shopDrop,
} from "./drops/shop.ts";
import { localizationDrop } from "./drops/localization.ts";
import { metafieldsDrop } from "./drops/metafields.ts";
import { countriesOf } from "../market.ts";
import type { StoreRequest } from "../request.ts";
import { attachState, type Library, type RenderState } from "./state.ts";

/** Objects that exist only inside a tag or a section: elsewhere they are nil. */
const PLACED = new Set([
  "forloop",
  "tablerowloop",
  "form",
  "paginate",
  "section",
  "block",
  "product",
  "collection",
  "page",
  "search",
  "article",
  "blog",
  "recommendations",
  "predictive_search",
  "metaobject",
  "gift_card",
  "order",
  "checkout",
]);

export function buildGlobals(state: RenderState): RenderState["globals"] {
  const { request } = state;
  const canonical = new URL(request.url.pathname, request.url.origin).href;
  const shared: Record<string, unknown> = {
    shop: () => shopDrop(state),
    cart: () => cartDrop(state, state.cart),
    customer: () => customerDrop(state),
    collections: () => collectionsDrop(state),
    all_products: () => allProductsDrop(state),
    linklists: () => linklistsDrop(state),
    pages: () => pagesDrop(state),
    blogs: makeDrop({ type: "blogs", fields: {} }),
    articles: makeDrop({ type: "articles", fields: {} }),
    metaobjects: makeDrop({ type: "metaobjects", fields: {} }),
    images: makeDrop({ type: "images", fields: {} }),
    localization: () => localizationDrop(state),
    request: () => requestDrop(state),
    routes: () => routesDrop(state),
    template: makeDrop({
      type: "template",
      fields: {
        name: state.template.name,
        suffix: state.template.suffix,
        directory: null,
      },
      print: () =>
        [state.template.name, state.template.suffix].filter(Boolean).join("."),
    }),
    theme: makeDrop({
      type: "theme",
      fields: { id: 1, name: "Local theme", role: "main" },
    }),
    settings: () => themeSettings(state),
    canonical_url: canonical,
    page_title: state.title,
    page_description: state.description,
    page_image: null,
    handle: request.path.split("/").at(-1) ?? "",
    current_page: Number(request.url.searchParams.get("page")) || 1,
    current_tags: null,
    powered_by_link:
      '<a target="_blank" rel="nofollow" href="https://www.shopify.com">Powered by Shopify</a>',
    country_option_tags: () => countryOptions(request),
    all_country_option_tags: () => countryOptions(request),
    additional_checkout_buttons: null,
    content_for_additional_checkout_buttons: null,
    closest: makeDrop({
      type: "closest",
      fields: { ...state.objects },
      find: () => null,
    }),
    scripts: makeDrop({ type: "scripts", fields: {} }),
    ...state.objects,
  };
  const build = (library: Library, more: Record<string, unknown>) => {
    const drop = makeDrop({
      type: "globals",
      fields: { ...shared, ...more },
      find: (name) => refuseUnknown(state, library, name),
    });
    attachState(drop, state);
    return drop;
  };
  return {
    theme: build(state.site.theme, {}),
    extension: build(state.site.extension, { app: () => appDrop(state) }),
  };
}

function refuseUnknown(
  state: RenderState,
  library: Library,
  name: string,
): undefined {
  if (PLACED.has(name) || library.introduced.has(name)) return undefined;
  // Filters such as find_index look values up by their names: "12" is none of an object.
  if (!/^[A-Za-z_]/.test(name)) return undefined;
  const { themeNotes } = state.request.ctx;
  if (themeNotes && library === state.site.theme) {
    themeNotes.addHere("object", name);
    return undefined;
  }
  if (isDocumentedObject(name))
    throw new NotSimulated(
      `The object "${name}" exists at Shopify, but the local Shopify does not simulate it here.`,
    );
  throw new NotSimulated(`Unknown object "${name}".`);
}

export function themeSettings(state: RenderState): ShopifyDrop {
  const { folder } = state.site.theme;
  return settingsDrop(state, themeDefinitions(folder), currentSettings(state));
}

function appDrop(state: RenderState): ShopifyDrop {
  const { ctx, shop } = state.request;
  const installation = ctx.world.installations[shop.shop];
  return makeDrop({
    type: "app",
    fields: {
      metafields: () =>
        metafieldsDrop({
          shop,
          ownerType: "APP_INSTALLATION",
          ownerId: installation?.appInstallationId ?? "0",
          appId: ctx.appConfig.appId,
        }),
    },
  });
}

function countryOptions({ shop, country, locale }: StoreRequest): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return countriesOf(shop)
    .map(
      (code) =>
        `<option value="${code}"${code === country ? " selected" : ""}>${names.of(code) ?? code}</option>`,
    )
    .join("");
}
