import type { Order } from "../../world/types.ts";
import { findVariant, pictureOf } from "../catalogue-lookup.ts";
import { pictureUrl } from "../liquid/drops/image.ts";
import { escapeHtml } from "../liquid/filter-arguments.ts";
import type { StoreRequest } from "../request.ts";
import { shell } from "./shell.ts";
import { summaryHtml } from "./summary.ts";

export function thankYouPage(request: StoreRequest, order: Order): string {
  const { shop, root } = request;
  const name =
    order.shippingAddress?.firstName || order.shippingAddress?.lastName || "";
  const address = order.shippingAddress;
  const country = address
    ? new Intl.DisplayNames("en", { type: "region" }).of(address.countryCode)
    : null;
  const main = `<div class="done"><svg width="52" height="52" viewBox="0 0 52 52" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true"><circle cx="26" cy="26" r="24"/><path d="m15 27 8 8 15-17"/></svg><div><p>Order ${escapeHtml(order.name)}</p><h1>Thank you${name ? `, ${escapeHtml(name)}` : ""}!</h1></div></div>
<section><div class="facts" style="display:block"><h3>Your order is confirmed</h3><p>${order.email ? `A confirmation is on its way to ${escapeHtml(order.email)}.` : "Keep this page for your records."}</p></div></section>
<section><h2>Order details</h2><div class="facts">
<div><h3>Contact</h3><p>${escapeHtml(order.email ?? "–")}</p></div>
<div><h3>Payment</h3><p>Test payment</p></div>
<div><h3>Delivery address</h3><p>${address ? [`${address.firstName} ${address.lastName}`.trim(), address.address1, `${address.zip} ${address.city}`.trim(), country ?? ""].filter(Boolean).map(escapeHtml).join("<br>") : "–"}</p></div>
<div><h3>Delivery method</h3><p>${escapeHtml(order.shippingLine?.title ?? "–")}</p></div>
</div></section>
<a class="go" href="${root}">Continue shopping</a>`;
  const lines = order.lines.map((line) => {
    const hit = findVariant(shop, line.variantId);
    const picture = hit ? pictureOf(hit.product, hit.variant) : null;
    return {
      title: line.title,
      detail: line.variantTitle,
      quantity: line.quantity,
      original: line.price * line.quantity,
      final: line.price * line.quantity,
      picture: picture ? pictureUrl(picture.src, { width: 128 }) : null,
    };
  });
  const aside = `<details class="fold" open><summary><span>Order summary</span></summary><div class="fold__body">${summaryHtml(
    request,
    {
      lines,
      subtotal: order.subtotal + order.totalDiscount,
      discounts: order.applied.map(({ code, amount }) => ({ code, amount })),
      shipping: order.shippingLine?.price ?? 0,
      total: order.total,
    },
    "",
  )}</div></details>`;
  return shell(request, {
    title: `Thank you for your order ${order.name}`,
    main,
    aside,
  });
}
