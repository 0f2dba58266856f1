import { expect, test } from "vitest";
import { stageOfCheckout } from "#app/shared/checkout-steps.ts";
import { readCheckoutSteps } from "./checkout-steps.ts";

const at = "2026-11-21T12:00:00Z";
const email = { email: "ada@example.com" };
const country = { shipping_address: { country_code: "US", city: null } };
const address = { shipping_address: { country_code: "US", zip: "97201" } };
const delivery = { shipping_lines: [{ title: "Standard" }] };
const file = { line_items: [{ requires_shipping: false }] };

test.each([
  ["nothing but a guessed country", country, "checkout-contact"],
  ["contact", email, "checkout-address"],
  [
    "contact, with country and delivery chosen beforehand",
    { ...email, ...country, ...delivery },
    "checkout-address",
  ],
  ["contact and address", { ...email, ...address }, "checkout-shipping"],
  [
    "contact, address, delivery",
    { ...email, ...address, ...delivery },
    "checkout-payment",
  ],
  [
    "a payload without customers' data, and a delivery",
    { ...country, ...delivery },
    "checkout-payment",
  ],
  ["a file, which nobody delivers", { ...email, ...file }, "checkout-payment"],
  ["a file, and no name", file, "checkout-contact"],
])("%s: she stands before %s", (_what, payload, stage) => {
  const steps = readCheckoutSteps({ updated_at: at, ...payload });
  expect(stageOfCheckout(steps)).toBe(stage);
  for (const step of Object.values(steps))
    if (step) expect(step).toEqual(new Date(at));
});
