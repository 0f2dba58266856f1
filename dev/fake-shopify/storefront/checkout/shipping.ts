import { convertAmount, currencyDigits } from "../../world/markets.ts";
import type { Minor, ShopWorld } from "../../world/types.ts";
import { baseOf } from "../market.ts";

export interface ShippingOption {
  title: string;
  hint: string;
  price: Minor;
}

/** The ways of delivery for a basket, in the currency of its shop or market; the first is taken unless another is picked. */
export function shippingOptions(
  subtotal: Minor,
  shop: ShopWorld,
): ShippingOption[] {
  const { currency } = baseOf(shop);
  // A yen is about a hundredth of a dollar and a dinar some three dollars, so the same figures fit with little change.
  const digits = currencyDigits(currency);
  const round = (minor: Minor) =>
    digits === 0
      ? Math.round(minor / 100) * 100
      : digits === 3
        ? Math.round((minor * 3) / 50) * 50
        : minor;
  const price = (minor: Minor) =>
    shop.presentment
      ? convertAmount(round(minor), currency, shop.presentment.market)
      : round(minor);
  return [
    {
      title: "Standard",
      hint: "2 to 4 working days",
      price: subtotal >= price(7500) ? 0 : price(590),
    },
    { title: "Express", hint: "Next working day", price: price(1490) },
  ];
}
