/** The other half of signal-codec.ts, for those who must not believe what they read: anybody can send a beacon. */
import type { Topic, Signal, SignalKind } from "./signals.ts";
import {
  FIELDS,
  SIGNALS_PER_EVENT,
  VISIT_MAX_MS,
  type WireSignal,
} from "./signal-codec.ts";
import type { PageKind } from "./storefront-config.ts";

type Kind<K extends SignalKind> = Extract<Signal, { kind: K }>;

const BARE: SignalKind[] = [
  "visible",
  "hidden",
  "act",
  "copied",
  "coupon-focus",
  "coupon-failed",
  "search-empty",
  "checkout",
  "purchased",
];
export const PAGES: PageKind[] = [
  "home",
  "collection",
  "product",
  "cart",
  "search",
  "page",
  "other",
];
const TOPICS: Topic[] = ["size", "delivery", "returns", "warranty", "reviews"];
const HOWS: Kind<"exit">["how"][] = [
  "pointer-left",
  "scrolled-up",
  "came-back",
  "fell-idle",
];
const CHANGES: Kind<"cart">["change"][] = ["none", "add", "remove", "quantity"];
const MOVED: Kind<"line-changed">["what"][] = ["stock", "price"];

const oneOf = (list: readonly string[]) => (value: unknown) =>
  typeof value === "string" && list.includes(value);
const integer = (most: number) => (value: unknown) =>
  Number.isInteger(value) &&
  (value as number) >= 0 &&
  (value as number) <= most;
const text = (most: number) => (value: unknown) =>
  typeof value === "string" &&
  value.length <= most &&
  !value.includes("\0") &&
  value.isWellFormed();
const shopifyId = (value: unknown) =>
  typeof value === "string" && /^\d{1,20}$/.test(value);

/** Larger baskets than any shop's; minor units. */
const MOST_MINOR = 1e12;

const CHECKS: Record<string, (value: unknown) => boolean> = {
  page: oneOf(PAGES),
  productId: shopifyId,
  productType: text(100),
  priceMinor: integer(MOST_MINOR),
  sized: integer(1),
  seconds: integer(VISIT_MAX_MS / 1000),
  depth: (value) => integer(100)(value) && (value as number) % 25 === 0,
  how: oneOf(HOWS),
  change: oneOf(CHANGES),
  count: integer(10_000),
  totalMinor: integer(MOST_MINOR),
  what: oneOf(MOVED),
  topic: oneOf(TOPICS),
};
/** Sent as 1 and 0. */
const FLAGS = ["sized"];
const KINDS: string[] = [...BARE, ...Object.keys(FIELDS)];
const OPTIONAL: Partial<Record<SignalKind, string[]>> = {
  page: ["productId", "productType", "priceMinor", "sized"],
  cart: ["productId"],
};

/**
 * The signals, in the order of their time, or null when one of them cannot be: an unknown kind or word, a number out of range, a
 * time before its forerunner's or more than a day after the visit began, too many of them.
 */
export function decodeSignals(wire: unknown): Signal[] | null {
  if (!Array.isArray(wire) || wire.length > SIGNALS_PER_EVENT) return null;
  const signals: Signal[] = [];
  let at = 0;
  for (const each of wire as unknown[]) {
    const signal = decodeSignal(each, at);
    if (!signal) return null;
    signals.push(signal);
    at = signal.at;
  }
  return signals;
}

function decodeSignal(wire: unknown, last: number): Signal | null {
  if (!Array.isArray(wire)) return null;
  const [kind, delta, ...values] = wire as WireSignal;
  if (typeof kind !== "string" || !KINDS.includes(kind)) return null;
  const fields = FIELDS[kind as SignalKind] ?? [];
  if (values.length > fields.length || !integer(VISIT_MAX_MS)(delta))
    return null;
  const at = last + (delta as number);
  if (at > VISIT_MAX_MS) return null;
  const signal: Record<string, unknown> = { kind, at };
  for (const [i, field] of fields.entries()) {
    const value = values[i] ?? null;
    if (value === null) {
      if (!OPTIONAL[kind as SignalKind]?.includes(field)) return null;
    } else if (CHECKS[field]?.(value))
      signal[field] = FLAGS.includes(field) ? value === 1 : value;
    else return null;
  }
  return signal as Signal;
}
