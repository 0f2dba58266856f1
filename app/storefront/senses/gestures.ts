/**
 * Notices that a shopper is about to leave. A state machine without a clock and without a DOM: signals go in with their time,
 * moments come out. Pointers leave through the top of the window; fingers flick back up, return to the tab, or fall idle. The
 * browser's history is never touched.
 */
export type MomentName =
  "pointer-left" | "scrolled-up" | "came-back" | "fell-idle";

/** `at` is in milliseconds of one steady clock, `y` in CSS pixels. */
export type Signal =
  | { kind: "pointer" | "pointer-out" | "scroll"; at: number; y: number }
  | { kind: "hidden" | "visible" | "act" | "tick"; at: number };

export interface MomentState {
  /** No mouse: judged by fingers. */
  touch: boolean;
  /** Height of the screen in CSS pixels: what counts as far depends on it. */
  screen: number;
  /** Visible milliseconds up to `since`, counted from the shopper's first act. */
  engagedMs: number;
  /** Since when engaged time runs; absent while hidden or before the first act. */
  since?: number;
  hiddenAt?: number;
  lastAct: number;
  deepest: number;
  /** Start of the upward movement under way. */
  rise?: { y: number; at: number };
  last?: { y: number; at: number };
  idled?: boolean;
}

/** A movement that pauses this long has ended; a new one begins. */
const PAUSE_MS = 600;
/** Reaching the top edge by way of the menu is slower and shorter than leaving. */
const RISE_MIN_PX = 24;
const RISE_MIN_SPEED = 0.08; // pixels per millisecond
const FLICK_SCREENS = 0.5;
const FLICK_SPEED = 0.9;
const DEPTH_SCREENS = 0.8;
const AWAY_MS = 8000;
const IDLE_MS = 30_000;

export function startMoment(options: {
  touch: boolean;
  screen: number;
  now: number;
}): MomentState {
  return {
    touch: options.touch,
    screen: options.screen,
    engagedMs: 0,
    lastAct: options.now,
    deepest: 0,
  };
}

export function engagedMs(state: MomentState, now: number): number {
  return (
    state.engagedMs +
    (state.since === undefined ? 0 : Math.max(0, now - state.since))
  );
}

/** Takes one signal; changes `state` and returns the moment it completes, if any. */
export function noticeMoment(
  state: MomentState,
  signal: Signal,
): MomentName | undefined {
  const { kind, at } = signal;
  if (kind === "hidden") {
    state.engagedMs = engagedMs(state, at);
    state.hiddenAt ??= at;
    delete state.since;
    return undefined;
  }
  if (kind === "visible") return noticeReturn(state, at);
  if (kind === "tick") return noticeIdle(state, at);
  if (kind !== "pointer-out") {
    state.lastAct = at;
    delete state.idled;
    if (state.hiddenAt === undefined) state.since ??= at;
  }
  if (kind === "pointer" && !state.touch) followRise(state, signal.y, at);
  if (kind === "pointer-out" && !state.touch)
    return noticeExit(state, signal.y, at);
  if (kind === "scroll" && state.touch) return noticeFlick(state, signal.y, at);
  return undefined;
}

function followRise(state: MomentState, y: number, at: number): void {
  const { last } = state;
  if (!last || y > last.y || at - last.at > PAUSE_MS) state.rise = { y, at };
  state.last = { y, at };
}

function noticeExit(
  state: MomentState,
  y: number,
  at: number,
): MomentName | undefined {
  const { rise, last } = state;
  delete state.rise;
  delete state.last;
  if (y > 0 || !rise || !last || at - last.at > PAUSE_MS) return undefined;
  const distance = rise.y - y;
  return distance >= RISE_MIN_PX &&
    distance / Math.max(1, at - rise.at) >= RISE_MIN_SPEED
    ? "pointer-left"
    : undefined;
}

function noticeFlick(
  state: MomentState,
  y: number,
  at: number,
): MomentName | undefined {
  followRise(state, y, at);
  state.deepest = Math.max(state.deepest, y);
  const { rise, screen } = state;
  if (!rise || state.deepest < DEPTH_SCREENS * screen) return undefined;
  const distance = rise.y - y;
  if (
    distance < FLICK_SCREENS * screen ||
    distance / Math.max(1, at - rise.at) < FLICK_SPEED
  )
    return undefined;
  // The next flick must start over, or one gesture would count many times.
  state.deepest = y;
  state.rise = { y, at };
  return "scrolled-up";
}

function noticeReturn(state: MomentState, at: number): MomentName | undefined {
  const away = state.hiddenAt === undefined ? 0 : at - state.hiddenAt;
  const acted = state.engagedMs > 0;
  delete state.hiddenAt;
  if (acted) state.since ??= at;
  state.lastAct = at;
  return state.touch && acted && away >= AWAY_MS ? "came-back" : undefined;
}

function noticeIdle(state: MomentState, at: number): MomentName | undefined {
  if (
    !state.touch ||
    state.idled ||
    state.since === undefined ||
    at - state.lastAct < IDLE_MS
  )
    return undefined;
  state.idled = true;
  return "fell-idle";
}
