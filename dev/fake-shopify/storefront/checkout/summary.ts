import type { ShopWorld } from "../../world/types.ts";
import { pictureOf } from "../catalogue-lookup.ts";
import { pictureUrl } from "../liquid/drops/image.ts";
import { escapeHtml } from "../liquid/filter-arguments.ts";
import { toHundredths } from "../currency.ts";
import { formatMoney } from "../liquid/money.ts";
import { explainCode } from "../orders.ts";
import type { StoreRequest } from "../request.ts";
import type { PricedCheckout } from "./checkout.ts";
import { sayer } from "./words.ts";

export interface SummaryLine {
  title: string;
  detail: string | null;
  quantity: number;
  original: number;
  final: number;
  picture: string | null;
}

export interface SummaryTotals {
  lines: SummaryLine[];
  subtotal: number; // before all discounts
  discounts: { code: string; amount: number }[];
  /** Null while nobody has said where to. */
  shipping: { price: number; discount: number } | null;
  total: number;
}

/** What stands beside the form, and what a saved change sends back. */
export function summary(
  request: StoreRequest,
  { checkout, priced, shipping, shippingDiscount, total }: PricedCheckout,
): string {
  const say = sayer(request.locale);
  const applied = new Set(
    checkout.applied.map((one) => one.code.toLowerCase()),
  );
  const codes = priced.discounts.codes.map((code) => {
    const tag = `<button type="submit" form="checkout-form" name="action" value="remove-discount" formaction="${request.root}checkouts/${checkout.token}?remove=${encodeURIComponent(code.code)}" data-code="${escapeHtml(code.code)}" aria-label="${say("Remove")} ${escapeHtml(code.code)}">×</button>`;
    return applied.has(code.code.toLowerCase())
      ? `<li class="tag">${escapeHtml(code.code)} ${tag}</li>`
      : `<li class="tag tag--off">${escapeHtml(explainCode(code, request.locale))} ${tag}</li>`;
  });
  const lines = priced.lines.map(
    ({ line, product, variant, original, discount }) => {
      const picture = pictureOf(product, variant);
      const shown = Object.entries(line.properties).filter(
        ([name]) => !name.startsWith("_"),
      );
      return {
        title: product.title,
        detail:
          [
            variant.title === "Default Title" ? null : variant.title,
            ...shown.map(([name, value]) => `${name}: ${value}`),
          ]
            .filter(Boolean)
            .join(" · ") || null,
        quantity: line.quantity,
        original,
        // Order discounts stand in their own row below.
        final: original - discount,
        picture: picture ? pictureUrl(picture.src, { width: 128 }) : null,
      };
    },
  );
  const entry = `<div class="codes"><label class="field"><span class="hidden">${say("Discount code")}</span><input type="text" form="checkout-form" name="discount" placeholder="${say("Discount code")}" autocomplete="off" autocapitalize="characters"></label><button class="plain" type="submit" form="checkout-form" name="action" value="discount">${say("Apply")}</button></div>`;
  return summaryHtml(
    request,
    {
      lines,
      subtotal: priced.original,
      discounts: discountRows(priced.discounts.applications),
      shipping:
        checkout.shippingLine || checkout.shippingAddress
          ? { price: shipping, discount: shippingDiscount }
          : null,
      total,
    },
    `${entry}${codes.length > 0 ? `<ul class="tags" role="status">${codes.join("")}</ul>` : ""}`,
  );
}

/** What is off the basket. What is off the delivery stands beside the delivery. */
export function discountRows(
  applied: { code: string; amount: number; target: string }[],
): SummaryTotals["discounts"] {
  return applied
    .filter((one) => one.target !== "shipping")
    .map(({ code, amount }) => ({ code, amount }));
}

export function summaryHtml(
  {
    shop,
    locale,
  }: { shop: Pick<ShopWorld, "currency" | "moneyFormat">; locale: string },
  { lines, subtotal, discounts, shipping, total }: SummaryTotals,
  between: string,
): string {
  const say = sayer(locale);
  // A price keeps its own direction in a language that reads the other way.
  const money = (minor: number, sign = "") =>
    `<bdi>${sign}${escapeHtml(formatMoney(toHundredths(minor, shop.currency), shop.moneyFormat))}</bdi>`;
  const items = lines.map(
    (
      line,
    ) => `<li class="line"><div class="line__pic">${line.picture ? `<img src="${line.picture}" width="64" height="64" alt="">` : ""}<span class="line__n"><span class="hidden">${say("Quantity")} </span>${line.quantity}</span></div>
<div><p>${escapeHtml(line.title)}</p>${line.detail ? `<small>${escapeHtml(line.detail)}</small>` : ""}</div>
<p class="line__price">${line.final < line.original ? `<s>${money(line.original)}</s>` : ""}${money(line.final)}</p></li>`,
  );
  const delivery =
    shipping === null
      ? say("Enter your address")
      : `${shipping.discount > 0 ? `<s>${money(shipping.price)}</s> ` : ""}${shipping.price === shipping.discount ? say("Free") : money(shipping.price - shipping.discount)}`;
  const rows = [
    `<div><dt>${say("Subtotal")}</dt><dd>${money(subtotal)}</dd></div>`,
    ...discounts.map(
      ({ code, amount }) =>
        `<div class="off"><dt>${escapeHtml(code)}</dt><dd>${money(amount, "−")}</dd></div>`,
    ),
    `<div><dt>${say("Delivery")}</dt><dd>${delivery}</dd></div>`,
    `<div class="total"><dt>${say("Total")}</dt><dd><small>${escapeHtml(shop.currency)}</small><span data-total>${money(total)}</span></dd></div>`,
  ];
  return `<ul class="lines">${items.join("")}</ul>${between}<dl class="sums">${rows.join("")}</dl>`;
}
