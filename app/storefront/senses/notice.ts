/** Makes signals of the page's inputs. Nothing here measures: what would force a layout is told by observers or read when it is free. */
import type { Signal } from "../../shared/signals.ts";
import type { Input } from "../hear.ts";
import {
  noticeMoment,
  startMoment,
  type MomentName,
  type Signal as Movement,
} from "./gestures.ts";
import type { Topics } from "./topics.ts";

/** A signal without its time. */
type Told = Signal extends infer One
  ? One extends Signal
    ? Omit<One, "at">
    : never
  : never;
/** `at` in milliseconds of `performance.now()`. */
export type Tell = (signal: Told, at: number) => void;

export interface Noticer {
  hear: (input: Input) => void;
  /** To be called every few seconds: pauses have no event of their own. */
  tick: (at: number) => void;
  /** CSS pixels of the whole page, as an observer tells it. */
  setHeight: (height: number) => void;
}

export interface NoticerOptions {
  tell: Tell;
  topics: Topics;
  touch: boolean;
  screen: number;
  now: number;
  hidden: boolean;
  /** Title of the page's product. */
  title: string | undefined;
}

const ACT_MS = 5000;
const IDLE_STEP_S = 15;
/** A gesture that came to nothing is not told again at once. */
const REST_MS = 3000;
/** Where the shopper goes from here to pay. */
const CHECKOUT =
  '[name="checkout"],[href*="/checkout"],.shopify-payment-button__button,.shopify-cleanslate [role="button"]';

export function makeNoticer(options: NoticerOptions): Noticer {
  const { tell, topics, touch, screen, title } = options;
  const state = startMoment({ touch, screen, now: options.now });
  let hidden = options.hidden;
  let lastAct = options.now;
  let toldAct = -ACT_MS;
  let toldIdle = 0;
  let toldExit = -REST_MS;
  let depth = 0;
  let height = 0;

  function gesture(movement: Movement) {
    const how: MomentName | undefined = noticeMoment(state, movement);
    if (!how || movement.at - toldExit < REST_MS) return;
    toldExit = movement.at;
    tell({ kind: "exit", how }, movement.at);
  }

  function act(at: number) {
    lastAct = at;
    toldIdle = 0;
    if (at - toldAct < ACT_MS) return;
    toldAct = at;
    tell({ kind: "act" }, at);
  }

  function scroll(y: number, at: number) {
    gesture({ kind: "scroll", at, y });
    const quarter =
      height && Math.min(4, Math.floor(((y + screen) / height) * 4));
    if (quarter * 25 <= depth) return;
    depth = quarter * 25;
    tell({ kind: "scroll", depth }, at);
  }

  function click(target: Element, at: number) {
    if (target.closest(CHECKOUT)) return tell({ kind: "checkout" }, at);
    const topic = topics.topicOf(target);
    if (topic) tell({ kind: "opened", topic }, at);
  }

  return {
    hear({ event, at, scrolled, hidden: isHidden }) {
      const { type, target } = event;
      const { clientY: y, relatedTarget } = event as MouseEvent;
      switch (type) {
        case "visibilitychange":
          hidden = isHidden;
          tell({ kind: hidden ? "hidden" : "visible" }, at);
          return gesture({ kind: hidden ? "hidden" : "visible", at });
        case "mouseout":
          return relatedTarget
            ? undefined
            : gesture({ kind: "pointer-out", at, y });
        case "mousemove":
          act(at);
          return gesture({ kind: "pointer", at, y });
        case "scroll":
          if (target !== document) return;
          act(at);
          return scroll(scrolled, at);
      }
      gesture({ kind: "act", at });
      act(at);
      if (type === "copy" && title && isName(title))
        tell({ kind: "copied" }, at);
      if (!(target instanceof Element)) return;
      if (type === "click") click(target, at);
      if (type === "focusin" && topics.isCouponField(target))
        tell({ kind: "coupon-focus" }, at);
    },
    tick(at) {
      gesture({ kind: "tick", at });
      if (hidden) return;
      const seconds =
        Math.floor((at - lastAct) / 1000 / IDLE_STEP_S) * IDLE_STEP_S;
      if (seconds <= toldIdle) return;
      toldIdle = seconds;
      tell({ kind: "idle", seconds }, at);
    },
    setHeight(pixels) {
      height = pixels;
    },
  };
}

/** Is what she copies the product's name, or most of it? */
function isName(title: string): boolean {
  const plain = (text: string) =>
    text.trim().toLowerCase().replace(/\s+/g, " ");
  const copied = plain(String(document.getSelection()));
  const name = plain(title);
  return (
    copied.length > 3 &&
    (copied.includes(name) ||
      (name.includes(copied) && copied.length * 2 >= name.length))
  );
}
