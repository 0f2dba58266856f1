import { expect, test } from "vitest";
import { planMonth } from "#dev/demo/seed/plan.ts";

const month = () =>
  planMonth({
    seed: 7,
    from: new Date("2026-10-22T00:00:00Z"),
    days: 30,
    products: 40,
  });

test("one seed is one month", () => {
  expect(month()).toEqual(month());
  expect(
    planMonth({
      seed: 8,
      from: new Date("2026-10-22T00:00:00Z"),
      days: 30,
      products: 40,
    }),
  ).not.toEqual(month());
});

test("a month has all kinds of people, in order of time, each with an address of their own", () => {
  const visits = month();
  expect(visits.length).toBeGreaterThan(300);
  expect(new Set(visits.map(({ kind }) => kind)).size).toBe(4);
  expect(new Set(visits.map(({ person }) => person.email)).size).toBe(
    visits.length,
  );
  for (const [i, visit] of visits.entries()) {
    expect(visit.at >= (visits[i - 1]?.at ?? new Date(0))).toBe(true);
    expect(visit.products.every((index) => index >= 0 && index < 40)).toBe(
      true,
    );
  }
  expect(visits.at(-1)?.at.getTime()).toBeLessThan(
    Date.parse("2026-11-21T00:00:00Z"),
  );
});
