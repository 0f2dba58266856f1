/** The Ajax cart, as far as we ask it. @see https://shopify.dev/docs/api/ajax/reference/cart */
import { shopify } from "../consent.ts";

/** Amounts are in Shopify's own units: see `minorFromCart` in cart-money.ts. */
export interface CartAnswer {
  currency: string;
  total_price: number;
  item_count?: number;
  items?: {
    product_id?: number;
    variant_id?: number;
    quantity?: number;
    product_type?: string;
    vendor?: string;
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

export const OWN = "?by=second-thought";

/** Asks the cart in the shopper's language and market. Throws when the shop does not answer, or refuses the change. */
export async function callCart(
  path: string,
  change?: object,
): Promise<CartAnswer> {
  const response = await fetch(
    // Whoever watches the cart, we too, can tell our own changes from hers.
    `${shopify().routes?.root ?? "/"}${path}${change ? OWN : ""}`,
    change && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(change),
    },
  );
  if (!response.ok) throw response.status;
  return response.json() as Promise<CartAnswer>;
}

export type CallCart = typeof callCart;
