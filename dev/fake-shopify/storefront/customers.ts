import type { LocalShopify } from "../context.ts";
import type { Checkout, Customer, Iso, ShopWorld } from "../world/types.ts";
import { newId } from "../world/world.ts";
import { findCustomer } from "./checkout/checkout.ts";
import { customerPayload, emailConsentPayload } from "./payloads/customers.ts";

/** Creates or updates the customer of an order; a ticked box subscribes, an unticked one changes nothing. */
export function rememberBuyer(
  ctx: LocalShopify,
  shop: ShopWorld,
  options: {
    checkout: Checkout;
    now: Iso;
    firstName?: string;
    lastName?: string;
  },
): Customer | null {
  const { checkout, now } = options;
  if (!checkout.email) return null;
  const known = findCustomer(shop, checkout);
  const address = checkout.shippingAddress;
  const customer: Customer = known ?? {
    id: newId(ctx.world),
    email: checkout.email,
    phone: checkout.phone,
    firstName: options.firstName ?? address?.firstName ?? "",
    lastName: options.lastName ?? address?.lastName ?? "",
    locale: checkout.locale,
    tags: [],
    note: null,
    emailMarketingConsent: {
      state: "NOT_SUBSCRIBED",
      optInLevel: null,
      updatedAt: null,
    },
    address: null,
    createdAt: now,
    updatedAt: now,
  };
  if (!known) shop.customers.push(customer);
  if (address) {
    customer.address = address;
    customer.firstName ||= address.firstName;
    customer.lastName ||= address.lastName;
  }
  customer.updatedAt = now;
  ctx.emitWebhook(
    shop.shop,
    known ? "customers/update" : "customers/create",
    customerPayload(customer),
  );
  if (checkout.acceptsMarketing)
    setEmailConsent(ctx, shop, { customer, state: "SUBSCRIBED", now });
  return customer;
}

/** Also for the control page, where a merchant subscribes or unsubscribes somebody. */
export function setEmailConsent(
  ctx: LocalShopify,
  shop: ShopWorld,
  options: {
    customer: Customer;
    state: "SUBSCRIBED" | "UNSUBSCRIBED";
    now: Iso;
  },
): void {
  const { customer, state, now } = options;
  if (customer.emailMarketingConsent.state === state) return;
  customer.emailMarketingConsent = {
    state,
    optInLevel: "SINGLE_OPT_IN",
    updatedAt: now,
  };
  customer.updatedAt = now;
  ctx.emitWebhook(
    shop.shop,
    "customers_email_marketing_consent/update",
    emailConsentPayload(customer),
  );
  ctx.save();
}
