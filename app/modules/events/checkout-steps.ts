import { z } from "zod";
import type { CheckoutSteps } from "#app/shared/checkout-steps.ts";

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

const stepsSchema = z.object({
  email: text,
  phone: text,
  shipping_address: z
    .object({ address1: text, city: text, zip: text })
    .partial()
    .nullish(),
  shipping_lines: z.array(z.unknown()).nullish(),
  line_items: z
    .array(z.object({ requires_shipping: z.boolean().nullish() }))
    .nullish(),
  updated_at: z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value)),
});

/**
 * What was given when this payload was made. A way of delivery is chosen beforehand, and a country guessed, so that only with a real
 * address either counts; but without the approval for customers' data Shopify leaves contact and address out, and a way of delivery
 * is all that is told.
 */
export function readCheckoutSteps(payload: unknown): CheckoutSteps {
  const checkout = stepsSchema.parse(payload);
  const { shipping_address: to, line_items: lines } = checkout;
  const contact = Boolean(checkout.email ?? checkout.phone);
  const address = Boolean(to?.address1 ?? to?.zip ?? to?.city);
  const delivery = Boolean(checkout.shipping_lines?.length);
  const hidden = !contact && !address;
  const needsNone =
    Boolean(lines?.length) &&
    lines?.every((line) => line.requires_shipping === false);
  const located = needsNone ? contact : address || (hidden && delivery);
  const at = (given: boolean) => (given ? checkout.updated_at : null);
  return {
    contactAt: at(contact || located),
    addressAt: at(located),
    shippingAt: at(located && (delivery || Boolean(needsNone))),
    // Only the web pixel sees that.
    paymentAt: null,
  };
}
