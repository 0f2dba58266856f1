/**
 * The one set of listeners. It keeps what happens in a short memory until somebody asks, so that nothing is lost while the mind is
 * still on its way; it decides nothing and measures nothing that would force a layout.
 */
import type { Guard } from "./guard.ts";

/** An event of the page, with what must be read when it happens. */
export interface Input {
  event: Event;
  /** Milliseconds of `performance.now()`. */
  at: number;
  /** CSS pixels: how far the page is scrolled, for scroll events of the document. */
  scrolled: number;
  hidden: boolean;
}

export interface Ear {
  /** Hands over what was kept, then everything as it happens. */
  listen: (sink: (input: Input) => void) => void;
}

/** Standard storefront events come from newer themes. @see https://shopify.dev/docs/api/storefront-events */
const TYPES =
  "mousemove mouseout scroll keydown touchstart click focusin copy visibilitychange shopify:cart:lines-update shopify:cart:discount-update";
const ACTS = /^(mousem|scroll|key|touch|click)/;
/** Enough for the gesture under way; older pointer moves mean nothing. */
const KEPT = 200;

/** Calls `onAct` once, at the first sign of a person. */
export function makeEar(guard: Guard, onAct: () => void): Ear {
  let kept: Input[] = [];
  let sink: ((input: Input) => void) | undefined;
  let acted = false;
  const handle = guard((event: Event) => {
    const { type } = event;
    const input: Input = {
      event,
      at: performance.now(),
      scrolled: type === "scroll" ? scrollY : 0,
      hidden: document.hidden,
    };
    if (sink) sink(input);
    else if (kept.push(input) > KEPT) kept.shift();
    if (acted || !ACTS.test(type)) return;
    acted = true;
    onAct();
  });
  // Captured, since themes stop events on their way up.
  for (const type of TYPES.split(" "))
    document.addEventListener(type, handle, { passive: true, capture: true });
  return {
    listen(next) {
      for (const input of kept) next(input);
      kept = [];
      sink = next;
    },
  };
}
