/** The plain pages of the admin: home, products, customers, discounts, apps, online store. */
import { storefrontOrigin } from "../../context.ts";
import type { LocalShopify } from "../../context.ts";
import { stockLevels } from "../../storefront/stock.ts";
import type { Customer, ShopWorld } from "../../world/types.ts";
import { summaryOf } from "../graphql/resolvers/discounts/summary.ts";
import { statusOf } from "../graphql/resolvers/discounts/view.ts";
import type { Answer } from "../http.ts";
import { h } from "../markup.ts";
import { findInstallation } from "../oauth/installation.ts";
import {
  adminContent,
  adminPage,
  dateText,
  initials,
  priceText,
  shopName,
} from "./layout.ts";

interface Place {
  ctx: LocalShopify;
  shop: ShopWorld;
}

export function homePage({ ctx, shop }: Place): Answer {
  const now = ctx.clock.now().getTime();
  const recent = shop.orders.filter(
    (order) =>
      now - Date.parse(order.createdAt) < 7 * 86_400_000 && !order.cancelledAt,
  );
  const sales = recent.reduce((sum, order) => sum + order.total, 0);
  const open = shop.checkouts.filter(
    (checkout) => !checkout.completedAt && (checkout.email ?? checkout.phone),
  );
  const app = ctx.appConfig;
  const installed = findInstallation(ctx, shop.shop);
  const figure = (label: string, value: string | number) =>
    h`<div class="card"><small>${label}</small><strong>${value}</strong></div>`;
  const body = h`<div class="figures">${figure("Sales, last 7 days", priceText(sales, shop.currency))}${figure("Orders, last 7 days", recent.length)}${figure("Open checkouts", open.length)}${figure("Products", shop.products.length)}</div>
<section class="card" style="margin-top:14px"><div class="row between"><div class="row"><span class="app-icon" style="width:40px;height:40px;border-radius:11px;font-size:16px">${initials(app.name)}</span><div><h2 style="margin:0">${app.name}</h2><span class="soft">${installed ? "Installed in this shop" : "Not installed yet"}</span></div></div>
<a class="button primary" href="/store/${shopName(shop)}/apps/${app.handle}">${installed ? "Open app" : "Install app"}</a></div></section>
<section class="card"><h2>This is a stand-in</h2><p>A small admin with what an app needs around it. Everything here lives on this machine; nothing reaches Shopify.</p><div class="row"><a class="button" href="${storefrontOrigin(ctx, shop.shop)}" target="_blank" rel="noopener">View the storefront ↗</a><a class="button" href="/inbox">Inbox</a><a class="button" href="/">Start page and clock</a></div></section>`;
  return adminPage({
    ctx,
    shop,
    at: "home",
    title: "Home",
    content: adminContent({ title: shop.name, remark: shop.shop, body }),
  });
}

export function productsPage({ ctx, shop }: Place): Answer {
  const origin = storefrontOrigin(ctx, shop.shop);
  const rows = shop.products.flatMap((product) =>
    product.variants.map(
      (variant, index) => h`<tr>
  <td>${index === 0 && product.images[0] && h`<img src="${origin}/cdn/files/${product.images[0].src}?width=80" alt="" loading="lazy">`}</td>
  <td>${index === 0 ? h`<a href="${origin}/products/${product.handle}" target="_blank" rel="noopener"><strong>${product.title}</strong></a>` : ""}${product.variants.length > 1 && h`<div class="soft">${variant.title}</div>`}</td>
  <td>${index === 0 && h`<span class="badge ${product.status === "ACTIVE" ? "good" : ""}">${product.status.toLowerCase()}</span>`}</td>
  <td class="number">${priceText(variant.price, shop.currency)}</td>
  <td><form class="row" method="post" action="/store/${shopName(shop)}/products/${variant.id}/stock"><input name="quantity" type="number" value="${variant.inventoryQuantity}" aria-label="Stock of ${product.title} ${variant.title}" style="width:84px"><button name="act" value="set" title="Counted anew">Set</button><button name="act" value="add" title="A delivery came in">Add</button><button name="act" value="move" title="From the warehouse to the shop floor">Move</button></form>${
    variant.tracked
      ? h`<div class="soft">${stockLevels(variant)
          .map(({ location, available }) => `${location.name} ${available}`)
          .join(" · ")}</div>`
      : h`<div class="soft">not tracked</div>`
  }</td>
</tr>`,
    ),
  );
  const table = h`<section class="card"><div class="scroll" style="margin-top:-18px"><table><thead><tr><th></th><th>Product</th><th>Status</th><th class="number">Price</th><th>Stock</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
  const body =
    rows.length > 0
      ? table
      : h`<section class="card empty">No products yet.</section>`;
  return adminPage({
    ctx,
    shop,
    at: "products",
    title: "Products",
    content: adminContent({
      title: "Products",
      remark: `${shop.products.length} products`,
      body,
    }),
  });
}

function consentBadge({ emailMarketingConsent }: Customer) {
  const { state } = emailMarketingConsent;
  return h`<span class="badge ${state === "SUBSCRIBED" ? "good" : state === "PENDING" ? "warn" : ""}">${state.toLowerCase().replace("_", " ")}</span>`;
}

export function customersPage({ ctx, shop }: Place): Answer {
  const orders = new Map<string, number>();
  for (const order of shop.orders)
    if (order.customerId)
      orders.set(order.customerId, (orders.get(order.customerId) ?? 0) + 1);
  const latest = shop.customers
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, 200);
  const rows = latest.map(
    (customer) => h`<tr>
  <td><strong>${customer.firstName} ${customer.lastName}</strong><div class="soft">${customer.email ?? customer.phone}</div></td>
  <td>${consentBadge(customer)}</td><td class="number">${orders.get(customer.id) ?? 0}</td><td class="nowrap">${dateText(customer.createdAt, shop)}</td>
  <td><form method="post" action="/store/${shopName(shop)}/customers/${customer.id}/consent"><input type="hidden" name="state" value="${customer.emailMarketingConsent.state === "SUBSCRIBED" ? "UNSUBSCRIBED" : "SUBSCRIBED"}"><button>${customer.emailMarketingConsent.state === "SUBSCRIBED" ? "Unsubscribe" : "Subscribe"}</button></form></td>
</tr>`,
  );
  const table = h`<section class="card"><div class="scroll" style="margin-top:-18px"><table><thead><tr><th>Customer</th><th>E-mail marketing</th><th class="number">Orders</th><th>Since</th><th></th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
  const body =
    rows.length > 0
      ? table
      : h`<section class="card empty">No customers yet. They appear when somebody starts a checkout.</section>`;
  return adminPage({
    ctx,
    shop,
    at: "customers",
    title: "Customers",
    content: adminContent({
      title: "Customers",
      remark: `${shop.customers.length} customers${shop.customers.length > 200 ? ", the latest 200 shown" : ""}`,
      body,
    }),
  });
}

export function discountsPage({ ctx, shop }: Place): Answer {
  const now = ctx.clock.now();
  const rows = shop.discounts.toReversed().map((discount) => {
    const status = statusOf(discount, now);
    const used = discount.codes.reduce((sum, code) => sum + code.used, 0);
    return h`<tr><td><strong>${discount.title}</strong><div class="soft">${summaryOf(discount, shop)}</div></td>
  <td><span class="badge ${status === "ACTIVE" ? "good" : ""}">${status.toLowerCase()}</span></td>
  <td>${discount.codes.slice(0, 2).map(({ code }) => h`<code>${code}</code> `)}${discount.codes.length > 2 && h`<span class="soft">and ${discount.codes.length - 2} more</span>`}</td>
  <td class="number">${used}</td><td>${discount.endsAt ? dateText(discount.endsAt, shop) : h`<span class="soft">no end</span>`}</td><td>${discount.createdBy === "app" ? ctx.appConfig.name : "Merchant"}</td></tr>`;
  });
  const table = h`<section class="card"><div class="scroll" style="margin-top:-18px"><table><thead><tr><th>Discount</th><th>Status</th><th>Codes</th><th class="number">Used</th><th>Ends</th><th>Made by</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
  const body =
    rows.length > 0
      ? table
      : h`<section class="card empty">No discounts yet. The app makes one per campaign when a shopper accepts an offer.</section>`;
  return adminPage({
    ctx,
    shop,
    at: "discounts",
    title: "Discounts",
    content: adminContent({ title: "Discounts", body }),
  });
}

export function themesPage({ ctx, shop }: Place): Answer {
  const base = `/store/${shopName(shop)}`;
  const body = h`<section class="card"><div class="row between"><div><h2>Local theme</h2><span class="badge good">current theme</span></div><div class="row"><a class="button" href="${storefrontOrigin(ctx, shop.shop)}" target="_blank" rel="noopener">View ↗</a><a class="button" href="${base}/themes/current/editor?context=apps">App embeds</a><a class="button primary" href="${base}/themes/current/editor">Edit theme</a></div></div></section>`;
  return adminPage({
    ctx,
    shop,
    at: "store",
    title: "Online store",
    content: adminContent({ title: "Themes", body }),
  });
}

export function appsPage({ ctx, shop }: Place): Answer {
  const app = ctx.appConfig;
  const base = `/store/${shopName(shop)}`;
  const installation = findInstallation(ctx, shop.shop);
  const actions = installation
    ? h`<a class="button primary" href="${base}/apps/${app.handle}">Open</a><form method="post" action="${base}/uninstall" data-confirm="Uninstall ${app.name}? Its access ends at once."><button class="critical">Uninstall</button></form>`
    : h`<a class="button primary" href="${base}/apps/${app.handle}">Install</a>`;
  const body = h`<section class="card"><div class="row between"><div class="row"><span class="app-icon" style="width:40px;height:40px;border-radius:11px;font-size:16px">${initials(app.name)}</span><div><h2 style="margin:0">${app.name}</h2><span class="soft">${installation ? h`Installed ${dateText(installation.installedAt, shop)}` : "Not installed"}</span></div></div><div class="row">${actions}</div></div>
${installation && h`<h3 style="margin:16px 0 6px">Access</h3><div class="row">${installation.scopes.map((scope) => h`<code>${scope}</code>`)}</div>`}</section>`;
  return adminPage({
    ctx,
    shop,
    at: "apps",
    title: "Apps",
    content: adminContent({ title: "Apps", body }),
  });
}
