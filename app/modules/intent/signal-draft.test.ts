import { expect, test } from "vitest";
import { encodeSignals } from "#app/shared/signal-codec.ts";
import { decodeSignals } from "#app/shared/signal-reader.ts";
import { CHOICES, makeSignal, NEW_SIGNAL } from "./signal-draft.ts";
import { describeSignal } from "./words.ts";

test.each(CHOICES.map(({ value }) => value))(
  "%s makes a signal that a device could have sent",
  (what) => {
    const made = makeSignal({ ...NEW_SIGNAL, what }, 5000);
    if (!("signal" in made)) throw new Error(made.fault.message);
    expect(made.signal.at).toBe(15_000);
    expect(decodeSignals(encodeSignals([made.signal]))).toEqual([made.signal]);
    expect(describeSignal(made.signal, "USD")).not.toBe("");
  },
);

test.each([
  ["after", { after: "soon" }, "Enter a number of seconds"],
  ["after", { after: "-1" }, "Enter a number of seconds"],
  ["after", { after: "4000" }, "Enter at most 3600"],
  ["productId", { productId: "mug" }, "Enter the number of a product"],
  ["count", { count: "1.5" }, "Enter whole pieces"],
  ["total", { total: "" }, "Enter an amount"],
])("a wrong %s is told beside it", (field, change, message) => {
  const draft = { ...NEW_SIGNAL, what: "cart-add", ...change };
  expect(makeSignal(draft, 0)).toEqual({ fault: { field, message } });
});

test("fields of other signals are not asked", () => {
  const draft = { ...NEW_SIGNAL, what: "exit", total: "nonsense" };
  expect(makeSignal(draft, 0)).toHaveProperty("signal");
});

test("amounts are in the currency's own minor units", () => {
  const draft = { ...NEW_SIGNAL, what: "page-product", price: "49,50" };
  expect(makeSignal(draft, 0)).toMatchObject({ signal: { priceMinor: 4950 } });
  expect(makeSignal({ ...draft, price: "4900" }, 0, 1)).toMatchObject({
    signal: { priceMinor: 4900 },
  });
});
