/** What a visit's facts are called where merchants read them. */
import type { Anxiety, Segment, Stage } from "#app/shared/intent-model.ts";
import type { NoticedMoment } from "#app/shared/mind.ts";
import { formatMoney } from "#app/shared/money.ts";
import type { Signal } from "#app/shared/signals.ts";
import type { MomentKind, PageKind } from "#app/shared/storefront-config.ts";
import type { VisitOutcome } from "./intent.ts";

export const SEGMENT_NAMES: Record<Segment, string> = {
  committed: "Committed",
  building: "Building a basket",
  "just-browsing": "Just browsing",
  "product-hesitant": "Hesitates over a product",
  "basket-abandoner": "Basket abandoner",
  "last-chancer": "Last chancer",
};

export const OUTCOME_NAMES: Record<VisitOutcome, string> = {
  bought: "Bought",
  claimed: "Took an offer",
  left: "Left",
};

export const STAGE_NAMES: Record<Stage, string> = {
  browsing: "while browsing",
  product: "on a product",
  cart: "in the cart",
  "checkout-contact": "in the checkout, at the contact",
  "checkout-address": "in the checkout, at the address",
  "checkout-shipping": "in the checkout, at the delivery",
  "checkout-payment": "in the checkout, at the total",
};

export const ANXIETY_NAMES: Record<Anxiety, string> = {
  "total-cost": "the total cost",
  delivery: "delivery",
  returns: "returns",
  fit: "size or fit",
  value: "value for money",
  trust: "trust",
  "just-looking": "just looking",
};

export const PAGE_NAMES: Record<PageKind, string> = {
  home: "home page",
  collection: "collection",
  product: "product page",
  cart: "cart",
  search: "search",
  page: "content page",
  other: "other page",
};

const MOMENT_NAMES: Record<MomentKind, string> = {
  exit: "leaving",
  idle: "idle",
  "intent-fell": "intent fell",
  "back-and-forth": "back and forth",
  "coupon-focus": "looks for a code",
  "coupon-failed": "code refused",
  "cart-changed": "basket changed",
  "line-changed": "stock or price changed",
  "return-visit": "return visit",
  "time-on-page": "time on page",
  "page-load": "page open",
  "after-purchase": "after purchase",
};

const EXITS: Record<Extract<Signal, { kind: "exit" }>["how"], string> = {
  "pointer-left": "The pointer leaves the page",
  "scrolled-up": "Scrolls up fast",
  "came-back": "Comes back to the tab",
  "fell-idle": "Falls idle",
};

const CHANGES: Record<Extract<Signal, { kind: "cart" }>["change"], string> = {
  none: "Has a basket",
  add: "Adds to the basket",
  remove: "Removes from the basket",
  quantity: "Changes a quantity",
};

/** `currency` is the shop's, ISO 4217. */
export function describeSignal(signal: Signal, currency: string): string {
  const money = (minor: number) =>
    formatMoney({ minor, currency, locale: "en" });
  switch (signal.kind) {
    case "page": {
      const price =
        signal.priceMinor === undefined ? "" : `, ${money(signal.priceMinor)}`;
      const product = signal.productId ? ` ${signal.productId}` : "";
      return `Opens the ${PAGE_NAMES[signal.page]}${product}${price}`;
    }
    case "visible":
      return "Looks at the page again";
    case "hidden":
      return "Leaves the page or turns to another tab";
    case "act":
      return "Does something after a pause";
    case "idle":
      return `Does nothing for ${signal.seconds} seconds`;
    case "scroll":
      return `Has scrolled ${signal.depth} % of the page`;
    case "exit":
      return EXITS[signal.how];
    case "cart":
      return `${CHANGES[signal.change]}: ${pieces(signal.count)}, ${money(signal.totalMinor)}`;
    case "line-changed":
      return `The ${signal.what} of product ${signal.productId} changed`;
    case "opened":
      return `Opens the information on ${signal.topic}`;
    case "copied":
      return "Copies the product’s name";
    case "coupon-focus":
      return "Goes to the discount field";
    case "coupon-failed":
      return "A discount code is refused";
    case "search-empty":
      return "Searches without a result";
    case "checkout":
      return "Goes to the checkout";
    case "purchased":
      return "Buys";
  }
}

const pieces = (count: number) => (count === 1 ? "1 piece" : `${count} pieces`);

/** Those that are there as long as the page say nothing of her. */
const ALWAYS: MomentKind[] = ["page-load", "time-on-page"];

export function describeMoments(moments: NoticedMoment[]): string[] {
  return moments
    .filter(({ kind }) => !ALWAYS.includes(kind))
    .map(({ kind, points }) =>
      points === undefined
        ? MOMENT_NAMES[kind]
        : `${MOMENT_NAMES[kind]} by ${points}`,
    );
}

/** 65 000 milliseconds -> "1:05". */
export function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

/** A stored word that we no longer know is shown as it is. */
export const nameIn = (names: Record<string, string>, word: string): string =>
  names[word] ?? word;
