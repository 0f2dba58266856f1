/** The Ajax cart, as far as we ask it. @see https://shopify.dev/docs/api/ajax/reference/cart */
import { shopify } from "../consent.ts";

/** Amounts are in Shopify's own units: see `minorFromCart` in cart-money.ts. */
export interface CartAnswer {
  currency: string;
  total_price: number;
  items?: {
    gift_card?: boolean;
    final_line_price?: number;
    line_level_discount_allocations?: { discount_application?: CartDiscount }[];
  }[];
  cart_level_discount_applications?: CartDiscount[];
  /** In every answer seen, but not in Shopify's reference: the applications are the fallback. */
  discount_codes?: { code: string; applicable?: boolean }[];
  sections?: Record<string, string | null>;
}

export interface CartDiscount {
  type?: string;
  title?: string;
}

/** Asks the cart in the shopper's language and market. Throws when the shop does not answer, or refuses the change. */
export async function callCart(
  path: string,
  change?: object,
): Promise<CartAnswer> {
  const response = await fetch(
    (shopify().routes?.root ?? "/") + path,
    change && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(change),
    },
  );
  if (!response.ok) throw response.status;
  return response.json() as Promise<CartAnswer>;
}

/** Does a code lower the total already? */
export function hasCode(cart: CartAnswer): boolean {
  return cart.discount_codes
    ? cart.discount_codes.some((one) => one.applicable)
    : JSON.stringify(cart).includes('"discount_code"');
}

export type CallCart = typeof callCart;
