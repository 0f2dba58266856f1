/**
 * What we keep in the shopper's browser. With analytics consent: the visit (this tab) and the shopper (this device). Without:
 * only what she answered, for this session. Both records are `v1.<id>.<campaign>.<value>…`, the form of the cart attribute:
 * reading it cannot throw, whoever wrote it.
 */
import type { Arm } from "../shared/events.ts";

/** The parts of Storage we use; undefined where the browser blocks it. */
export type Store =
  Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;

export interface Visit {
  id: string;
  /** Campaigns that had their moment in this visit. */
  arms: Record<string, Arm>;
}

export interface Shopper {
  id: string;
  /** Last moment of each campaign, in milliseconds since 1970. */
  seen: Record<string, number>;
}

/** The shopper is missing where the browser keeps visits only. */
export interface Who {
  visit: Visit;
  shopper: Shopper | undefined;
}

export type Choice = "accepted" | "declined";

const VISIT = "second-thought.visit";
const SHOPPER = "second-thought.shopper";
const CHOICE = "second-thought.choice";

export function readVisit(store: Store): Visit | undefined {
  const arms: Record<string, Arm> = { t: "treatment", h: "holdout" } as const;
  return read(
    store,
    VISIT,
    (code) => arms[code],
    (id, found) => ({ id, arms: found }),
  );
}

export function readShopper(store: Store): Shopper | undefined {
  const time = (text: string) =>
    /^\d+$/.test(text) ? Number(text) : undefined;
  return read(store, SHOPPER, time, (id, seen) => ({ id, seen }));
}

/** The value of the cart attribute, by which checkouts and orders can be told apart by arm. */
export function writeVisit(visit: Visit): string {
  return write(
    visit.id,
    Object.entries(visit.arms).map(([id, arm]) => [
      id,
      arm === "holdout" ? "h" : "t",
    ]),
  );
}

export function keep(
  { visit, shopper }: Who,
  session: Store,
  local: Store,
): void {
  session?.setItem(VISIT, writeVisit(visit));
  if (shopper)
    local?.setItem(SHOPPER, write(shopper.id, Object.entries(shopper.seen)));
}

/** Consent was refused or withdrawn: ids and times go, her answer stays. */
export function forgetIds(session: Store, local: Store): void {
  session?.removeItem(VISIT);
  local?.removeItem(SHOPPER);
}

export function readChoice(store: Store): Choice | undefined {
  const choice = store?.getItem(CHOICE);
  return choice === "accepted" || choice === "declined" ? choice : undefined;
}

export function keepChoice(store: Store, choice: Choice): void {
  store?.setItem(CHOICE, choice);
}

function write(id: string, entries: [string, string | number][]): string {
  return ["v1", id, ...entries.flat()].join(".");
}

function read<Value, Result>(
  store: Store,
  key: string,
  decode: (text: string) => Value | undefined,
  make: (id: string, values: Record<string, Value>) => Result,
): Result | undefined {
  const [version, id = "", ...rest] = (store?.getItem(key) ?? "").split(".");
  if (version !== "v1" || !/^[\da-f-]{36}$/.test(id)) return undefined;
  const values: Record<string, Value> = {};
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const value = decode(rest[i + 1]!);
    if (rest[i] && value !== undefined) values[rest[i]!] = value;
  }
  return make(id, values);
}
