/** Feeds the page's inputs to the gesture machine. */
import type { Guard } from "../guard.ts";
import type { Ear, Input } from "../hear.ts";
import {
  noticeMoment,
  startMoment,
  type MomentName,
  type MomentState,
  type Signal,
} from "./gestures.ts";

/** A moment that came to nothing is not asked about again at once. */
const REST_MS = 3000;
const TICK_MS = 5000;

export function watchMoments(
  guard: Guard,
  ear: Ear,
  onMoment: (moment: MomentName) => void,
): MomentState {
  const now = () => performance.now();
  const touch = matchMedia("(hover: none)").matches;
  const state = startMoment({ touch, screen: screen.height, now: now() });
  if (document.hidden) noticeMoment(state, { kind: "hidden", at: now() });
  let rested = -REST_MS;

  const feed = (signal: Signal) => {
    const moment = noticeMoment(state, signal);
    if (!moment || signal.at - rested < REST_MS) return;
    rested = signal.at;
    onMoment(moment);
  };

  ear.listen(({ event, at, scrolled, hidden }: Input) => {
    const { type } = event;
    const { clientY: y, relatedTarget } = event as MouseEvent;
    if (type === "mousemove") feed({ kind: "pointer", at, y });
    else if (type === "mouseout") {
      if (!relatedTarget) feed({ kind: "pointer-out", at, y });
    } else if (type === "scroll") {
      if (event.target === document) feed({ kind: "scroll", at, y: scrolled });
    } else if (type === "visibilitychange")
      feed({ kind: hidden ? "hidden" : "visible", at });
    else feed({ kind: "act", at });
  });

  // Idleness has no event of its own. Only fingers need it: a mouse that rests is reading.
  if (touch)
    setInterval(
      guard(() => feed({ kind: "tick", at: now() })),
      TICK_MS,
    );
  return state;
}
