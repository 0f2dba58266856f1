import type { Address, Customer } from "../../world/types.ts";
import { gid } from "../../world/world.ts";

export function addressPayload(address: Address) {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    address2: null,
    company: null,
    city: address.city,
    zip: address.zip,
    province: address.provinceCode,
    province_code: address.provinceCode,
    country: names.of(address.countryCode) ?? address.countryCode,
    country_code: address.countryCode,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}

/** As inside orders and checkouts, and as the body of customers/create and customers/update: without marketing consent. */
export function customerPayload(customer: Customer) {
  return {
    id: Number(customer.id),
    admin_graphql_api_id: gid("Customer", customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    state: "disabled",
    verified_email: true,
    tags: customer.tags.join(", "),
    note: customer.note,
    currency: null,
    tax_exempt: false,
    tax_exemptions: [],
    multipass_identifier: null,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    default_address: customer.address
      ? {
          ...addressPayload(customer.address),
          customer_id: Number(customer.id),
          default: true,
        }
      : null,
  };
}

/** Body of customers_email_marketing_consent/update. */
export function emailConsentPayload(customer: Customer) {
  const { state, optInLevel, updatedAt } = customer.emailMarketingConsent;
  return {
    customer_id: Number(customer.id),
    email_address: customer.email,
    email_marketing_consent: {
      state: state.toLowerCase(),
      opt_in_level: optInLevel?.toLowerCase() ?? null,
      consent_updated_at: updatedAt,
    },
  };
}
