/** What a merchant changes outside the app, and what the app hears of it. */
import type { LocalShopify } from "../../context.ts";
import type { Customer, ShopWorld } from "../../world/types.ts";
import { toIso } from "../../world/world.ts";
import { Refusal } from "../http.ts";

/** As the Admin API does it, or the merchant by hand. */
export function applyConsent(
  ctx: LocalShopify,
  shop: ShopWorld,
  customer: Customer,
  consent: Customer["emailMarketingConsent"],
): void {
  customer.emailMarketingConsent = consent;
  customer.updatedAt = toIso(ctx.clock.now());
  ctx.save();
  ctx.emitWebhook(shop.shop, "customers_email_marketing_consent/update", {
    customer_id: Number(customer.id),
    email_address: customer.email,
    email_marketing_consent: {
      state: consent.state.toLowerCase(),
      opt_in_level: consent.optInLevel?.toLowerCase() ?? null,
      consent_updated_at: consent.updatedAt,
    },
  });
}

export function changeConsent(
  ctx: LocalShopify,
  shop: ShopWorld,
  {
    customerId,
    state,
    at,
  }: { customerId: string; state: "SUBSCRIBED" | "UNSUBSCRIBED"; at: string },
): void {
  const customer = shop.customers.find((one) => one.id === customerId);
  if (!customer)
    throw new Refusal(404, "There is no such customer in this shop.");
  applyConsent(ctx, shop, customer, {
    state,
    optInLevel: "SINGLE_OPT_IN",
    updatedAt: at,
  });
}
