/** Customers and their consent to marketing mails. */
import type { Address, Customer } from "../../../world/types.ts";
import { gid, toIso } from "../../../world/world.ts";
import { storefrontOrigin } from "../../../context.ts";
import { applyConsent } from "../../admin/changes.ts";
import { idOf, type AdminCall, type Source } from "../call.ts";
import { connection } from "../connection.ts";
import { notSimulated, topLevelError, userError } from "../errors.ts";
import { money } from "../money.ts";
import { parseSearch, type SearchFields } from "../search.ts";
import { metafieldFields } from "./metafields.ts";
import { sortBy, type ListArgs } from "./products.ts";

const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

const customerSearch: SearchFields<Customer> = {
  default: (customer) => [
    customer.firstName,
    customer.lastName,
    customer.email,
  ],
  id: (customer) => Number(customer.id),
  email: (customer) => customer.email,
  phone: (customer) => customer.phone,
  first_name: (customer) => customer.firstName,
  last_name: (customer) => customer.lastName,
  tag: (customer) => customer.tags,
  created_at: (customer) => customer.createdAt,
  updated_at: (customer) => customer.updatedAt,
  customer_date: (customer) => customer.createdAt,
};

export function toAddress(address: Address | null): Source | null {
  if (!address) return null;
  return {
    __typename: "MailingAddress",
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    country: COUNTRIES.of(address.countryCode) ?? address.countryCode,
    countryCodeV2: address.countryCode,
    province: address.provinceCode,
    provinceCode: address.provinceCode,
    phone: address.phone,
    company: null,
  };
}

export function toCustomer(customer: Customer, call: AdminCall): Source {
  const consent = customer.emailMarketingConsent;
  const orders = call.shop.orders.filter(
    (order) => order.customerId === customer.id && !order.test,
  );
  const unsubscribe = `${storefrontOrigin(call.ctx, call.shop.shop)}/account/unsubscribe?customer=${customer.id}`;
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: customer.id,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName:
      `${customer.firstName} ${customer.lastName}`.trim() ||
      customer.email ||
      customer.phone ||
      "",
    locale: customer.locale,
    tags: customer.tags,
    note: customer.note,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    numberOfOrders: String(orders.length),
    amountSpent: money(
      orders.reduce((sum, order) => sum + order.total, 0),
      call.shop.currency,
    ),
    verifiedEmail: true,
    defaultAddress: toAddress(customer.address),
    defaultEmailAddress: customer.email && {
      emailAddress: customer.email,
      marketingState: consent.state,
      marketingOptInLevel: consent.optInLevel,
      marketingUpdatedAt: consent.updatedAt,
      marketingUnsubscribeUrl: unsubscribe,
      validFormat: true,
    },
    defaultPhoneNumber: customer.phone && { phoneNumber: customer.phone },
    emailMarketingConsent: customer.email && {
      marketingState: consent.state,
      marketingOptInLevel: consent.optInLevel,
      consentUpdatedAt: consent.updatedAt,
    },
    ...metafieldFields({ call, ownerType: "CUSTOMER", ownerId: customer.id }),
  };
}

export function findCustomer(
  call: AdminCall,
  customerGid: string,
): Source | null {
  const customer = call.shop.customers.find(
    (one) => one.id === idOf("Customer", customerGid),
  );
  return customer ? toCustomer(customer, call) : null;
}

export const customerQueries: Source = {
  customer: (args: { id: string }, call: AdminCall) =>
    findCustomer(call, args.id),
  customers(args: ListArgs, call: AdminCall) {
    const matches = parseSearch({
      query: args.query,
      fields: customerSearch,
      subject: "customers",
    });
    const items = sortBy(call.shop.customers.filter(matches), args.sortKey, {
      CREATED_AT: (customer) => customer.createdAt,
      UPDATED_AT: (customer) => customer.updatedAt,
      NAME: (customer) => `${customer.lastName} ${customer.firstName}`,
    });
    return connection({
      items,
      args,
      toNode: (customer) => toCustomer(customer, call),
    });
  },
  customerByIdentifier(
    {
      identifier,
    }: {
      identifier: {
        id?: string;
        emailAddress?: string;
        phoneNumber?: string;
        customId?: unknown;
      };
    },
    call: AdminCall,
  ) {
    if (identifier.customId)
      throw notSimulated("customerByIdentifier(identifier: {customId})");
    const email = identifier.emailAddress?.toLowerCase();
    const found = call.shop.customers.find((one) =>
      identifier.id !== undefined
        ? one.id === idOf("Customer", identifier.id)
        : email !== undefined
          ? one.email?.toLowerCase() === email
          : one.phone === identifier.phoneNumber,
    );
    return found ? toCustomer(found, call) : null;
  },
};

interface ConsentInput {
  customerId: string;
  emailMarketingConsent: {
    marketingState: string;
    marketingOptInLevel?:
      "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN" | null;
    consentUpdatedAt?: string | null;
  };
}

export const customerMutations: Source = {
  customerEmailMarketingConsentUpdate(
    { input }: { input: ConsentInput },
    call: AdminCall,
  ) {
    const consent = input.emailMarketingConsent;
    const state = consent.marketingState;
    if (
      state !== "SUBSCRIBED" &&
      state !== "UNSUBSCRIBED" &&
      state !== "PENDING"
    )
      throw topLevelError(
        "INVALID",
        `Cannot specify ${state} as a marketing state input`,
      );
    const refuse = (field: string[], message: string) => ({
      customer: null,
      userErrors: [userError(field, "INVALID", message)],
    });
    const customer = call.shop.customers.find(
      (one) => one.id === idOf("Customer", input.customerId),
    );
    if (!customer) return refuse(["input", "customerId"], "Customer not found");
    if (!customer.email)
      return refuse(
        ["input", "emailMarketingConsent"],
        "An email address is required to set the email marketing consent state.",
      );
    if (
      state === "PENDING" &&
      consent.marketingOptInLevel !== "CONFIRMED_OPT_IN"
    )
      return refuse(
        ["input", "emailMarketingConsent", "marketingOptInLevel"],
        "Opt-in level must be CONFIRMED_OPT_IN when the marketing state is PENDING",
      );
    if (
      consent.consentUpdatedAt &&
      Date.parse(consent.consentUpdatedAt) > call.now.getTime()
    )
      return refuse(
        ["input", "emailMarketingConsent", "consentUpdatedAt"],
        "Consent updated at must not be in the future",
      );

    applyConsent(call.ctx, call.shop, customer, {
      state,
      optInLevel: consent.marketingOptInLevel ?? "SINGLE_OPT_IN",
      updatedAt: toIso(
        consent.consentUpdatedAt
          ? new Date(consent.consentUpdatedAt)
          : call.now,
      ),
    });
    return { customer: toCustomer(customer, call), userErrors: [] };
  },
};
