/** How far a checkout came: what she has given, in the order in which she is asked for it. */
import type { Stage } from "./intent-model.ts";

/** As the web pixel tells them; `payment` means that she has entered how she pays. */
export const CHECKOUT_STEPS = [
  "started",
  "contact",
  "address",
  "shipping",
  "payment",
  "completed",
] as const;
export type CheckoutStep = (typeof CHECKOUT_STEPS)[number];

/** What one web pixel tells of one step, nothing personal: no token, name or address. */
export interface PixelBody {
  v: 1;
  shop: string;
  account: string;
  /** First 32 hex digits of the SHA-256 of the checkout's token. */
  checkout: string;
  step: CheckoutStep;
  visitId?: string;
}

export const PIXEL_MAX_BYTES = 1024;

/** Where the pixel notes a purchase, for the storefront to read: an ISO 8601 time in the browser's local storage. */
export const BOUGHT_KEY = "second-thought.bought";

/** When each step was first known to be done; null = not yet. */
export interface CheckoutSteps {
  contactAt: Date | null;
  addressAt: Date | null;
  shippingAt: Date | null;
  paymentAt: Date | null;
}

/**
 * The stage she stands before. Once delivery is chosen the whole total is before her, so who stays there stalls at the total;
 * with an address but no delivery, at the ways of delivery and what they cost.
 */
export function stageOfCheckout(steps: CheckoutSteps): Stage {
  if (steps.shippingAt || steps.paymentAt) return "checkout-payment";
  if (steps.addressAt) return "checkout-shipping";
  if (steps.contactAt) return "checkout-address";
  return "checkout-contact";
}

const KEYS = ["contactAt", "addressAt", "shippingAt", "paymentAt"] as const;

/** The same whatever order they are told in, and however often: the first time each step was known. */
export function mergeSteps(a: CheckoutSteps, b: CheckoutSteps): CheckoutSteps {
  const merged = { ...a };
  for (const key of KEYS) {
    const [left, right] = [a[key], b[key]];
    merged[key] =
      left && right ? (left < right ? left : right) : (left ?? right);
  }
  return merged;
}
