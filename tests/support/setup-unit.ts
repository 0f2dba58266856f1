import { afterEach, expect, vi } from "vitest";

// A warning nobody reads is a bug somebody will. A test that expects one replaces this with its own spy.
const spies = (["error", "warn"] as const).map((method) =>
  vi.spyOn(console, method),
);

afterEach(() => {
  const calls = spies.flatMap((spy) => spy.mock.calls.splice(0));
  expect(calls, "console.error or console.warn was called").toEqual([]);
});
