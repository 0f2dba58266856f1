import fc from "fast-check";
import { expect, test } from "vitest";
import type { Arm } from "../shared/events.ts";
import {
  forgetIds,
  keep,
  readShopper,
  readVisit,
  recognise,
  writeVisit,
  type Store,
} from "./memory.ts";

const ID = "0b0f1c7e-1111-4222-8333-444455556666";

function makeStore(
  content: Record<string, string> = {},
): NonNullable<Store> & { content: Map<string, string> } {
  const map = new Map(Object.entries(content));
  return {
    content: map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

test("what was kept is read again", () => {
  const arms = fc.dictionary(
    fc.uuid(),
    fc.constantFrom<Arm>("treatment", "holdout"),
  );
  const seen = fc.dictionary(fc.uuid(), fc.nat());
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.uuid(),
      arms,
      seen,
      (visitId, shopperId, a, s) => {
        const [session, local] = [makeStore(), makeStore()];
        keep(
          {
            visit: { id: visitId, arms: a },
            shopper: { id: shopperId, seen: s, visits: 3, last: 99 },
          },
          session,
          local,
        );
        expect(readVisit(session)).toEqual({ id: visitId, arms: { ...a } });
        expect(readShopper(local)).toEqual({
          id: shopperId,
          seen: { ...s },
          visits: 3,
          last: 99,
        });
      },
    ),
  );
});

test("the cart attribute has the form that the server reads", () => {
  expect(
    writeVisit({
      id: ID,
      arms: {
        [`${ID.slice(0, -1)}7`]: "holdout",
        [`${ID.slice(0, -1)}8`]: "treatment",
      },
    }),
  ).toBe(`v1.${ID}.${ID.slice(0, -1)}7.h.${ID.slice(0, -1)}8.t`);
});

test("whatever somebody wrote there, reading it neither throws nor invents", () => {
  const near = fc.array(
    fc.constantFrom("v1", "v2", ID, "t", "h", "x", "", "1", "__proto__"),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        near.map((parts) => parts.join(".")),
      ),
      (text) => {
        const store = makeStore({
          "second-thought.visit": text,
          "second-thought.shopper": text,
        });
        const visit = readVisit(store);
        if (visit) {
          expect(text.startsWith(`v1.${visit.id}`)).toBe(true);
          expect(
            Object.values(visit.arms).every(
              (arm) => arm === "treatment" || arm === "holdout",
            ),
          ).toBe(true);
        }
        readShopper(store);
      },
    ),
  );
});

const MINUTE = 60_000;
const NOW = Date.parse("2026-11-21T20:00:00Z");

test("a visit goes on from page to page, ends after half an hour, and a second tab is no return", () => {
  const local = makeStore();
  let tab = makeStore();
  let ids = 0;
  const makeId = () => ID.slice(0, -2) + String(10 + ids++);
  const open = (now: number) => {
    const who = recognise({ session: tab, local, now, makeId });
    keep(who, tab, local);
    return [
      who.visit.id.slice(-2),
      who.shopper!.id.slice(-2),
      who.shopper!.visits,
    ];
  };
  expect(open(NOW)).toEqual(["11", "10", 1]);
  tab.setItem("second-thought.state", "{}");
  expect(open(NOW + 29 * MINUTE)).toEqual(["11", "10", 1]);
  const first = tab;
  tab = makeStore();
  expect(open(NOW + 35 * MINUTE)).toEqual(["12", "10", 1]);
  tab = first;
  expect(open(NOW + 99 * MINUTE)).toEqual(["13", "10", 2]);
  expect(tab.getItem("second-thought.state")).toBeNull();
  // A clock that was set back by a day is another visit, not an endless one.
  expect(open(NOW - 1440 * MINUTE)).toEqual(["14", "10", 3]);
});

test("without a storage for the device there is a visit and no shopper", () => {
  const who = recognise({
    session: makeStore(),
    local: undefined,
    now: NOW,
    makeId: () => ID,
  });
  expect(who).toEqual({ visit: { id: ID, arms: {} }, shopper: undefined });
});

test("consent taken back: nothing of ours is left but her choice for the session", () => {
  const names = ["visit", "shopper", "state", "choice", "claim"].map(
    (name) => `second-thought.${name}`,
  );
  const filled = () =>
    makeStore(Object.fromEntries(names.map((n) => [n, "x"])));
  const [session, local] = [filled(), filled()];
  forgetIds(session, local);
  expect([...session.content.keys()]).toEqual([
    "second-thought.shopper",
    "second-thought.choice",
    "second-thought.claim",
  ]);
  expect([...local.content.keys()]).toEqual([
    "second-thought.visit",
    "second-thought.state",
  ]);
});

test("where the browser blocks storage, nothing is known and nothing fails", () => {
  forgetIds(undefined, undefined);
  expect([readVisit(undefined), readShopper(undefined)]).toEqual([
    undefined,
    undefined,
  ]);
});
