/** What may be said of products that are bought together. Pure. */

/** Baskets of a wholesaler say nothing of what goes together, and would be thousands of pairs. */
export const MOST_LINES = 15;
/** Orders are looked back on for this long. */
export const COMPANION_DAYS = 90;
/** Orders that must hold both: one shared order says nothing, and might tell of one person. */
export const COMPANION_FLOOR = 3;
/** Kept per product, the most often bought first. */
export const COMPANIONS_KEPT = 10;

export interface Companion {
  /** Shopify's numeric id. */
  productId: string;
  /** Orders of the last 90 days that hold both. */
  orders: number;
}
