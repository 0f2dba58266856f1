import { afterEach, expect, test } from "vitest";
import { now, setClock } from "#app/clock.server.ts";

afterEach(() => setClock());

test("the clock is the machine's own until a test sets it, and again afterwards", () => {
  const before = Date.now();
  expect(now().getTime()).toBeGreaterThanOrEqual(before);

  setClock(() => Date.UTC(2030, 0, 1));
  expect(now().toISOString()).toBe("2030-01-01T00:00:00.000Z");

  setClock();
  expect(now().getTime() - before).toBeLessThan(60_000);
});
