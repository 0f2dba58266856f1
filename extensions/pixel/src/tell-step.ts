import {
  BOUGHT_KEY,
  type CheckoutStep,
  type PixelBody,
} from "../../../app/shared/checkout-steps.ts";
import { CART_ATTRIBUTE } from "../../../app/shared/events.ts";
import type { CheckoutEvent, PixelApi } from "./pixel-api.ts";
import { sha256 } from "./sha256.ts";

/** Shopify's standard event -> the step it ends. */
export const STEPS: Record<string, CheckoutStep> = {
  checkout_started: "started",
  checkout_contact_info_submitted: "contact",
  checkout_address_info_submitted: "address",
  checkout_shipping_info_submitted: "shipping",
  payment_info_submitted: "payment",
  checkout_completed: "completed",
};

/** The storefront's note of the visit, in the session of this tab (app/storefront/memory.ts). */
const VISIT_KEY = "second-thought.visit";

/**
 * Tells our server that a step is done: which checkout, by the hash of its token, and which visit. Nothing of what she typed. A
 * purchase is noted on the device as well, so that the shop's pages know that she bought. Shopify runs it with consent only.
 */
export async function tellStep(
  { settings, browser, init }: PixelApi,
  step: CheckoutStep,
  event: CheckoutEvent,
): Promise<void> {
  if (step === "completed")
    await quietly(() =>
      browser.localStorage.setItem(
        BOUGHT_KEY,
        event.timestamp ?? new Date().toISOString(),
      ),
    );
  const checkout = event.data?.checkout;
  const { accountID, endpoint } = settings;
  if (!checkout?.token || !accountID || !endpoint) return;
  const noted =
    checkout.attributes?.find(({ key }) => key === CART_ATTRIBUTE)?.value ??
    (await quietly(() => browser.sessionStorage.getItem(VISIT_KEY)));
  const visitId = /^v1\.([\da-f-]{36})(?:\.|$)/.exec(noted ?? "")?.[1];
  const body: PixelBody = {
    v: 1,
    shop: init.data.shop.myshopifyDomain,
    account: String(accountID),
    checkout: sha256(checkout.token).slice(0, 32),
    step,
    ...(visitId ? { visitId } : {}),
  };
  // As text, so that the browser asks no permission first (no preflight); kept alive, since the page may be about to go.
  await quietly(() =>
    fetch(String(endpoint), {
      method: "POST",
      body: JSON.stringify(body),
      keepalive: true,
    }),
  );
}

/** Nothing of ours may show in a checkout: blocked storage and a server that is down are no errors there. */
async function quietly<Value>(
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
