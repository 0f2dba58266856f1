/** What a fall of intent was likely about: a table of clues, kept apart from the code that reads it (decision 042). */
import type { Anxiety, Stage } from "./intent-model.ts";
import type { Topic } from "./signals.ts";
import type { Count } from "./visit-state.ts";

/** What speaks for an anxiety: something counted at least once, information opened, or one of those drop.ts works out. */
export type Clue =
  | Count
  | Topic
  /** The product comes in sizes. */
  | "sized"
  /** The product costs clearly more than what she looked at on average. */
  | "dear"
  /** The last pages were of two products, with no cart between them. */
  | "two-products";

/** What a stage is mostly left for when nothing else is known; weighs 1. */
export const STAGE_ANXIETY: Record<Stage, Anxiety> = {
  browsing: "just-looking",
  product: "value",
  cart: "total-cost",
  "checkout-contact": "trust",
  "checkout-address": "delivery",
  "checkout-shipping": "delivery",
  "checkout-payment": "total-cost",
};

/** Each clue that holds adds its weight to an anxiety; stage absent = in every stage. */
export const DROP_RULES: [
  clue: Clue,
  anxiety: Anxiety,
  weight: number,
  stage?: Stage,
][] = [
  ["size", "fit", 4],
  ["delivery", "delivery", 4],
  ["returns", "returns", 4],
  ["warranty", "trust", 3],
  ["reviews", "trust", 3],
  ["coupon-trouble", "total-cost", 3],
  ["copied", "value", 3],
  ["checkout-returns", "total-cost", 2],
  ["sized", "fit", 2, "product"],
  ["dear", "value", 2],
  ["two-products", "value", 1],
  ["back-and-forth", "value", 1, "product"],
  ["empty-searches", "just-looking", 2, "browsing"],
];

/** A product is dear when it costs this many times what the product pages of the visit cost on average. */
export const DEAR = 1.25;
