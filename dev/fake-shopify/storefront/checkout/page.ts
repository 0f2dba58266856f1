import type { Address } from "../../world/types.ts";
import { attributes, escapeHtml } from "../liquid/filter-arguments.ts";
import { toHundredths } from "../currency.ts";
import { formatMoney } from "../liquid/money.ts";
import type { StoreRequest } from "../request.ts";
import type { PricedCheckout } from "./checkout.ts";
import { shell } from "./shell.ts";
import { shippingOptions } from "./shipping.ts";
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
  const money = (minor: number) =>
    formatMoney(
      toHundredths(minor, request.shop.currency),
      request.shop.moneyFormat,
    );
  const field = (name: string, label: string, more: Record<string, unknown>) =>
    `<label class="field${more["wide"] ? " wide" : ""}"><span>${label}</span><input${attributes({ type: "text", name, ...more, wide: null, "aria-invalid": errors[name] ? "true" : null })}><p class="error" data-error="${name}"${errors[name] ? ' role="alert"' : ""}>${escapeHtml(errors[name] ?? "")}</p></label>`;
  const address: Partial<Address> = checkout.shippingAddress ?? {};
  const main = `<h1 class="hidden">Checkout</h1>
${notice ? `<p class="notice" role="alert" data-notice>${escapeHtml(notice)}</p>` : ""}
<form id="checkout-form" method="post" action="${request.root}checkouts/${checkout.token}" novalidate>
<button type="submit" name="action" value="save" class="hidden" tabindex="-1" aria-hidden="true">Save</button>
<input type="hidden" name="code" value="">
<section><h2>Contact</h2>
${field("email", "Email", { type: "email", value: checkout.email ?? "", autocomplete: "email", inputmode: "email" })}
<label class="check"><input type="checkbox" name="accepts_marketing" value="1"${checkout.acceptsMarketing ? " checked" : ""}> Email me with news and offers</label>
</section>
<section><h2>Delivery</h2><div class="grid">
<label class="field wide"><span>Country/Region</span><select name="country" autocomplete="country">${countryOptions(address.countryCode ?? request.shop.countryCode)}</select></label>
${field("first_name", "First name (optional)", { value: address.firstName ?? "", autocomplete: "given-name" })}
${field("last_name", "Last name", { value: address.lastName ?? "", autocomplete: "family-name" })}
${field("address1", "Address", { value: address.address1 ?? "", autocomplete: "street-address", wide: true })}
${field("zip", "Postcode", { value: address.zip ?? "", autocomplete: "postal-code" })}
${field("city", "City", { value: address.city ?? "", autocomplete: "address-level2" })}
</div></section>
<section><h2>Delivery method</h2><div class="choices" data-delivery>${deliveryChoices(request, result)}</div></section>
<section><h2>Payment</h2><div class="card"><strong>Test payment</strong>This is a shop on a developer’s machine: no card is asked for and nothing is charged.</div></section>
<button class="pay" type="submit" name="action" value="pay">Pay now</button>
</form>`;
  const aside = `<details class="fold" data-fold open><summary><span>Order summary</span><b data-total-copy>${escapeHtml(money(total))}</b></summary><div class="fold__body" data-summary>${summary(request, result)}</div></details>`;
  return shell(request, { title: "Checkout", main, aside, script: true });
}

export function deliveryChoices(
  { shop }: StoreRequest,
  { checkout, priced }: PricedCheckout,
): string {
  const money = (minor: number) =>
    formatMoney(toHundredths(minor, shop.currency), shop.moneyFormat);
  const chosen = checkout.shippingLine?.title;
  return shippingOptions(priced.total, checkout.currency)
    .map(
      (option, index) =>
        `<label class="choice"><input type="radio" name="shipping" value="${option.title}"${option.title === chosen || (!chosen && index === 0) ? " checked" : ""}><span>${option.title}<small>${option.hint}</small></span><b>${option.price === 0 ? "Free" : escapeHtml(money(option.price))}</b></label>`,
    )
    .join("");
}

function countryOptions(selected: string): string {
  const names = new Intl.DisplayNames("en", { type: "region" });
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
