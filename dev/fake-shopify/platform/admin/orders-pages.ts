/** Orders: the list, one order, and what a merchant can do with it. */
import { storefrontOrigin } from "../../context.ts";
import type { LocalShopify } from "../../context.ts";
import type { Order, ShopWorld } from "../../world/types.ts";
import { refundedTotal } from "../graphql/resolvers/orders.ts";
import { Refusal, type Answer } from "../http.ts";
import { h } from "../markup.ts";
import {
  adminContent,
  adminPage,
  dateText,
  priceText,
  shopName,
} from "./layout.ts";

interface Place {
  ctx: LocalShopify;
  shop: ShopWorld;
}

const MOST = 150;

function paymentBadge(order: Order) {
  if (order.cancelledAt) return h`<span class="badge bad">cancelled</span>`;
  const tone = order.financialStatus === "PAID" ? "good" : "warn";
  return h`<span class="badge ${tone}">${order.financialStatus.toLowerCase().replace("_", " ")}</span>`;
}

export function ordersPage({ ctx, shop }: Place): Answer {
  const latest = shop.orders
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, MOST);
  const rows = latest.map(
    (
      order,
    ) => h`<tr><td><a href="/store/${shopName(shop)}/orders/${order.id}"><strong>${order.name}</strong></a></td><td class="nowrap">${dateText(order.createdAt, shop)}</td><td>${order.email ?? h`<span class="soft">no e-mail</span>`}</td>
<td class="number">${priceText(order.total - refundedTotal(order), order.currency)}</td><td>${paymentBadge(order)}</td><td>${order.applied.map(({ code }) => h`<code>${code}</code> `)}</td><td class="number">${order.lines.reduce((sum, line) => sum + line.quantity, 0)}</td></tr>`,
  );
  const table = h`<section class="card"><div class="scroll" style="margin-top:-18px"><table><thead><tr><th>Order</th><th>Date</th><th>Customer</th><th class="number">Total</th><th>Payment</th><th>Codes</th><th class="number">Items</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
  const body =
    rows.length > 0
      ? table
      : h`<section class="card empty">No orders yet.</section>`;
  const remark = `${shop.orders.length} orders${shop.orders.length > MOST ? `, the latest ${MOST} shown` : ""}`;
  return adminPage({
    ctx,
    shop,
    at: "orders",
    title: "Orders",
    content: adminContent({ title: "Orders", remark, body }),
  });
}

export function findOrder(shop: ShopWorld, id: string): Order {
  const order = shop.orders.find((one) => one.id === id);
  if (!order) throw new Refusal(404, "There is no such order in this shop.");
  return order;
}

export function orderPage({ ctx, shop }: Place, id: string): Answer {
  const order = findOrder(shop, id);
  const action = (name: string) =>
    `/store/${shopName(shop)}/orders/${order.id}/${name}`;
  const price = (minor: number) => priceText(minor, order.currency);
  const origin = storefrontOrigin(ctx, shop.shop);
  const picture = (line: Order["lines"][number]) => {
    const product = shop.products.find((one) => one.id === line.productId);
    const src =
      product?.variants.find((one) => one.id === line.variantId)?.image ??
      product?.images[0]?.src;
    return src
      ? h`<img src="${origin}/cdn/files/${src}?width=80" alt="">`
      : h`<span class="thumb"></span>`;
  };
  const refundable =
    !order.cancelledAt &&
    order.lines.some((line) => line.quantity > line.refundedQuantity);
  const lines = order.lines.map((line) => {
    const left = line.quantity - line.refundedQuantity;
    return h`<tr><td style="width:58px">${picture(line)}</td><td><strong>${line.title}</strong><div class="soft">${line.variantTitle} ${line.refundedQuantity > 0 && `· ${line.refundedQuantity} refunded`}</div></td><td class="number">${price(line.price)} × ${line.quantity}</td><td class="number">${price(line.price * line.quantity - line.discount)}</td>
<td>${refundable && left > 0 && h`<form class="row" method="post" action="${action("refund")}"><input type="hidden" name="line" value="${line.id}"><input name="quantity" type="number" min="1" max="${left}" value="${left}" aria-label="Quantity" style="width:66px"><button>Refund</button></form>`}</td></tr>`;
  });
  const pair = (name: string, value: string | number) =>
    h`<div class="row between"><span class="soft">${name}</span><span>${value}</span></div>`;
  const entries = Object.entries(order.attributes);
  const body = h`<div class="two"><div>
<section class="card"><div class="scroll" style="margin-top:-18px"><table><tbody>${lines}</tbody></table></div></section>
<section class="card stack" style="gap:6px">${pair("Subtotal", price(order.subtotal))}${order.applied.map((discount) => pair(`Discount ${discount.code}`, `−${price(discount.amount)}`))}${order.shippingLine && pair(`Shipping (${order.shippingLine.title})`, price(order.shippingLine.price))}${refundedTotal(order) > 0 && pair("Refunded", `−${price(refundedTotal(order))}`)}<div class="row between"><strong>Total</strong><strong>${price(order.total - refundedTotal(order))}</strong></div></section>
${entries.length > 0 && h`<section class="card"><h2>Additional details</h2><dl>${entries.map(([key, value]) => h`<dt>${key}</dt><dd><code>${value}</code></dd>`)}</dl></section>`}
</div><div>
<section class="card"><h2>Customer</h2><p>${order.shippingAddress && `${order.shippingAddress.firstName} ${order.shippingAddress.lastName}`}<br>${order.email}</p>${order.shippingAddress && h`<p class="soft">${order.shippingAddress.address1}<br>${order.shippingAddress.zip} ${order.shippingAddress.city}, ${order.shippingAddress.countryCode}</p>`}</section>
<section class="card"><h2>Notes and tags</h2><p>${order.note || h`<span class="soft">No note</span>`}</p><div class="row">${order.tags.map((tag) => h`<span class="badge">${tag}</span>`)}</div></section>
<section class="card"><h2>Ids</h2><dl><dt>Order</dt><dd><code>${order.id}</code></dd><dt>Checkout</dt><dd><code>${order.checkoutToken ?? "none"}</code></dd><dt>Cart</dt><dd><code>${order.cartToken ?? "none"}</code></dd></dl></section>
</div></div>`;
  const actions = h`<a class="button" href="/store/${shopName(shop)}/orders">All orders</a>${refundable && h`<form method="post" action="${action("refund")}" data-confirm="Refund everything that is left of ${order.name}?"><button>Refund all</button></form><form method="post" action="${action("cancel")}" data-confirm="Cancel ${order.name}?"><button class="critical">Cancel order</button></form>`}`;
  const heading = h`<div class="content"><header><div><h1>${order.name} ${paymentBadge(order)}</h1><span class="soft">${dateText(order.createdAt, shop)}</span></div><div class="row">${actions}</div></header>${body}</div>`;
  return adminPage({
    ctx,
    shop,
    at: "orders",
    title: order.name,
    content: heading,
  });
}
