import fc from "fast-check";
import { expect, test } from "vitest";
import type { Arm } from "../shared/events.ts";
import {
  forgetIds,
  keep,
  keepChoice,
  readChoice,
  readShopper,
  readVisit,
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
            shopper: { id: shopperId, seen: s },
          },
          session,
          local,
        );
        expect(readVisit(session)).toEqual({ id: visitId, arms: { ...a } });
        expect(readShopper(local)).toEqual({ id: shopperId, seen: { ...s } });
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

test("consent taken back leaves her answer only", () => {
  const [session, local] = [makeStore(), makeStore()];
  keep(
    { visit: { id: ID, arms: {} }, shopper: { id: ID, seen: {} } },
    session,
    local,
  );
  keepChoice(session, "declined");
  forgetIds(session, local);
  expect([...session.content.keys(), ...local.content.keys()]).toEqual([
    "second-thought.choice",
  ]);
  expect(readChoice(session)).toBe("declined");
});

test("where the browser blocks storage, nothing is known and nothing fails", () => {
  keepChoice(undefined, "accepted");
  forgetIds(undefined, undefined);
  expect([
    readVisit(undefined),
    readShopper(undefined),
    readChoice(undefined),
  ]).toEqual([undefined, undefined, undefined]);
});
