/**
 * Hears that the basket changed, and reads it then. Newer themes say so by a standard event; of the others the browser itself tells
 * which requests they made. Nothing of the page is wrapped or replaced, so nothing of the theme can break by us.
 */
import type { Guard } from "../guard.ts";
import type { Ear } from "../hear.ts";
import { OWN, type CallCart, type CartAnswer } from "./cart.ts";

const CHANGE = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;
/** Themes make several requests of one change. */
const SETTLED_MS = 250;

export interface CartWatch {
  /** The basket may be another now: in another tab, or in a page that came back from the browser's memory. */
  doubt: () => void;
}

export function watchCart(options: {
  guard: Guard;
  callCart: CallCart;
  onCart: (cart: CartAnswer) => void;
}): CartWatch & { hear: Parameters<Ear["listen"]>[0] } {
  const { guard, callCart, onCart } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = guard(async () => {
    timer = undefined;
    onCart(await callCart("cart.js"));
  });
  const doubt = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void read(), SETTLED_MS);
  };
  if ("PerformanceObserver" in window)
    new PerformanceObserver(
      guard((list: PerformanceObserverEntryList) => {
        const isHers = ({ name }: PerformanceEntry) =>
          CHANGE.test(name) && !name.includes(OWN);
        if (list.getEntries().some(isHers)) doubt();
      }),
    ).observe({ type: "resource", buffered: true });
  return {
    doubt,
    hear({ event }) {
      const { promise } = event as Event & { promise?: Promise<unknown> };
      if (!event.type.startsWith("shopify:cart")) return;
      // Told as it begins; what came of it is known when its promise settles.
      void Promise.resolve(promise).then(doubt, doubt);
    },
  };
}
