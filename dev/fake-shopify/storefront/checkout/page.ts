import type { Address } from "../../world/types.ts";
import { attributes, escapeHtml } from "../liquid/filter-arguments.ts";
import { toHundredths } from "../currency.ts";
import { formatMoney } from "../liquid/money.ts";
import type { StoreRequest } from "../request.ts";
import { checkoutStarted, pixelScript } from "../pixels/page-data.ts";
import type { PricedCheckout } from "./checkout.ts";
import { shell } from "./shell.ts";
import { sayer } from "./words.ts";
import { summary } from "./summary.ts";

const COUNTRIES = [
  "US",
  "CA",
  "GB",
  "IE",
  "DE",
  "AT",
  "CH",
  "FR",
  "BE",
  "NL",
  "LU",
  "DK",
  "SE",
  "NO",
  "FI",
  "ES",
  "PT",
  "IT",
  "PL",
  "CZ",
  "AU",
  "NZ",
  "JP",
];

export interface CheckoutPageOptions {
  request: StoreRequest;
  result: PricedCheckout;
  errors: Record<string, string>;
  notice: string | null;
}

export function checkoutPage({
  request,
  result,
  errors,
  notice,
}: CheckoutPageOptions): string {
  const { checkout, total } = result;
  const say = sayer(request.locale);
  const money = (minor: number) =>
    formatMoney(
      toHundredths(minor, request.shop.currency),
      request.shop.moneyFormat,
    );
  const field = (name: string, label: string, more: Record<string, unknown>) =>
    `<label class="field${more["wide"] ? " wide" : ""}"><span>${say(label)}</span><input${attributes({ type: "text", name, ...more, wide: null, "aria-invalid": errors[name] ? "true" : null })}><p class="error" data-error="${name}"${errors[name] ? ' role="alert"' : ""}>${escapeHtml(say(errors[name] ?? ""))}</p></label>`;
  const address: Partial<Address> = checkout.shippingAddress ?? {};
  const main = `<h1 class="hidden">${say("Checkout")}</h1>
${notice ? `<p class="notice" role="alert" data-notice>${escapeHtml(say(notice))}</p>` : ""}
<form id="checkout-form" method="post" action="${request.root}checkouts/${checkout.token}" novalidate>
<button type="submit" name="action" value="save" class="hidden" tabindex="-1" aria-hidden="true">Save</button>
<input type="hidden" name="code" value="">
<section><h2>${say("Contact")}</h2>
${field("email", "Email", { type: "email", value: checkout.email ?? "", autocomplete: "email", inputmode: "email" })}
<label class="check"><input type="checkbox" name="accepts_marketing" value="1"${checkout.acceptsMarketing ? " checked" : ""}> ${say("Email me with news and offers")}</label>
</section>
<section><h2>${say("Delivery")}</h2><div class="grid">
<label class="field wide"><span>${say("Country/Region")}</span><select name="country" autocomplete="country">${countryOptions(address.countryCode ?? request.country, request.locale)}</select></label>
${field("first_name", "First name (optional)", { value: address.firstName ?? "", autocomplete: "given-name" })}
${field("last_name", "Last name", { value: address.lastName ?? "", autocomplete: "family-name" })}
${field("address1", "Address", { value: address.address1 ?? "", autocomplete: "street-address", wide: true })}
${field("zip", "Postcode", { value: address.zip ?? "", autocomplete: "postal-code" })}
${field("city", "City", { value: address.city ?? "", autocomplete: "address-level2" })}
</div></section>
<section><h2>${say("Delivery method")}</h2><div class="choices" data-delivery>${deliveryChoices(request, result)}</div></section>
<section><h2>${say("Payment")}</h2><div class="card"><strong>${say("Test payment")}</strong>${say("This is a shop on a developer’s machine: no card is asked for and nothing is charged.")}</div></section>
<button class="pay" type="submit" name="action" value="pay">${say("Pay now")}</button>
</form>`;
  const aside = `<details class="fold" data-fold open><summary><span>${say("Order summary")}</span><b data-total-copy>${escapeHtml(money(total))}</b></summary><div class="fold__body" data-summary>${summary(request, result)}</div></details>`;
  return shell(request, {
    title: say("Checkout"),
    main,
    aside,
    script: true,
    pixels: pixelScript(request, () => checkoutStarted(request, result)),
  });
}

export function deliveryChoices(
  { shop, locale }: StoreRequest,
  { checkout, options }: PricedCheckout,
): string {
  const say = sayer(locale);
  const money = (minor: number) =>
    formatMoney(toHundredths(minor, shop.currency), shop.moneyFormat);
  const chosen = checkout.shippingLine?.title;
  return options
    .map(
      (option, index) =>
        `<label class="choice"><input type="radio" name="shipping" value="${option.title}"${option.title === chosen || (!chosen && index === 0) ? " checked" : ""}><span>${option.title}<small>${say(option.hint)}</small></span><b>${option.discount > 0 ? `<s>${escapeHtml(money(option.price))}</s> ` : ""}${option.price === option.discount ? say("Free") : escapeHtml(money(option.price - option.discount))}</b></label>`,
    )
    .join("");
}

function countryOptions(selected: string, locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const codes = COUNTRIES.includes(selected)
    ? COUNTRIES
    : [selected, ...COUNTRIES];
  return codes
    .map(
      (code) =>
        `<option value="${code}"${code === selected ? " selected" : ""}>${names.of(code) ?? code}</option>`,
    )
    .join("");
}
