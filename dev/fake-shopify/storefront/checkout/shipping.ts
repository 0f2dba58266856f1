import type { Minor } from "../../world/types.ts";

export interface ShippingOption {
  title: string;
  hint: string;
  price: Minor;
}

const FREE_FROM: Minor = 7500;

/** The ways of delivery for a basket; the first is taken unless the shopper picks another. */
export function shippingOptions(subtotal: Minor): ShippingOption[] {
  return [
    {
      title: "Standard",
      hint: "2 to 4 working days",
      price: subtotal >= FREE_FROM ? 0 : 590,
    },
    { title: "Express", hint: "Next working day", price: 1490 },
  ];
}
