/** What can be given, named for the merchant, in the order of the ladder. */
import type { IncentiveChoice } from "./incentive-draft.ts";

interface IncentiveLabel {
  value: IncentiveChoice;
  label: string;
  /** What the shop has to do or know. */
  note: string;
}

export const INCENTIVES: { title: string; options: IncentiveLabel[] }[] = [
  {
    title: "Help, at no cost",
    options: [
      {
        value: "benefit",
        label: "A benefit your shop gives already",
        note: "Free returns, advice, a warranty: say it at the right moment. No code, nothing to redeem, and only what is true.",
      },
    ],
  },
  {
    title: "A benefit other than price",
    options: [
      {
        value: "free-shipping",
        label: "Free delivery",
        note: "A code for free delivery. It does not lower the basket’s total, and the shopper is told so.",
      },
      {
        value: "faster-shipping",
        label: "Faster delivery at no cost",
        note: "A code that makes rates up to a price free: choose the price of your faster rate.",
      },
      {
        value: "gift",
        label: "A gift",
        note: "Added by her click and made free by the code, one piece in an order.",
      },
      {
        value: "free-returns",
        label: "Free returns",
        note: "A promise you keep: the order is tagged once we have verified it.",
      },
      {
        value: "extended-warranty",
        label: "A longer warranty",
        note: "A promise you keep: the order is tagged once we have verified it.",
      },
      {
        value: "service",
        label: "A complimentary service",
        note: "A promise you keep: the order is tagged once we have verified it.",
      },
    ],
  },
  {
    title: "Price, last",
    options: [
      {
        value: "bundle",
        label: "Companions, with or without a discount",
        note: "Answers “have I everything I need?”. Added by her click; without a discount it counts as help.",
      },
      {
        value: "percent",
        label: "Percentage off",
        note: "A code of her own that works once and ends when she was told it would.",
      },
      {
        value: "amount",
        label: "Amount off",
        note: "A code of her own that works once and ends when she was told it would.",
      },
    ],
  },
];

export function labelOf(kind: IncentiveChoice): IncentiveLabel {
  return INCENTIVES.flatMap(({ options }) => options).find(
    ({ value }) => value === kind,
  )!;
}

export const SCOPES = [
  { value: "basket", label: "The whole basket" },
  { value: "hesitated-product", label: "The very product she hesitates over" },
  { value: "products", label: "Chosen products" },
  { value: "variants", label: "Chosen variants" },
  { value: "collections", label: "Chosen collections" },
];

/** The rungs of app/shared/ladder.ts. */
export const RUNG_NAMES = [
  "help",
  "proof",
  "a benefit other than price",
  "price",
];
