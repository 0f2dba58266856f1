/** Visits to begin with in the player: one for each way of hesitating. Prices and ids are of no real shop. */
import type { Signal } from "#app/shared/signals.ts";

export interface MadeUpVisit {
  id: string;
  name: string;
  returning: boolean;
  signals: Signal[];
}

/** A signal without its time, and the seconds since the one before. */
type Beat = [
  seconds: number,
  signal: Signal extends infer S
    ? S extends Signal
      ? Omit<S, "at">
      : never
    : never,
];

function visit(beats: Beat[]): Signal[] {
  let at = 0;
  return beats.map(([seconds, signal]) => {
    at += seconds * 1000;
    return { ...signal, at } as Signal;
  });
}

const product = (productId: string, priceMinor: number) =>
  ({ kind: "page", page: "product", productId, priceMinor }) as const;
const add = (productId: string, count: number, totalMinor: number) =>
  ({ kind: "cart", change: "add", count, totalMinor, productId }) as const;

const CART = { kind: "page", page: "cart" } as const;
const HOME = { kind: "page", page: "home" } as const;
const COLLECTION = { kind: "page", page: "collection" } as const;
const ACT = { kind: "act" } as const;
const CHECKOUT = { kind: "checkout" } as const;
const half = { kind: "scroll", depth: 50 } as const;
const left = { kind: "exit", how: "pointer-left" } as const;

export const MADE_UP_VISITS: MadeUpVisit[] = [
  {
    id: "delivery",
    name: "Worries about delivery in the cart",
    returning: false,
    signals: visit([
      [0, product("101", 4900)],
      [6, half],
      [14, add("101", 1, 4900)],
      [4, CART],
      [8, { kind: "opened", topic: "delivery" }],
      [15, { kind: "idle", seconds: 15 }],
      [3, ACT],
      [9, { kind: "opened", topic: "delivery" }],
      [20, left],
    ]),
  },
  {
    id: "compares",
    name: "Goes back and forth between two products",
    returning: true,
    signals: visit([
      [0, COLLECTION],
      [9, product("101", 4900)],
      [20, half],
      [12, product("102", 6900)],
      [18, { kind: "copied" }],
      [6, { kind: "hidden" }],
      [40, { kind: "visible" }],
      [8, product("101", 4900)],
      [16, product("102", 6900)],
      [25, left],
    ]),
  },
  {
    id: "total",
    name: "Comes back from the checkout and looks for a code",
    returning: false,
    signals: visit([
      [0, product("101", 8900)],
      [20, add("101", 1, 8900)],
      [3, CART],
      [6, CHECKOUT],
      [90, CART],
      [5, { kind: "coupon-focus" }],
      [9, { kind: "coupon-failed" }],
      [4, left],
    ]),
  },
  {
    id: "committed",
    name: "Buys without a doubt",
    returning: true,
    signals: visit([
      [0, product("101", 4900)],
      [12, half],
      [8, add("101", 1, 4900)],
      [3, CART],
      [5, CHECKOUT],
      [80, { kind: "purchased" }],
    ]),
  },
  {
    id: "browsing",
    name: "Just looks around",
    returning: false,
    signals: visit([
      [0, HOME],
      [5, half],
      [7, COLLECTION],
      [6, half],
      [10, product("103", 2900)],
      [5, COLLECTION],
      [4, { kind: "search-empty" }],
      [6, left],
    ]),
  },
];
