/** What the device and its browser say of a shopper, for the conditions of campaigns. */
import { deviceKindOf, type DeviceFacts } from "../../shared/page-facts.ts";
import { CART_DECIMALS, currencyDecimals } from "../cart-money.ts";
import { shopify } from "../consent.ts";
import type { Known } from "../mind-context.ts";
import type { Facts } from "../page.ts";

export function deviceFacts(options: {
  facts: Facts;
  known: Known;
  arrival: DeviceFacts["arrival"];
  touch: boolean;
}): DeviceFacts {
  const { facts, known, arrival, touch } = options;
  const { currency, customerPrivacy } = shopify();
  const visits = known.who?.shopper?.visits;
  return {
    kind: deviceKindOf(touch, Math.min(screen.width, screen.height)),
    arrival,
    rate: Number(currency?.rate) || 1,
    decimals: {
      shop: currencyDecimals(facts.shopCurrency),
      cart: CART_DECIMALS,
    },
    ...(visits ? { visits } : {}),
    ...(known.consent === "waiting"
      ? {}
      : {
          consent: {
            analytics: known.consent === "yes",
            marketing: Boolean(customerPrivacy?.marketingAllowed?.()),
          },
        }),
  };
}
