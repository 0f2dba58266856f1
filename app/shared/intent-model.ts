/**
 * The words of intent, and the model that turns what is known of a visit into it. The model is data: the page carries it in
 * at most 2,048 bytes of JSON, a learned one replaces the shipped one without a line of code.
 */
import type { PageKind } from "./page-kind.ts";

/** Propensities from 0 to 1. */
export interface Intent {
  /** To purchase in this visit. */
  purchase: number;
  /** To leave within the next minute without having purchased (xA): the signs of leaving, not the opposite of purchase. */
  abandon: number;
  /** To return later, if this visit ends without a purchase (xR). */
  return: number;
}

export const SEGMENTS = [
  "committed",
  "building",
  "just-browsing",
  "product-hesitant",
  "basket-abandoner",
  "last-chancer",
] as const;
export type Segment = (typeof SEGMENTS)[number];

/** What the model looks at, in this order. All are counted from signals alone; see features.ts for each one's unit. */
export const FEATURES = [
  "pages",
  "product-pages",
  "distinct-products",
  "product-seconds",
  "cart-seconds",
  "idle-share",
  "scroll-depth",
  "cart-count",
  "cart-adds",
  "cart-removes",
  "cart-age-minutes",
  "back-and-forth",
  "exits",
  "times-hidden",
  "help-opened",
  "coupon-trouble",
  "copied",
  "empty-searches",
  "checkout-visits",
  "checkout-returns",
  "returning",
] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * Boundaries of a feature's bins (ascending) and one weight for each bin: one more than boundaries. A value on a boundary
 * belongs to the bin above it.
 */
export type Scorecard = Partial<
  Record<Feature, { cuts: number[]; weights: number[] }>
>;

/**
 * One output of the model, `1 / (1 + exp(-(bias + sum of weights)))`. `trees` are added to the scorecard when a learned model
 * brings them: each a flat list of splits `[feature index, threshold, left, right]`, left when the value is at most the threshold; a
 * child is a later split, or, when negative, -n is leaf n-1 of `leaves`. A tree of one leaf has no split.
 */
export interface IntentOutput {
  bias: number;
  scorecard: Scorecard;
  trees?: { splits: [number, number, number, number][]; leaves: number[] }[];
  /** Scores at the percentiles 5, 10, … 95 of visits: 19 numbers, ascending. Segments are cut by percentile. */
  percentiles: number[];
}

export interface IntentModel {
  /** Name of the model, so that beacons and results can say which one scored: `default-1`, `learned-2026-11-21`. */
  id: string;
  purchase: IntentOutput;
  abandon: IntentOutput;
  return: IntentOutput;
}

export const INTENT_MODEL_MAX_BYTES = 2048;

export const STAGES = [
  "browsing",
  "product",
  "cart",
  "checkout-contact",
  "checkout-address",
  "checkout-shipping",
  "checkout-payment",
] as const;
export type Stage = (typeof STAGES)[number];

export const ANXIETIES = [
  "total-cost",
  "delivery",
  "returns",
  "fit",
  "value",
  "trust",
  "just-looking",
] as const;
export type Anxiety = (typeof ANXIETIES)[number];

/** Where intent fell, and what she was likely worried about. */
export interface Drop {
  page: PageKind;
  stage: Stage;
  productId?: string;
  anxiety: Anxiety;
  /** Percentile points (0 to 100) lost since the best of the visit. */
  points: number;
}
