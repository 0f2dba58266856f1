/** Compares baskets: what she did to hers, and what happened to the things in it. */
import type { CartFacts } from "../../shared/page-facts.ts";
import type { Signal } from "../../shared/signals.ts";
import type { PageLine } from "../page.ts";
import type { CartAnswer } from "./cart.ts";
import type { Basket } from "../mind/recall.ts";

type CartChange = Extract<Signal, { kind: "cart" }>["change"];

const MOST_LINES = 20;

/** One entry for each variant, however many lines it takes. */
export function basketOf(lines: Partial<PageLine>[]): Basket {
  const basket: Basket = {};
  for (const { variant, product, quantity = 0, price, stock } of lines) {
    const before = basket[variant!]?.[0] ?? 0;
    basket[variant!] = [before + quantity, product!, price, stock];
  }
  return basket;
}

/** What was done to the basket, and to which product. */
export function changeOf(
  before: Basket,
  after: Basket,
): { change: CartChange; productId?: string } {
  let change: CartChange = "none";
  let productId: string | undefined;
  const found = (kind: CartChange, product: string) => {
    // What came is told before what went, and both before what became more or less.
    const rank = { none: 0, quantity: 1, remove: 2, add: 3 };
    if (rank[kind] <= rank[change]) return;
    change = kind;
    productId = product;
  };
  for (const [variant, [quantity, product]] of Object.entries(after)) {
    const was = before[variant];
    if (!was) found("add", product);
    else if (was[0] !== quantity) found("quantity", product);
  }
  for (const [variant, [, product]] of Object.entries(before))
    if (!after[variant]) found("remove", product);
  return { change, ...(productId ? { productId } : {}) };
}

interface Move {
  what: "stock" | "price";
  productId: string;
}

/** Products of which the stock fell or the price moved since she last saw them. */
export function movesOf(before: Basket, after: Basket): Move[] {
  return Object.entries(after).flatMap(
    ([variant, [, productId, price, stock]]): Move[] => {
      const was = before[variant];
      if (!was) return [];
      const [, , oldPrice, oldStock] = was;
      if (isNumber(oldPrice) && isNumber(price) && oldPrice !== price)
        return [{ what: "price", productId }];
      return isNumber(oldStock) && isNumber(stock) && stock < oldStock
        ? [{ what: "stock", productId }]
        : [];
    },
  );
}

const isNumber = (value: unknown): value is number => typeof value === "number";

/** The Ajax cart's answer in the words of conditions. */
export function cartFactsOf(cart: CartAnswer): CartFacts {
  const { items = [], total_price } = cart;
  return {
    count:
      cart.item_count ??
      items.reduce((sum, { quantity = 0 }) => sum + quantity, 0),
    total: total_price,
    lines: items.slice(0, MOST_LINES).map((item) => ({
      product: String(item.product_id),
      variant: String(item.variant_id),
      quantity: item.quantity ?? 0,
      type: item.product_type ?? "",
      vendor: item.vendor ?? "",
    })),
  };
}
