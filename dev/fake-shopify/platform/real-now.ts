import { REAL_NOW } from "../real-now-symbol.ts";

/** Real milliseconds, also in a process whose Date tells the local time (preload.ts). */
export const realNow: () => number =
  (globalThis as { [REAL_NOW]?: () => number })[REAL_NOW] ?? Date.now;
