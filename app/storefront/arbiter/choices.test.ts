import { expect, test } from "vitest";
import type { Store } from "../memory.ts";
import { keepChoice, keepClaim, readChoice, readClaim } from "./choices.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-21T20:00:00Z");

function makeStore(): NonNullable<Store> {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

test("her choice holds for the session, and fewer for 30 days where it may be kept", () => {
  const local = makeStore();
  for (const choice of ["accepted", "not-now"] as const) {
    const session = makeStore();
    keepChoice(session, local, choice, NOW);
    expect(readChoice(session, local, NOW + 99 * DAY)).toBe(choice);
    expect(readChoice(makeStore(), local, NOW)).toBeUndefined();
  }
  const session = makeStore();
  keepChoice(session, local, "fewer", NOW);
  expect(readChoice(session, local, NOW + 99 * DAY)).toBe("fewer");
  expect(readChoice(makeStore(), local, NOW + 29 * DAY)).toBe("fewer");
  expect(readChoice(makeStore(), local, NOW + 31 * DAY)).toBeUndefined();
  keepChoice(session, undefined, "fewer", NOW);
  expect(readChoice(undefined, undefined, NOW)).toBeUndefined();
});

test("a claim is read again, and whatever somebody else wrote is none", () => {
  const [session, local] = [makeStore(), makeStore()];
  const claim = {
    campaignId: "c",
    incentive: { kind: "percent", percent: 10 } as const,
    heading: "10% for you",
    code: "A",
    skew: 0,
  };
  keepClaim(session, local, claim);
  expect(readClaim(session, undefined)).toEqual(claim);
  expect(readClaim(makeStore(), local)).toEqual(claim);
  for (const text of ["", "{", "1", "null", "[]", '{"incentive":1}']) {
    session.setItem("second-thought.claim", text);
    expect(readClaim(session, undefined), text).toBeUndefined();
  }
});
