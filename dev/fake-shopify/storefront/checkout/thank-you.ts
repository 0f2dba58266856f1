import type { Order } from "../../world/types.ts";
import { findVariant, pictureOf } from "../catalogue-lookup.ts";
import { pictureUrl } from "../liquid/drops/image.ts";
import { escapeHtml } from "../liquid/filter-arguments.ts";
import { checkoutCompleted, pixelScript } from "../pixels/page-data.ts";
import { baseOf } from "../market.ts";
import type { StoreRequest } from "../request.ts";
import { shell } from "./shell.ts";
import { discountRows, summaryHtml } from "./summary.ts";
import { sayer } from "./words.ts";

export function thankYouPage(request: StoreRequest, order: Order): string {
  const { shop, root, locale } = request;
  const say = sayer(locale);
  const name =
    order.shippingAddress?.firstName || order.shippingAddress?.lastName || "";
  const address = order.shippingAddress;
  const country = address
    ? new Intl.DisplayNames(locale, { type: "region" }).of(address.countryCode)
    : null;
  const main = `<div class="done"><svg width="52" height="52" viewBox="0 0 52 52" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true"><circle cx="26" cy="26" r="24"/><path d="m15 27 8 8 15-17"/></svg><div><p>${say("Order")} ${escapeHtml(order.name)}</p><h1>${say("Thank you")}${name ? `, ${escapeHtml(name)}` : ""}!</h1></div></div>
<section><div class="facts" style="display:block"><h3>${say("Your order is confirmed")}</h3><p>${say("This local shop sends no confirmation of its own.")}</p></div></section>
<section><h2>${say("Order details")}</h2><div class="facts">
<div><h3>${say("Contact")}</h3><p>${escapeHtml(order.email ?? "–")}</p></div>
<div><h3>${say("Payment")}</h3><p>${say("Test payment")}</p></div>
<div><h3>${say("Delivery address")}</h3><p>${address ? [`${address.firstName} ${address.lastName}`.trim(), address.address1, `${address.zip} ${address.city}`.trim(), country ?? ""].filter(Boolean).map(escapeHtml).join("<br>") : "–"}</p></div>
<div><h3>${say("Delivery method")}</h3><p>${escapeHtml(order.shippingLine?.title ?? "–")}</p></div>
</div></section>
<a class="go" href="${root}">${say("Continue shopping")}</a>`;
  const seen = order.presentment;
  const lines = order.lines.map((line, index) => {
    const hit = findVariant(shop, line.variantId);
    const picture = hit ? pictureOf(hit.product, hit.variant) : null;
    return {
      title: line.title,
      detail: line.variantTitle,
      quantity: line.quantity,
      original: (seen?.lines[index]?.price ?? line.price) * line.quantity,
      final:
        (seen?.lines[index]?.price ?? line.price) * line.quantity -
        ownDiscount(order, index),
      picture: picture ? pictureUrl(picture.src, { width: 128 }) : null,
    };
  });
  const aside = `<details class="fold" open><summary><span>${say("Order summary")}</span></summary><div class="fold__body">${summaryHtml(
    { shop: seen ?? baseOf(shop), locale },
    {
      lines,
      subtotal: lines.reduce((sum, line) => sum + line.original, 0),
      discounts: discountRows(
        order.applied.map((one, index) => ({
          ...one,
          amount: seen?.applied[index]?.amount ?? one.amount,
        })),
      ),
      shipping: seen?.shipping ??
        order.shippingLine ?? { price: 0, discount: 0 },
      total: seen?.total ?? order.total,
    },
    "",
  )}</div></details>`;
  return shell(request, {
    title: `${say("Thank you")} ${order.name}`,
    main,
    aside,
    pixels: pixelScript(request, (context) =>
      checkoutCompleted(context, order),
    ),
  });
}

/** What product discounts took off one line; order discounts stand in their own row. */
function ownDiscount(order: Order, index: number): number {
  return order.applied.reduce((sum, one, which) => {
    const { allocations } = order.presentment?.applied[which] ?? one;
    return sum + (one.target === "product" ? (allocations[index] ?? 0) : 0);
  }, 0);
}
