import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The local clock: it can run faster than the real one or jump ahead, and its state lies in a file so that other processes
 * (whose Date is patched by the preload) read the same time: local now = anchorLocal + (real now - anchorReal) * rate.
 */
export interface ClockFile {
  anchorReal: number; // real milliseconds
  anchorLocal: number; // local milliseconds
  rate: number;
}

export interface LocalClock {
  now(): Date;
  readonly rate: number;
  /** Moves ahead by this many local milliseconds; backwards is refused, because Shopify's time never runs back. */
  jump(ms: number): void;
  /** 1 is real time, 60 a minute a second, 0 stands still. */
  setRate(rate: number): void;
}

export function localNow(state: ClockFile, realNow: number): number {
  return Math.round(
    state.anchorLocal + (realNow - state.anchorReal) * state.rate,
  );
}

export function readClockFile(file: string): ClockFile | null {
  try {
    const { anchorReal, anchorLocal, rate } = JSON.parse(
      readFileSync(file, "utf8"),
    ) as ClockFile;
    if (![anchorReal, anchorLocal, rate].every(Number.isFinite)) return null;
    return { anchorReal, anchorLocal, rate };
  } catch {
    return null;
  }
}

/**
 * Opens the clock of `file`, or starts one at `startAt` (default: the real time). Without a file it lives in memory.
 * `realNow` exists for tests.
 */
export function openClock(options: {
  file?: string | undefined;
  startAt?: Date;
  realNow?: () => number;
}): LocalClock {
  const realNow = options.realNow ?? Date.now;
  let state = (options.file ? readClockFile(options.file) : null) ?? {
    anchorReal: realNow(),
    anchorLocal: options.startAt?.getTime() ?? realNow(),
    rate: 1,
  };
  const move = (change: { ms?: number; rate?: number }) => {
    const real = realNow();
    state = {
      anchorReal: real,
      anchorLocal: localNow(state, real) + (change.ms ?? 0),
      rate: change.rate ?? state.rate,
    };
    write();
  };
  const write = () => {
    if (!options.file) return;
    mkdirSync(path.dirname(options.file), { recursive: true });
    const beside = `${options.file}.${process.pid}.tmp`;
    writeFileSync(beside, JSON.stringify(state));
    renameSync(beside, options.file);
  };
  write();
  return {
    now: () => new Date(localNow(state, realNow())),
    get rate() {
      return state.rate;
    },
    jump(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError("The local clock only jumps ahead.");
      move({ ms });
    },
    setRate(rate) {
      if (!Number.isFinite(rate) || rate < 0 || rate > 100_000)
        throw new RangeError("The clock's rate lies between 0 and 100,000.");
      move({ rate });
    },
  };
}
