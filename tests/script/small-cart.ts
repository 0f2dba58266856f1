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
  /** Variants added to the first line's two pieces, of product 12 and 5.00 each. */
  added: string[];
  /** Variants that are sold out. */
  gone: string[];
  /** Bodies of every change, in order. */
  changes: Record<string, unknown>[];
}

const FIRST = {
  product_id: 11,
  variant_id: 101,
  product_type: "Jumper",
  vendor: "Fjell",
  quantity: 2,
  final_line_price: 0,
  gift_card: false,
};

export function makeCart(changes: Partial<SmallCart> = {}): SmallCart {
  return {
    currency: "USD",
    price: 9400,
    codes: [],
    attributes: {},
    discounts: { "SECOND-7Q": 10 },
    added: [],
    gone: [],
    changes: [],
    ...changes,
  };
}

const ADDED_PRICE = 500;

export function totalOf({ price, codes, discounts, added }: SmallCart): number {
  const percent = codes.reduce((sum, code) => sum + (discounts[code] ?? 0), 0);
  const whole = price + added.length * ADDED_PRICE;
  return Math.round(whole * (1 - percent / 100));
}

export function changeCart(
  cart: SmallCart,
  change: Record<string, unknown>,
): void {
  cart.changes.push(change);
  Object.assign(cart.attributes, change.attributes);
  const { items = [], updates = {} } = change as {
    items?: { id: number }[];
    updates?: Record<string, number>;
  };
  cart.added.push(...items.map(({ id }) => String(id)));
  cart.added = cart.added.filter((id) => updates[id] !== 0);
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
    item_count: price ? 2 + cart.added.length : 0,
    items: [
      ...(price ? [FIRST] : []),
      ...cart.added.map((id) => ({
        ...FIRST,
        product_id: 12,
        variant_id: Number(id),
        quantity: 1,
        final_line_price: ADDED_PRICE,
      })),
    ].map((item) =>
      item.product_id === 11
        ? { ...item, final_line_price: total - cart.added.length * ADDED_PRICE }
        : item,
    ),
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
    count: cart.price ? 2 : 0,
    total: totalOf(cart),
    lines: !cart.price
      ? []
      : [
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
