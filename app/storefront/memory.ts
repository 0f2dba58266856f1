/**
 * The ids we keep in the shopper's browser, with analytics consent only: the visit (this tab) and the shopper (this device). Both
 * records are `v1.<id>.<campaign>.<value>…`, the form of the cart attribute: reading it cannot throw, whoever wrote it.
 */
import { BOUGHT_KEY } from "../shared/checkout-steps.ts";
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
  /** This one included. */
  visits: number;
  /** When she was last here, in milliseconds since 1970. */
  last: number;
}

/** The shopper is missing where the browser keeps visits only. */
export interface Who {
  visit: Visit;
  shopper: Shopper | undefined;
}

const VISIT = "second-thought.visit";
const SHOPPER = "second-thought.shopper";
/** What the mind keeps of the visit and of claims (mind/recall.ts): it goes with the ids. */
export const STATE = "second-thought.state";
export const CHOICE = "second-thought.choice";
export const CLAIM = "second-thought.claim";

/** After this long without a page it is another visit, also in a tab that stayed open (as phones keep them for weeks). */
const VISIT_ENDS_MS = 30 * 60_000;

export function readVisit(store: Store): Visit | undefined {
  const [id, values] = read(store, VISIT) ?? [];
  if (!id) return undefined;
  const arms: Visit["arms"] = {};
  for (const [campaign, code] of values!)
    if (code === "t" || code === "h")
      arms[campaign] = code === "h" ? "holdout" : "treatment";
  return { id, arms };
}

export function readShopper(store: Store): Shopper | undefined {
  const [id, values] = read(store, SHOPPER) ?? [];
  if (!id) return undefined;
  const shopper: Shopper = { id, seen: {}, visits: 0, last: 0 };
  for (const [name, text] of values!) {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : undefined;
    if (value === undefined) continue;
    if (name === "visits" || name === "last") shopper[name] = value;
    else shopper.seen[name] = value;
  }
  return shopper;
}

/** Who opens a page at `now` (milliseconds since 1970): known from before, or new; a visit that ended begins anew. */
export function recognise(options: {
  session: Store;
  local: Store;
  now: number;
  makeId: () => string;
}): Who {
  const { session, local, now, makeId } = options;
  const before = readShopper(local);
  const known = readVisit(session);
  // A clock that jumped says nothing: in either direction it is another visit.
  const goesOn =
    !!known && (!before || Math.abs(now - before.last) < VISIT_ENDS_MS);
  if (known && !goesOn)
    for (const name of [STATE, CHOICE]) session?.removeItem(name);
  const shopper = local && {
    ...(before ?? { id: makeId(), seen: {}, visits: 0 }),
    last: now,
  };
  // A second tab is the same visit to her: it does not make her a returning shopper.
  if (shopper && !(before && Math.abs(now - before.last) < VISIT_ENDS_MS))
    shopper.visits += 1;
  return { visit: goesOn ? known : { id: makeId(), arms: {} }, shopper };
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
  if (!shopper) return;
  const { id, seen, visits, last } = shopper;
  const entries = Object.entries({ ...seen, visits, last });
  local?.setItem(SHOPPER, write(id, entries));
}

/** Consent was refused or withdrawn: ids, times and what we knew of the visit go; her own choice for the session stays. */
export function forgetIds(session: Store, local: Store): void {
  for (const name of [VISIT, STATE]) session?.removeItem(name);
  for (const name of [SHOPPER, CHOICE, CLAIM, BOUGHT_KEY])
    local?.removeItem(name);
}

function write(id: string, entries: [string, string | number][]): string {
  return ["v1", id, ...entries.flat()].join(".");
}

function read(
  store: Store,
  key: string,
): [id: string, values: [string, string][]] | undefined {
  const [version, id = "", ...rest] = (store?.getItem(key) ?? "").split(".");
  if (version !== "v1" || !/^[\da-f-]{36}$/.test(id)) return undefined;
  const values: [string, string][] = [];
  for (let i = 0; i + 1 < rest.length; i += 2)
    // A name like `__proto__` would be no entry of its own.
    if (/^(visits|last|[\da-f-]{36})$/.test(rest[i]!))
      values.push([rest[i]!, rest[i + 1]!]);
  return [id, values];
}
