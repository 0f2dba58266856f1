/**
 * A basket that nobody has: enough of the Ajax cart and of our own server for the offer's code to run to its end, with
 * figures made up from the offer itself. It is shown to merchants alone.
 */
import type { Incentive } from "../../shared/storefront-config.ts";
import {
  CART_DECIMALS,
  currencyDecimals,
  minorFromCart,
  writeMoney,
} from "../cart-money.ts";
import type { CartAnswer } from "../senses/cart.ts";

const CODE = "STAY-SMPLE-22222";
const DAY_MS = 86_400_000;

/** In the cart's own units. */
function priceIn(currency: string): number {
  return (currencyDecimals(currency) === 0 ? 4800 : 48) * 10 ** CART_DECIMALS;
}

export interface SampleBasket {
  cart: () => CartAnswer;
  /** What stands in for the Ajax cart. */
  call: (path: string, change?: object) => CartAnswer;
  /** What stands in for our server. */
  answer: () => Response;
}

export function sampleBasket(
  incentive: Incentive,
  currency: string,
): SampleBasket {
  const full = 2 * priceIn(currency);
  let codes: string[] = [];
  const cart = (): CartAnswer => ({
    currency,
    total_price:
      codes.length > 0 ? full - off(incentive, full, currency) : full,
    items: [{ final_line_price: full / 2 }, { final_line_price: full / 2 }],
    discount_codes: codes.map((code) => ({ code, applicable: true })),
  });
  return {
    cart,
    call(_path, change) {
      const { discount } = Object(change) as { discount?: string };
      if (discount !== undefined) codes = discount.split(",").filter(Boolean);
      return cart();
    },
    answer() {
      const now = new Date();
      const common = {
        now: now.toISOString(),
        endsAt: new Date(now.getTime() + DAY_MS).toISOString(),
        incentive,
      };
      return Response.json(
        incentive.kind === "promise"
          ? { kind: "promise", claimId: crypto.randomUUID(), ...common }
          : { kind: "code", code: CODE, ...common },
      );
    },
  };
}

function off(incentive: Incentive, full: number, currency: string): number {
  const whole = ("scope" in incentive && incentive.scope) || undefined;
  const base = !whole || whole.kind === "basket" ? full : full / 2;
  if (incentive.kind === "percent")
    return Math.round((base * incentive.percent) / 100);
  if (incentive.kind !== "amount") return 0;
  const units = 10 ** (CART_DECIMALS - currencyDecimals(currency));
  return Math.min(base, Math.round(incentive.amountMinor * units));
}

/** Writes the sample basket into the page around the offer, in the language of the texts. */
export function writeBasket(
  page: Document,
  {
    locale,
    currency,
    shopName,
  }: { locale: string; currency: string; shopName: string },
): void {
  const minor = minorFromCart(priceIn(currency), currency);
  const price = writeMoney({ minor, currency, locale });
  const total = writeMoney({ minor: 2 * minor, currency, locale });
  page.querySelector("[data-shop]")!.textContent = shopName;
  page.querySelector("[data-total]")!.textContent = total;
  for (const one of page.querySelectorAll("[data-price]"))
    one.textContent = price;
}
