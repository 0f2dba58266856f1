/** A cart that answers as Shopify's Ajax API does, as far as the shopper's script asks it. */
import type { Facts } from "#app/storefront/page.ts";

export interface SmallCart {
  currency: string;
  /** In the cart's own units: see app/storefront/cart-money.ts. */
  price: number;
  codes: string[];
  attributes: Record<string, string>;
  /** Percent off for each code that exists; 0 exists but does not apply to this basket. */
  discounts: Record<string, number>;
  /** Bodies of every change, in order. */
  changes: Record<string, unknown>[];
}

export function makeCart(changes: Partial<SmallCart> = {}): SmallCart {
  return {
    currency: "USD",
    price: 9400,
    codes: [],
    attributes: {},
    discounts: { "SECOND-7Q": 10 },
    changes: [],
    ...changes,
  };
}

export function totalOf({ price, codes, discounts }: SmallCart): number {
  const percent = codes.reduce((sum, code) => sum + (discounts[code] ?? 0), 0);
  return Math.round(price * (1 - percent / 100));
}

export function changeCart(
  cart: SmallCart,
  change: Record<string, unknown>,
): void {
  cart.changes.push(change);
  Object.assign(cart.attributes, change.attributes);
  if (typeof change.discount === "string")
    cart.codes = change.discount.split(",").filter(Boolean);
}

export function answerCart(
  cart: SmallCart,
  sections: Record<string, string | null> = {},
): object {
  const { currency, price, codes, discounts } = cart;
  const total = totalOf(cart);
  return {
    token: "c1?key=k",
    note: "",
    attributes: {},
    currency,
    original_total_price: price,
    total_price: total,
    total_discount: price - total,
    item_count: 2,
    items: [
      {
        id: 1,
        product_id: 11,
        variant_id: 101,
        product_type: "Jumper",
        vendor: "Fjell",
        quantity: 2,
        final_line_price: total,
        gift_card: false,
      },
    ],
    discount_codes: codes.map((code) => ({
      code,
      applicable: Boolean(discounts[code]),
    })),
    cart_level_discount_applications: [],
    ...(Object.keys(sections).length > 0 ? { sections } : {}),
  };
}

/** The same basket as the embed writes it. */
export function liquidCart(cart: SmallCart): Facts["cart"] {
  return {
    count: 2,
    total: totalOf(cart),
    lines: [
      {
        product: "11",
        variant: "101",
        quantity: 2,
        price: cart.price / 2,
        stock: null,
        type: "Jumper",
        vendor: "Fjell",
        tags: ["wool"],
        collections: ["7"],
      },
    ],
  };
}
