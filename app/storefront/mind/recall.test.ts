import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "../../shared/default-intent-model.ts";
import { think } from "../../shared/mind.ts";
import type { Signal } from "../../shared/signals.ts";
import { startVisit } from "../../shared/visit-state.ts";
import { STATE, type Store } from "../memory.ts";
import { recall, retain, type Recalled } from "./recall.ts";

const SIGNALS: Signal[] = [
  { at: 1000, kind: "page", page: "product", productId: "11" },
  { at: 3000, kind: "cart", change: "add", count: 1, totalMinor: 4700 },
  { at: 9000, kind: "opened", topic: "delivery" },
  { at: 9500, kind: "exit", how: "pointer-left" },
  { at: 60_000, kind: "page", page: "cart" },
];

const follow = (state: Recalled["state"], from: number) =>
  SIGNALS.reduce(
    (last, signal) =>
      think(last, { ...signal, at: signal.at + from }, DEFAULT_INTENT_MODEL)
        .state,
    state,
  );

const kept = (): Recalled => ({
  v: 1,
  began: 1_795_000_000_000,
  state: follow(startVisit(true), 0),
  shown: [{ campaignId: "c1", at: 1_795_000_001_000 }],
  arrival: { referrer: "", search: "", host: "shop.example" },
  basket: { "101": [2, "11", 4700, null], "102": [1, "12"] },
});

function storeOf(text?: string) {
  const entries = new Map(text === undefined ? [] : [[STATE, text]]);
  return {
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => entries.set(name, value),
    removeItem: (name) => entries.delete(name),
  } satisfies Store;
}

test("what was kept is recalled as it was", () => {
  const store = storeOf();
  retain(store, kept());
  expect(recall(store)).toEqual(JSON.parse(JSON.stringify(kept())));
});

test("what an earlier version did not know of a state is there", () => {
  const { exits: _, ...state } = kept().state;
  const store = storeOf(JSON.stringify({ ...kept(), state }));
  expect(recall(store)?.state.exits).toBe(0);
});

/** Every place in what is kept, as a way through it. */
function placesOf(value: unknown, way: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [way];
  return [
    way,
    ...Object.entries(value).flatMap(([key, part]) =>
      placesOf(part, [...way, key]),
    ),
  ];
}

function put(root: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as {
    [name: string]: unknown;
  };
  copy[key] = put(copy[key], rest, value);
  return copy;
}

test("whatever somebody wrote at any place of it, thinking goes on", () => {
  const places = placesOf(JSON.parse(JSON.stringify(kept())));
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.oneof(fc.jsonValue(), fc.constantFrom({}, [], [[]], [null])),
      (place, value) => {
        const text = JSON.stringify(put(kept(), place, value));
        const recalled = recall(storeOf(text));
        if (!recalled) return;
        // Numbers beyond all measure may come to nothing; then the next page begins anew.
        const state = follow(recalled.state, recalled.state.at);
        expect(() =>
          recall(storeOf(JSON.stringify({ ...recalled, state }))),
        ).not.toThrow();
        for (const [quantity, product] of Object.values(recalled.basket ?? {}))
          expect([typeof quantity, typeof product]).toEqual([
            "number",
            "string",
          ]);
      },
    ),
    { numRuns: 2000 },
  );
});
