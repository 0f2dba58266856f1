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
  // A yen is about a hundredth of a dollar and a dinar some three dollars, so the same figures fit with little change.
  const digits = currencyDigits(currency);
  const round = (minor: Minor) =>
    digits === 0
      ? Math.round(minor / 100) * 100
      : digits === 3
        ? Math.round((minor * 3) / 50) * 50
        : minor;
  return [
    {
      title: "Standard",
      hint: "2 to 4 working days",
      price: subtotal >= round(7500) ? 0 : round(590),
    },
    { title: "Express", hint: "Next working day", price: round(1490) },
  ];
}
