/**
 * What the shopper's device notices: few, small facts in the order of their time. Everything later (features, intent, segment,
 * drop, moments) is a pure function of them, so that a recorded or made-up visit can be played again in the admin.
 */
import type { PageKind } from "./page-kind.ts";

export type Topic = "size" | "delivery" | "returns" | "warranty" | "reviews";

/** `at`: milliseconds since the visit began, on one steady clock. */
export type Signal = { at: number } & (
  | {
      kind: "page";
      page: PageKind;
      productId?: string;
      productType?: string;
      /** The product comes in sizes: one of its options is called so, in one of the storefront's languages. */
      sized?: boolean;
      /** Minor units of the shop's currency. */
      priceMinor?: number;
    }
  /** The tab is seen, or not. */
  | { kind: "visible" | "hidden" }
  /** The first act after a pause, at most one in 5 seconds: pointer, key, touch or scroll. */
  | { kind: "act" }
  /** No act for this many seconds, in steps of 15. */
  | { kind: "idle"; seconds: number }
  /** Deeper than before: quarters of the page, 25 to 100. */
  | { kind: "scroll"; depth: number }
  /** A gesture of leaving. */
  | {
      kind: "exit";
      how: "pointer-left" | "scrolled-up" | "came-back" | "fell-idle";
    }
  /** What the basket is now; `change` says against what it was, `none` when it was only read. */
  | {
      kind: "cart";
      change: "none" | "add" | "remove" | "quantity";
      count: number;
      totalMinor: number;
      productId?: string;
    }
  /** Stock or price of a line moved since she last saw it. */
  | { kind: "line-changed"; what: "stock" | "price"; productId: string }
  | { kind: "opened"; topic: Topic }
  /** The product's name was copied: she compares elsewhere. */
  | { kind: "copied" }
  | { kind: "coupon-focus" | "coupon-failed" }
  | { kind: "search-empty" }
  /** She goes to the checkout. */
  | { kind: "checkout" }
  | { kind: "purchased" }
);
export type SignalKind = Signal["kind"];
