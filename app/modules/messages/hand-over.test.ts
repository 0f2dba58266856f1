import fc from "fast-check";
import { expect, test } from "vitest";
import type { SmtpFailure } from "#app/smtp.ts";
import {
  isServerTrouble,
  judgeFailure,
  MAX_ATTEMPTS,
  retryDelay,
} from "./hand-over.ts";

const MINUTE = 60_000;
const failed = (more: Partial<SmtpFailure>) => ({
  stage: "recipient" as const,
  code: null,
  status: null,
  answer: "…",
  ...more,
});

test("delays grow and then stay", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((n) => retryDelay(n) / MINUTE)).toEqual([
    1, 5, 15, 60, 240, 240, 240,
  ]);
});

test("whatever is temporary is tried again, and parked at the end with its reason", () => {
  const stage = fc.constantFrom(
    "connect" as const,
    "login" as const,
    "sender" as const,
    "recipient" as const,
    "content" as const,
    "unknown" as const,
  );
  fc.assert(
    fc.property(
      stage,
      fc.option(fc.integer({ min: 400, max: 499 })),
      fc.integer({ min: 1, max: 20 }),
      (at, code, attempts) => {
        const step = judgeFailure(failed({ stage: at, code }), attempts);
        expect(step.kind).toBe(attempts < MAX_ATTEMPTS ? "retry" : "park");
        expect(step.reason).toContain("…");
      },
    ),
  );
});

test.each([
  [
    { code: 550, status: "5.1.1" },
    { kind: "drop", bounced: true },
  ],
  [
    { code: 556, status: "5.1.10" },
    { kind: "drop", bounced: true },
  ],
  [
    { code: 550, status: null },
    { kind: "drop", bounced: false },
  ],
  [
    { code: 552, status: "5.2.2" },
    { kind: "drop", bounced: false },
  ],
  // Relaying denied, sender's domain unknown: the next recipient would hear the same.
  [{ code: 550, status: "5.7.1" }, { kind: "retry" }],
  [{ code: 501, status: "5.1.8" }, { kind: "retry" }],
  [{ code: 450, status: "4.1.1" }, { kind: "retry" }],
])("a recipient answered with %o", (answer, step) => {
  expect(judgeFailure(failed(answer), 1)).toMatchObject(step);
});

test("only a server's trouble stops the others from being tried", () => {
  expect(isServerTrouble({ stage: "connect" })).toBe(true);
  expect(isServerTrouble({ stage: "login" })).toBe(true);
  expect(isServerTrouble({ stage: "content" })).toBe(false);
});
