/**
 * Kinds of shoppers for made-up visits. Each walks a chain of states with known chances, so that the true probability of her
 * purchase is known at every step (truth.ts). The shares and chances are chosen, not measured: together they give the rates that
 * are known of shops (about 3 of 100 visits buy, between 7 and 8 of 10 baskets are left).
 */

export const SHOPPER_KINDS = [
  "passer-by",
  "browser",
  "comparer",
  "sizing-doubter",
  "price-doubter",
  "buyer",
  "last-chancer",
] as const;
export type ShopperKind = (typeof SHOPPER_KINDS)[number];

/** Where she is. `browse` and `product` without a basket; `basket` is anywhere in the shop with one. */
export const STEPS = [
  "browse",
  "product",
  "basket",
  "cart",
  "checkout",
] as const;
export type Step = (typeof STEPS)[number];
export type Next = Step | "purchased" | "left";

/** Chances of what comes next; each list adds up to 1. `product` to `basket` is an add. */
type Chain = Record<Step, Partial<Record<Next, number>>>;

export interface Shopper {
  /** Of all visits. */
  share: number;
  /** She was here before. */
  returning: number;
  /** She comes back within a week when she leaves without a purchase. */
  comesBack: number;
  /** Mean visible seconds on one page. */
  dwell: number;
  /** How much longer she takes once she has a basket. */
  lingers: number;
  /** Chance, on each page, of what tells of her kind. */
  habits: {
    opensSize?: number;
    opensDelivery?: number;
    opensReviews?: number;
    copies?: number;
    hides?: number;
    wantsCode?: number;
    /** In the cart. */
    removes?: number;
    idles?: number;
  };
  /** She returns to the product seen before instead of going to a new one. */
  returnsToProduct: number;
  chain: Chain;
}

const checkout = (purchased: number, cart: number) => ({
  purchased,
  cart,
  left: 1 - purchased - cart,
});

export const SHOPPERS: Record<ShopperKind, Shopper> = {
  "passer-by": {
    share: 0.36,
    returning: 0.1,
    comesBack: 0.03,
    dwell: 12,
    lingers: 1,
    habits: { idles: 0.1, hides: 0.08 },
    returnsToProduct: 0,
    chain: {
      browse: { product: 0.3, browse: 0.1, left: 0.6 },
      product: { browse: 0.1, product: 0.08, basket: 0.005, left: 0.815 },
      basket: { cart: 0.3, basket: 0.1, left: 0.6 },
      cart: { checkout: 0.15, basket: 0.15, left: 0.7 },
      checkout: checkout(0.35, 0.15),
    },
  },
  browser: {
    share: 0.3,
    returning: 0.25,
    comesBack: 0.15,
    dwell: 25,
    lingers: 1,
    habits: { idles: 0.2, hides: 0.12, opensReviews: 0.04 },
    returnsToProduct: 0.1,
    chain: {
      browse: { product: 0.55, browse: 0.25, left: 0.2 },
      product: { browse: 0.4, product: 0.29, basket: 0.01, left: 0.3 },
      basket: { cart: 0.3, basket: 0.4, left: 0.3 },
      cart: { checkout: 0.15, basket: 0.35, left: 0.5 },
      checkout: checkout(0.4, 0.2),
    },
  },
  comparer: {
    share: 0.11,
    returning: 0.4,
    comesBack: 0.35,
    dwell: 55,
    lingers: 1.4,
    habits: {
      copies: 0.12,
      hides: 0.3,
      opensReviews: 0.15,
      opensDelivery: 0.06,
      idles: 0.2,
    },
    returnsToProduct: 0.55,
    chain: {
      browse: { product: 0.8, browse: 0.12, left: 0.08 },
      product: { browse: 0.18, product: 0.52, basket: 0.06, left: 0.24 },
      basket: { cart: 0.35, basket: 0.4, left: 0.25 },
      cart: { checkout: 0.2, basket: 0.5, left: 0.3 },
      checkout: checkout(0.45, 0.25),
    },
  },
  "sizing-doubter": {
    share: 0.09,
    returning: 0.25,
    comesBack: 0.25,
    dwell: 50,
    lingers: 1.4,
    habits: { opensSize: 0.5, opensReviews: 0.15, hides: 0.15, idles: 0.2 },
    returnsToProduct: 0.4,
    chain: {
      browse: { product: 0.75, browse: 0.15, left: 0.1 },
      product: { browse: 0.25, product: 0.32, basket: 0.1, left: 0.33 },
      basket: { cart: 0.45, basket: 0.3, left: 0.25 },
      cart: { checkout: 0.3, basket: 0.3, left: 0.4 },
      checkout: checkout(0.5, 0.2),
    },
  },
  "price-doubter": {
    share: 0.06,
    returning: 0.35,
    comesBack: 0.35,
    dwell: 35,
    lingers: 2.2,
    habits: {
      wantsCode: 0.4,
      removes: 0.5,
      opensDelivery: 0.15,
      hides: 0.25,
      idles: 0.3,
    },
    returnsToProduct: 0.3,
    chain: {
      browse: { product: 0.75, browse: 0.15, left: 0.1 },
      product: { browse: 0.2, product: 0.2, basket: 0.35, left: 0.25 },
      basket: { cart: 0.6, basket: 0.25, left: 0.15 },
      cart: { checkout: 0.3, basket: 0.3, left: 0.4 },
      checkout: checkout(0.15, 0.45),
    },
  },
  buyer: {
    share: 0.04,
    returning: 0.4,
    comesBack: 0.5,
    dwell: 30,
    lingers: 0.8,
    habits: { hides: 0.15, opensDelivery: 0.08, opensSize: 0.08, idles: 0.08 },
    returnsToProduct: 0.1,
    chain: {
      browse: { product: 0.85, browse: 0.1, left: 0.05 },
      product: { browse: 0.12, product: 0.23, basket: 0.55, left: 0.1 },
      basket: { cart: 0.65, basket: 0.28, left: 0.07 },
      cart: { checkout: 0.7, basket: 0.2, left: 0.1 },
      checkout: checkout(0.8, 0.08),
    },
  },
  "last-chancer": {
    share: 0.04,
    returning: 0.05,
    comesBack: 0.04,
    dwell: 22,
    lingers: 2.2,
    habits: { wantsCode: 0.15, removes: 0.4, hides: 0.2, idles: 0.5 },
    returnsToProduct: 0.1,
    chain: {
      browse: { product: 0.8, browse: 0.08, left: 0.12 },
      product: { browse: 0.12, product: 0.13, basket: 0.55, left: 0.2 },
      basket: { cart: 0.55, basket: 0.15, left: 0.3 },
      cart: { checkout: 0.1, basket: 0.15, left: 0.75 },
      checkout: checkout(0.2, 0.3),
    },
  },
};
