import type { ProductNote } from "./types.ts";

/**
 * What a shop adds to a basket beside its goods: sold like any product, but neither stocked nor sent. Nobody buys them alone,
 * so the seeded orders know nothing of them.
 */
export const SERVICES: ProductNote[] = [
  {
    handle: "gift-wrapping",
    title: "Gift Wrapping",
    vendor: "Fennel & Fold",
    type: "Service",
    tags: ["service", "complimentary"],
    price: 0,
    cost: 0,
    grams: 0,
    stock: "untracked",
    pull: 0,
    age: 500,
    digital: true,
    text: [
      "Recycled paper, cotton ribbon, your words by hand.",
      "We wrap everything in your order that fits into paper, and leave the prices out.",
    ],
    points: ["Recycled paper", "Cotton ribbon", "A card with your words"],
  },
  {
    handle: "extended-warranty",
    title: "Extended Warranty",
    vendor: "Fennel & Fold",
    type: "Service",
    tags: ["service", "warranty"],
    price: 19,
    cost: 6,
    grams: 0,
    sizes: {
      name: "Term",
      values: [{ value: "3 years" }, { value: "5 years", add: 16 }],
    },
    stock: "untracked",
    pull: 0,
    age: 500,
    digital: true,
    text: [
      "If it breaks, we mend it; if we cannot, we replace it.",
      "Two years are included with everything we sell. This adds to them, for one piece of your order.",
    ],
    points: ["Repair first", "Collected at your door", "No form to fill in"],
  },
];
