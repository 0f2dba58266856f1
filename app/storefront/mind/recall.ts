/** How the visit stands, kept from page to page with analytics consent only. Read with suspicion: others may write there too. */
import type { DeviceFacts } from "../../shared/page-facts.ts";
import { startVisit, type VisitState } from "../../shared/visit-state.ts";
import { STATE, type Store } from "../memory.ts";
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
}

/** By variant. */
export type Basket = Record<
  string,
  [quantity: number, product: string, price?: number, stock?: number | null]
>;

export function recall(store: Store): Recalled | undefined {
  const kept = readJson<Recalled>(store, STATE);
  return kept?.v === 1 &&
    kept.state?.v === 1 &&
    kept.began > 0 &&
    Array.isArray(kept.shown) &&
    kept.arrival
    ? // What a later version added to a state is there, whoever wrote this one.
      { ...kept, state: { ...startVisit(), ...kept.state } }
    : undefined;
}

export function retain(store: Store, recalled: Recalled): void {
  store?.setItem(STATE, JSON.stringify(recalled));
}
