/** What a fall of intent was likely about: a table of clues, kept apart from the code that reads it (decision 042). */
import type { Anxiety, Stage } from "./intent-model.ts";

export type Clue =
  | "opened-size"
  | "opened-delivery"
  | "opened-returns"
  | "opened-warranty"
  | "opened-reviews"
  /** Used the field for codes, or had one refused. */
  | "code-wanted"
  /** Copied the product's name. */
  | "copied"
  | "search-empty"
  /** The product is of a type that is worn. */
  | "worn"
  /** The product costs clearly more than what she looked at on average. */
  | "dear"
  /** Back and forth between product and cart, or between two products. */
  | "to-and-fro"
  /** The last pages were of two products, with no cart between them. */
  | "two-products"
  /** Three or more. */
  | "several-products"
  | "back-from-checkout"
  | "no-basket";

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

/** Each clue that holds adds its weight to an anxiety; stages absent = in every stage. */
export const DROP_RULES: [
  clue: Clue,
  anxiety: Anxiety,
  weight: number,
  stages?: Stage[],
][] = [
  ["opened-size", "fit", 4],
  ["opened-delivery", "delivery", 4],
  ["opened-returns", "returns", 4],
  ["opened-warranty", "trust", 3],
  ["opened-reviews", "trust", 3],
  ["code-wanted", "total-cost", 3],
  ["copied", "value", 3],
  ["dear", "value", 2, ["product", "cart"]],
  ["worn", "fit", 2, ["product"]],
  ["to-and-fro", "value", 1, ["product", "cart"]],
  ["two-products", "value", 1, ["product"]],
  ["back-from-checkout", "total-cost", 2, ["browsing", "product", "cart"]],
  ["search-empty", "just-looking", 2, ["browsing"]],
  ["several-products", "value", 1, ["product"]],
  ["no-basket", "just-looking", 1, ["browsing"]],
];
