/**
 * What is known of one visit, gathered from its signals. Pure: a state and a signal make the next state. The state is JSON of
 * at most 2 KB whatever happens, so that it fits a session storage, and plays again in the admin.
 */
import type { Feature } from "./intent-model.ts";
import type { IntentTrace } from "./intent-trace.ts";
import type { Signal, Topic } from "./signals.ts";
import type { PageKind } from "./page-kind.ts";

/** Features that are plain counts of the whole visit; the others are worked out in features.ts. */
export type Count = Exclude<
  Feature,
  | "product-seconds"
  | "cart-seconds"
  | "idle-share"
  | "cart-age-minutes"
  | "exits"
  | "returning"
>;

/** All times in milliseconds; `…At` are times of the visit, like `Signal.at`. */
export interface VisitState {
  v: 1;
  /** Of the last signal: time never runs backwards. */
  at: number;
  /** She has been here before this visit; absent = unknown, as it is without consent. */
  returning?: boolean | undefined;
  visible: boolean;
  counts: Partial<Record<Count, number>>;
  /** The page she is on. */
  page: PageKind;
  productId?: string;
  /** Its product comes in sizes. */
  sized?: boolean;
  priceMinor?: number;
  /** Visible on this page, and how much of it passed without an act. */
  pageMs: number;
  pageIdleMs: number;
  /** Seconds of the pause under way, as last told. */
  pauseSeconds: number;
  productMs: number;
  cartMs: number;
  /** Sum of the prices of all product pages seen, minor units. */
  pricesMinor: number;
  /** Ids of the products seen last, newest last. */
  products: string[];
  /** The product and cart pages seen last, newest last: ids of products, "" for the cart. */
  trail: string[];
  cartTotalMinor: number;
  /** When the basket last grew, or was first seen full; absent while it is empty. */
  cartAt?: number;
  /** Gestures of leaving, half of them forgotten every two minutes. */
  exits: number;
  exitAt: number;
  opened: Partial<Record<Topic, number>>;
  atCheckout: boolean;
  purchased: boolean;
  trace?: IntentTrace;
}

/** Nothing tells of a page that watches nobody: between two signals at most this much counts as seen. */
const LONGEST_SIGHT_MS = 30_000;
const EXIT_HALF_LIFE_MS = 120_000;
const PRODUCTS = 8;
const TRAIL = 3;
const ID_LENGTH = 20;
/** No count, time or amount of a real visit comes near it; it keeps a forged one short. */
const MOST = 1e12;

/** `returning` is known with consent only: absent without. */
export function startVisit(returning?: boolean): VisitState {
  return {
    v: 1,
    at: 0,
    returning,
    visible: true,
    counts: {},
    page: "other",
    pageMs: 0,
    pageIdleMs: 0,
    pauseSeconds: 0,
    productMs: 0,
    cartMs: 0,
    pricesMinor: 0,
    products: [],
    trail: [],
    cartTotalMinor: 0,
    exits: 0,
    exitAt: 0,
    opened: {},
    atCheckout: false,
    purchased: false,
  };
}

/** The state at a later time when nothing happens until then. */
export function passTime(state: VisitState, at: number): VisitState {
  const later = Math.max(state.at, whole(at));
  const seen = state.visible ? Math.min(later - state.at, LONGEST_SIGHT_MS) : 0;
  return {
    ...state,
    at: later,
    pageMs: state.pageMs + seen,
    productMs: state.productMs + (state.page === "product" ? seen : 0),
    cartMs: state.cartMs + (state.page === "cart" ? seen : 0),
  };
}

/** Gestures of leaving that still count at the state's time. */
export function exitsOf(state: VisitState): number {
  return state.exits * 2 ** ((state.exitAt - state.at) / EXIT_HALF_LIFE_MS);
}

/** Signals that are counted as they are. */
const COUNTED: Partial<Record<Signal["kind"], Count>> = {
  page: "pages",
  opened: "help-opened",
  copied: "copied",
  "coupon-focus": "coupon-trouble",
  "coupon-failed": "coupon-trouble",
  "search-empty": "empty-searches",
  checkout: "checkout-visits",
};

/** Takes one signal; returns the next state and leaves the given one as it was. */
export function noticeSignal(before: VisitState, signal: Signal): VisitState {
  const counts = { ...before.counts };
  const state = { ...passTime(before, signal.at), counts };
  const count = (name: Count, by = 1) => {
    counts[name] = Math.min((counts[name] ?? 0) + by, MOST);
  };
  if (signal.kind === "idle") {
    const seconds = whole(signal.seconds);
    const longer = Math.max(0, seconds - state.pauseSeconds) * 1000;
    state.pageIdleMs = Math.min(state.pageIdleMs + longer, state.pageMs);
    state.pauseSeconds = seconds;
    return state;
  }
  const { kind } = signal;
  if (kind !== "line-changed") state.pauseSeconds = 0;
  const counted = COUNTED[kind];
  if (counted) count(counted);
  if (kind === "page") noticePage(state, signal, count);
  else if (kind === "cart") noticeCart(state, signal, count);
  else if (kind === "visible" || kind === "hidden") {
    // Counted when she is back: a page that is left is hidden too.
    if (kind === "visible" && !before.visible) count("times-hidden");
    state.visible = kind === "visible";
  } else if (kind === "scroll")
    counts["scroll-depth"] = Math.max(
      counts["scroll-depth"] ?? 0,
      Math.min(whole(signal.depth), 100),
    );
  else if (kind === "exit") {
    state.exits = Math.round((exitsOf(state) + 1) * 100) / 100;
    state.exitAt = state.at;
  } else if (kind === "opened")
    state.opened = {
      ...state.opened,
      [signal.topic]: (state.opened[signal.topic] ?? 0) + 1,
    };
  else if (kind === "checkout" || kind === "purchased") {
    state.atCheckout = kind === "checkout";
    state.purchased ||= !state.atCheckout;
  }
  return state;
}

function noticePage(
  state: VisitState,
  signal: Signal & { kind: "page" },
  count: (name: Count) => void,
): void {
  if (state.atCheckout) count("checkout-returns");
  state.atCheckout = false;
  state.visible = true;
  state.page = signal.page;
  state.pageMs = state.pageIdleMs = 0;
  const productId = signal.productId?.slice(0, ID_LENGTH);
  state.productId = productId;
  state.sized = signal.sized === true;
  state.priceMinor =
    signal.priceMinor === undefined ? undefined : whole(signal.priceMinor);
  if (signal.page === "product") {
    count("product-pages");
    state.pricesMinor = Math.min(
      state.pricesMinor + (state.priceMinor ?? 0),
      MOST,
    );
    if (productId && !state.products.includes(productId)) {
      count("distinct-products");
      state.products = [...state.products, productId].slice(-PRODUCTS);
    }
  }
  if (signal.page === "cart") followTrail(state, "", count);
  else if (productId) followTrail(state, productId, count);
}

/** There and back again between a product and the cart, or between two products, whatever page of another kind lies between. */
function followTrail(
  state: VisitState,
  place: string,
  count: (name: Count) => void,
): void {
  if (state.trail.at(-1) === place) return;
  if (state.trail.at(-2) === place) count("back-and-forth");
  state.trail = [...state.trail, place].slice(-TRAIL);
}

function noticeCart(
  state: VisitState,
  signal: Signal & { kind: "cart" },
  count: (name: Count) => void,
): void {
  const before = state.counts["cart-count"] ?? 0;
  const after = whole(signal.count);
  state.counts["cart-count"] = after;
  state.cartTotalMinor = whole(signal.totalMinor);
  const { change } = signal;
  const grew = change === "add" || (change === "quantity" && after > before);
  if (grew) {
    count("cart-adds");
    // Going to and fro while building a basket is shopping, not doubt.
    state.trail = state.trail.slice(-1);
  } else if (change === "remove" || (change === "quantity" && after < before))
    count("cart-removes");
  if (!after) state.cartAt = undefined;
  else if (grew || state.cartAt === undefined) state.cartAt = state.at;
}

/** A count, time or amount as a whole number that is not negative; nonsense is nothing. */
function whole(value: number): number {
  return value > 0 ? Math.min(Math.round(value), MOST) : 0;
}
