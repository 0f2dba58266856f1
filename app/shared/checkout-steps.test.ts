import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CheckoutSteps,
  mergeSteps,
  stageOfCheckout,
} from "./checkout-steps.ts";

const NONE: CheckoutSteps = {
  contactAt: null,
  addressAt: null,
  shippingAt: null,
  paymentAt: null,
};
const at = new Date("2026-11-21T12:00:00Z");

test.each([
  ["nothing given", {}, "checkout-contact"],
  ["contact given", { contactAt: at }, "checkout-address"],
  ["address given", { contactAt: at, addressAt: at }, "checkout-shipping"],
  [
    "delivery chosen",
    { contactAt: at, addressAt: at, shippingAt: at },
    "checkout-payment",
  ],
  ["payment entered", { paymentAt: at }, "checkout-payment"],
  // Goods that need no delivery have no address.
  ["delivery without an address", { shippingAt: at }, "checkout-payment"],
])("%s: she stands before %s", (_what, steps, stage) => {
  expect(stageOfCheckout({ ...NONE, ...steps })).toBe(stage);
});

test("steps are the same in whichever order and however often they are told", () => {
  const time = fc.option(fc.date({ noInvalidDate: true }));
  const steps = fc.record({
    contactAt: time,
    addressAt: time,
    shippingAt: time,
    paymentAt: time,
  });
  fc.assert(
    fc.property(steps, steps, steps, (a, b, c) => {
      const merged = mergeSteps(mergeSteps(a, b), c);
      expect(mergeSteps(c, mergeSteps(b, a))).toEqual(merged);
      expect(mergeSteps(merged, b)).toEqual(merged);
      expect(mergeSteps(NONE, a)).toEqual(a);
    }),
  );
});
