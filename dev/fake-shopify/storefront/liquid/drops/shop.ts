import type { ShopWorld } from "../../../world/types.ts";
import { visibleProducts } from "../../catalogue-lookup.ts";
import { toHundredths } from "../../currency.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { baseOf } from "../../market.ts";
import { currencyDrop } from "./cart.ts";
import { allCollection, collectionDrop } from "./collection.ts";
import { localeDrop } from "./localization.ts";
import { metafieldsDrop } from "./metafields.ts";
import { productDrop } from "./product.ts";

const currenciesOf = (shop: ShopWorld): string[] => [
  ...new Set([shop.currency, ...shop.markets.map((one) => one.currency)]),
];

export function shopDrop(state: RenderState): ShopifyDrop {
  const { shop, ctx, url, now } = state.request;
  const base = baseOf(shop);
  const products = () => visibleProducts(shop, now);
  return makeDrop({
    type: "shop",
    fields: {
      id: Number(shop.id),
      name: shop.name,
      email: shop.email,
      description: null,
      phone: null,
      url: url.origin,
      secure_url: url.origin,
      domain: url.host,
      permanent_domain: shop.shop,
      currency: base.currency,
      money_format: base.moneyFormat,
      money_with_currency_format: `${base.moneyFormat} ${base.currency}`,
      enabled_currencies: () => currenciesOf(base).map(currencyDrop),
      published_locales: () =>
        shop.locales.map((locale) => localeDrop(state, locale.code)),
      enabled_locales: () =>
        shop.locales.map((locale) => localeDrop(state, locale.code)),
      locale: () => localeDrop(state, state.request.locale),
      customer_accounts_enabled: true,
      customer_accounts_optional: true,
      accepts_gift_cards: false,
      taxes_included: true,
      products_count: () => products().length,
      collections_count: () => shop.collections.length,
      vendors: () =>
        [...new Set(products().map((product) => product.vendor))].sort(),
      types: () =>
        [...new Set(products().map((product) => product.type))].sort(),
      metafields: () =>
        metafieldsDrop({
          shop,
          ownerType: "SHOP",
          ownerId: shop.id,
          appId: ctx.appConfig.appId,
        }),
      enabled_payment_types: ["visa", "master", "paypal"],
      policies: [],
      refund_policy: null,
      shipping_policy: null,
      privacy_policy: null,
      terms_of_service: null,
      subscription_policy: null,
      brand: null,
    },
    json: () => ({
      name: shop.name,
      domain: url.host,
      currency: base.currency,
    }),
  });
}

export function requestDrop(state: RenderState): ShopifyDrop {
  const { url, designMode } = state.request;
  return makeDrop({
    type: "request",
    fields: {
      design_mode: designMode,
      visual_preview_mode: false,
      page_type: state.pageType,
      host: url.host,
      origin: url.origin,
      path: url.pathname,
      locale: () => localeDrop(state, state.request.locale),
    },
  });
}

export function routesDrop(state: RenderState): ShopifyDrop {
  const { root } = state.request;
  const at = (path: string) => `${root}${path}`;
  return makeDrop({
    type: "routes",
    fields: {
      root_url: root === "/" ? "/" : root.slice(0, -1),
      cart_url: at("cart"),
      cart_add_url: at("cart/add"),
      cart_change_url: at("cart/change"),
      cart_update_url: at("cart/update"),
      cart_clear_url: at("cart/clear"),
      collections_url: at("collections"),
      all_products_collection_url: at("collections/all"),
      search_url: at("search"),
      predictive_search_url: at("search/suggest"),
      product_recommendations_url: at("recommendations/products"),
      account_url: at("account"),
      account_login_url: at("account/login"),
      account_logout_url: at("account/logout"),
      account_register_url: at("account/register"),
      account_addresses_url: at("account/addresses"),
      account_recover_url: at("account/recover"),
      storefront_login_url: at("account/login"),
      account_profile_url: at("account"),
    },
  });
}

export function linklistsDrop(state: RenderState): ShopifyDrop {
  return makeDrop({
    type: "linklists",
    fields: {},
    find: (handle) => linklistDrop(state, handle) ?? undefined,
  });
}

export function linklistDrop(
  state: RenderState,
  handle: string,
): ShopifyDrop | null {
  const links = state.request.shop.menus[handle];
  if (!links) return null;
  const { root, url } = state.request;
  return makeDrop({
    type: "linklist",
    fields: {
      handle,
      title: handle,
      levels: 1,
      links: () =>
        links.map((link) => {
          const target = /^\//.test(link.url)
            ? `${root}${link.url.slice(1)}`
            : link.url;
          const active =
            url.pathname === target ||
            (target.length > 1 && url.pathname === target.replace(/\/$/, ""));
          return makeDrop({
            type: "link",
            fields: {
              title: link.title,
              url: target,
              handle: link.title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
              active,
              child_active: false,
              current: active,
              child_current: false,
              links: [],
              levels: 0,
              type: "http_link",
              object: null,
              data_sharing_opt_out_icon: null,
            },
            print: () => link.title,
          });
        }),
    },
  });
}

export function pageDrop(
  state: RenderState,
  handle: string,
): ShopifyDrop | null {
  const page = state.request.shop.pages.find((one) => one.handle === handle);
  if (!page) return null;
  return makeDrop({
    type: "page",
    fields: {
      id: page.handle,
      handle: page.handle,
      title: page.title,
      content: page.body,
      url: `${state.request.root}pages/${page.handle}`,
      author: state.request.shop.name,
      published_at: null,
      template_suffix: null,
    },
    json: () => ({ handle: page.handle, title: page.title }),
  });
}

export function pagesDrop(state: RenderState): ShopifyDrop {
  return makeDrop({
    type: "pages",
    fields: {},
    find: (handle) => pageDrop(state, handle) ?? undefined,
    items: () =>
      state.request.shop.pages.flatMap(
        (page) => pageDrop(state, page.handle) ?? [],
      ),
  });
}

export function findCollection(
  state: RenderState,
  handle: string,
): ShopifyDrop | null {
  const { shop, now } = state.request;
  const own = shop.collections.find(
    (collection) => collection.handle === handle,
  );
  if (own) return collectionDrop(state, own);
  return handle === "all"
    ? collectionDrop(state, allCollection(visibleProducts(shop, now)))
    : null;
}

export function collectionsDrop(state: RenderState): ShopifyDrop {
  return makeDrop({
    type: "collections",
    fields: {},
    find: (handle) => findCollection(state, handle) ?? undefined,
    items: () =>
      state.request.shop.collections
        .toSorted((a, b) => a.title.localeCompare(b.title))
        .map((one) => collectionDrop(state, one)),
  });
}

export function allProductsDrop(state: RenderState): ShopifyDrop {
  const { shop, now } = state.request;
  return makeDrop({
    type: "all_products",
    fields: {},
    find(handle) {
      const product = visibleProducts(shop, now).find(
        (one) => one.handle === handle,
      );
      return product ? productDrop(state, product) : undefined;
    },
  });
}

export function customerDrop(state: RenderState): ShopifyDrop | null {
  const { customer, shop, ctx } = state.request;
  if (!customer) return null;
  const orders = shop.orders.filter(
    (order) => order.customerId === customer.id,
  );
  return makeDrop({
    type: "customer",
    fields: {
      id: Number(customer.id),
      email: customer.email,
      phone: customer.phone,
      first_name: customer.firstName,
      last_name: customer.lastName,
      name: `${customer.firstName} ${customer.lastName}`.trim(),
      tags: customer.tags,
      accepts_marketing: customer.emailMarketingConsent.state === "SUBSCRIBED",
      has_account: true,
      "b2b?": customer.company !== undefined,
      current_company: customer.company
        ? makeDrop({
            type: "company",
            fields: { id: Number(customer.id), name: customer.company.name },
          })
        : null,
      company_available_locations_count: customer.company ? 1 : 0,
      orders_count: orders.length,
      total_spent: toHundredths(
        orders.reduce((sum, order) => sum + order.total, 0),
        baseOf(shop).currency,
      ),
      metafields: () =>
        metafieldsDrop({
          shop,
          ownerType: "CUSTOMER",
          ownerId: customer.id,
          appId: ctx.appConfig.appId,
        }),
    },
    json: () => ({
      id: Number(customer.id),
      email: customer.email,
      first_name: customer.firstName,
      last_name: customer.lastName,
    }),
  });
}
