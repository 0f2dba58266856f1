/** How the visit stands, kept from page to page with analytics consent only. Read with suspicion: others may write there too. */
import type { DeviceFacts } from "../../shared/page-facts.ts";
import { startVisit, type VisitState } from "../../shared/visit-state.ts";
import { STATE, type Store } from "../memory.ts";
import { fits } from "../fits.ts";
import { readJson } from "../read-json.ts";

export interface Recalled {
  v: 1;
  /** When the visit began, by the device's clock, milliseconds since 1970. */
  began: number;
  state: VisitState;
  /** Interruptions of this visit in either arm. */
  shown: { campaignId: string; at: number }[];
  /** Of the first page of the visit. */
  arrival: DeviceFacts["arrival"];
  /** The basket as she last saw it; absent before the first page was looked at. */
  basket?: Basket;
  /** The visit whose id the basket carries. */
  marked?: string | undefined;
}

/** By variant. */
export type Basket = Record<
  string,
  [quantity: number, product: string, price?: number, stock?: number | null]
>;

/** What thinking would fail over, in the words of fits.ts. */
const RECALLED = {
  v: 1,
  began: 0,
  state: {
    v: 1,
    at: 0,
    counts: {},
    page: "",
    visible: false,
    atCheckout: false,
    purchased: false,
    "returning?": false,
    "sized?": false,
    "productId?": "",
    "priceMinor?": 0,
    pageMs: 0,
    pageIdleMs: 0,
    pauseSeconds: 0,
    productMs: 0,
    cartMs: 0,
    pricesMinor: 0,
    products: [""],
    trail: [""],
    cartTotalMinor: 0,
    "cartAt?": 0,
    exits: 0,
    exitAt: 0,
    opened: {},
    "trace?": {
      at: 0,
      last: 0,
      mean: 0,
      best: 0,
      peak: 0,
      history: [[0]],
      leans: {},
    },
  },
  shown: [{ campaignId: "", at: 0 }],
  arrival: { referrer: "", search: "", host: "" },
  "basket?": {},
};

export function recall(store: Store): Recalled | undefined {
  const { state, ...rest } = Object(
    readJson<Recalled>(store, STATE),
  ) as Recalled;
  if (Object(state).v !== 1) return undefined;
  // What a later version added to a state is there, whoever wrote this one.
  const kept: Recalled = { ...rest, state: { ...startVisit(), ...state } };
  return fits(kept, RECALLED) && isSound(kept) ? kept : undefined;
}

/** What shapes do not tell. */
const isSound = ({ state: { counts, opened, trace }, basket }: Recalled) =>
  [...Object.values(counts), ...Object.values(opened)].every(Number.isFinite) &&
  (!trace || trace.history[0]) &&
  (trace?.history ?? []).every((point) => point.length === 2) &&
  Object.values(basket ?? {}).every(
    (line) => Array.isArray(line) && fits(line[0], 0) && fits(line[1], ""),
  );

export function retain(store: Store, recalled: Recalled): void {
  store?.setItem(STATE, JSON.stringify(recalled));
}
