/**
 * Signals as a beacon carries and the database keeps them: `["scroll", 420, 50]` is the kind, the milliseconds since the signal
 * before (the first: since the visit began) and the kind's fields in the order of FIELDS; fields missing at the end are left out, others null; yes and no are 1 and 0.
 */
import type { Signal, SignalKind } from "./signals.ts";

export type WireSignal = (string | number | null)[];

/** What one beacon's event of kind `signals` holds at most. */
export const SIGNALS_PER_EVENT = 200;
/** A visit is one browsing session; what comes later than this after its begin is not sent. */
export const VISIT_MAX_MS = 86_400_000;

export const FIELDS: { [Kind in SignalKind]?: string[] } = {
  page: ["page", "productId", "productType", "priceMinor", "sized"],
  idle: ["seconds"],
  scroll: ["depth"],
  exit: ["how"],
  cart: ["change", "count", "totalMinor", "productId"],
  "line-changed": ["what", "productId"],
  opened: ["topic"],
};

/** Signals in the order of their time. */
export function encodeSignals(signals: Signal[]): WireSignal[] {
  let last = 0;
  return signals
    .filter(({ at }) => at <= VISIT_MAX_MS)
    .map((signal) => {
      const at = Math.max(last, Math.round(signal.at));
      const values = (FIELDS[signal.kind] ?? []).map((field) => {
        const value = (
          signal as unknown as Record<
            string,
            string | number | boolean | undefined
          >
        )[field];
        return typeof value === "boolean" ? Number(value) : (value ?? null);
      });
      while (values.length && values[values.length - 1] === null) values.pop();
      const wire = [signal.kind, at - last, ...values];
      last = at;
      return wire;
    });
}
