/**
 * The shop's wall clock in a browser. Its first question to `Intl` costs a slow phone some 40 ms, each later one tenths of a
 * millisecond: it is asked where a condition on hours is met, and then once in a quarter of an hour.
 */
export interface ShopClock {
  /** The device's clock, milliseconds since 1970. */
  now: number;
  /** IANA name of the shop's zone. */
  timeZone: string;
}

/** Clocks are changed on quarters of an hour. */
const QUARTER_MS = 900_000;
let lastOffset: { zone: string; quarter: number; ms: number } | undefined;

/** What a clock on the shop's wall shows, as if it were UTC, in milliseconds; NaN where the browser does not know the zone. */
export function wallMsOf({ now, timeZone }: ShopClock): number {
  const quarter = Math.floor(now / QUARTER_MS);
  if (lastOffset?.quarter !== quarter || lastOffset.zone !== timeZone)
    lastOffset = { zone: timeZone, quarter, ms: offsetOf(now, timeZone) };
  return now + lastOffset.ms;
}

function offsetOf(now: number, timeZone: string): number {
  try {
    const second = Math.floor(now / 1000) * 1000;
    // Sweden writes dates as ISO 8601 does: "2026-11-21 15:00:00".
    const text = new Date(second).toLocaleString("sv-SE", { timeZone });
    return Date.parse(text.replace(" ", "T") + "Z") - second;
  } catch {
    return NaN;
  }
}
