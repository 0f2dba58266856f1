import { expect, test } from "vitest";
import { isMoment } from "./moments.ts";
import { MOMENT_KINDS, type Moment } from "./storefront-config.ts";

const momentOf = (kind: Moment["kind"]): Moment => {
  if (kind === "idle") return { kind, afterSeconds: 0, idleSeconds: 45 };
  if (kind === "intent-fell") return { kind, afterSeconds: 0, byPoints: 20 };
  return { kind, afterSeconds: 0 };
};
const strong = (kind: Moment["kind"]) => ({ kind, seconds: 45, points: 20 });

test.each(MOMENT_KINDS)("%s is met by itself and by nothing else", (kind) => {
  const others = MOMENT_KINDS.filter((one) => one !== kind).map(strong);
  expect(isMoment(momentOf(kind), [strong(kind)])).toBe(true);
  expect(isMoment(momentOf(kind), others)).toBe(false);
  expect(isMoment(momentOf(kind), [...others, strong(kind)])).toBe(true);
});

test("a pause, and a fall, must be as long as the campaign asks", () => {
  const idle = (seconds: number) =>
    isMoment(momentOf("idle"), [{ kind: "idle", seconds }]);
  expect([30, 45, 60].map(idle)).toEqual([false, true, true]);
  const fell = (points: number) =>
    isMoment(momentOf("intent-fell"), [{ kind: "intent-fell", points }]);
  expect([19, 20, 80].map(fell)).toEqual([false, true, true]);
  expect(isMoment(momentOf("idle"), [{ kind: "idle" }])).toBe(false);
});
