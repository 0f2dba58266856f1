import type { Minor } from "../../world/types.ts";
import { currencyDigits } from "../currency.ts";

export interface ShippingOption {
  title: string;
  hint: string;
  price: Minor;
}

/** The ways of delivery for a basket; the first is taken unless the shopper picks another. */
export function shippingOptions(
  subtotal: Minor,
  currency: string,
): ShippingOption[] {
  // Where a currency has no cents, one of it is about a hundredth of a dollar: the same figures fit.
  const round = (minor: Minor) =>
    currencyDigits(currency) === 0 ? Math.round(minor / 100) * 100 : minor;
  return [
    {
      title: "Standard",
      hint: "2 to 4 working days",
      price: subtotal >= 7500 ? 0 : round(590),
    },
    { title: "Express", hint: "Next working day", price: round(1490) },
  ];
}
