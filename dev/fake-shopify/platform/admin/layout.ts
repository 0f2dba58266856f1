/** The frame around every page of the local admin: top bar, navigation, content. */
import { storefrontOrigin } from "../../context.ts";
import type { LocalShopify } from "../../context.ts";
import type { ShopWorld } from "../../world/types.ts";
import type { Answer } from "../http.ts";
import { h, raw, type Markup } from "../markup.ts";
import { findInstallation } from "../oauth/installation.ts";
import { page } from "../page.ts";

const icon = (path: string) =>
  raw(`<svg viewBox="0 0 20 20" aria-hidden="true">${path}</svg>`);

const ICONS = {
  home: icon('<path d="M3 9.5 10 3l7 6.5V17h-5v-4H8v4H3z"/>'),
  orders: icon('<path d="M4 3h12l1 9v5H3v-5zM3 12h4l1.5 2h3L13 12h4"/>'),
  products: icon('<path d="M3 10V3h7l7 7-7 7z"/><circle cx="7" cy="7" r="1"/>'),
  customers: icon(
    '<circle cx="10" cy="7" r="3.2"/><path d="M3.5 17c.6-3.3 3.2-5 6.5-5s5.900 1.700 6.500 5"/>',
  ),
  discounts: icon(
    '<path d="M10 2.500 12 5h3v3l2.500 2L15 12v3h-3l-2 2.500L8 15H5v-3l-2.500-2L5 8V5h3z"/><path d="m8 12 4-4"/>',
  ),
  store: icon(
    '<path d="M3 8 4.500 3h11L17 8M4 9v8h12V9M3 8a2.300 2.300 0 0 0 4.600 0 2.400 2.400 0 0 0 4.800 0A2.300 2.300 0 0 0 17 8"/>',
  ),
  apps: icon(
    '<rect x="3" y="3" width="5.500" height="5.500" rx="1.300"/><rect x="11.500" y="3" width="5.500" height="5.500" rx="1.300"/><rect x="3" y="11.500" width="5.500" height="5.500" rx="1.300"/><path d="M14.200 11.500v5.500M11.500 14.200H17"/>',
  ),
};

export const shopName = (shop: ShopWorld) =>
  shop.shop.replace(/\.myshopify\.com$/, "");
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2);

interface AdminPage {
  ctx: LocalShopify;
  shop: ShopWorld;
  /** Which entry of the navigation this is: "orders", "apps", "app" … */
  at: string;
  title: string;
  content: Markup;
  scripts?: string[];
  status?: number;
}

export function adminPage({
  ctx,
  shop,
  at,
  title,
  content,
  scripts = [],
  status,
}: AdminPage): Answer {
  const base = `/store/${shopName(shop)}`;
  const link = (
    key: string,
    path: string,
    label: string,
    picture: Markup,
    more = "",
  ) =>
    h`<a href="${base}${path}" ${raw(at === key ? 'aria-current="page"' : "")} ${raw(more)}>${picture}${label}</a>`;
  const app = ctx.appConfig;
  const body = h`
<header class="topbar">
  <button class="menu" type="button" aria-label="Menu" aria-expanded="false" data-menu>☰</button>
  <a class="brand" href="/"><img src="/assets/icon.svg" alt=""><span>Local Shopify admin</span></a>
  <span class="space"></span>
  <a class="wide" href="${storefrontOrigin(ctx, shop.shop)}" target="_blank" rel="noopener">Storefront ↗</a>
  <a class="wide" href="/inbox">Inbox</a>
  <a href="/">Start page</a>
  <span class="shop">${shop.name}</span>
  <div class="progress" data-progress hidden></div>
  <div class="save-bar" data-save-bar hidden role="region" aria-label="Unsaved changes">
    <span>Unsaved changes</span><button type="button" data-discard>Discard</button><button type="button" class="primary" data-save>Save</button>
  </div>
</header>
<div class="shell">
  <nav class="sidebar" aria-label="Admin">
    ${link("home", "", "Home", ICONS.home)}
    ${link("orders", "/orders", "Orders", ICONS.orders)}
    ${link("products", "/products", "Products", ICONS.products)}
    ${link("customers", "/customers", "Customers", ICONS.customers)}
    ${link("discounts", "/discounts", "Discounts", ICONS.discounts)}
    <div class="label">Sales channels</div>
    ${link("store", "/themes", "Online store", ICONS.store)}
    <div class="label">Apps</div>
    ${link("apps", "/apps", "All apps", ICONS.apps)}
    ${
      findInstallation(ctx, shop.shop) &&
      h`${link("app", `/apps/${app.handle}`, app.name, h`<span class="app-icon" aria-hidden="true">${initials(app.name)}</span>`, `data-app-home`)}<div data-app-nav></div>`
    }
  </nav>
  <main>${content}</main>
</div>
<div class="toasts" data-toasts role="status" aria-live="polite"></div>`;
  return page({
    title: `${title} · ${shop.name}`,
    body,
    bodyClass: "admin",
    scripts: ["admin", ...scripts],
    ...(status ? { status } : {}),
  });
}

export function adminContent({
  title,
  actions,
  body,
  remark,
}: {
  title: string;
  actions?: Markup;
  body: Markup;
  remark?: string;
}): Markup {
  return h`<div class="content"><header><div><h1>${title}</h1>${remark && h`<span class="soft">${remark}</span>`}</div><div class="row">${actions}</div></header>${body}</div>`;
}

export function dateText(iso: string, shop: ShopWorld): string {
  return new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timeZone,
  }).format(new Date(iso));
}

export function priceText(minor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  return format.format(
    minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2),
  );
}
