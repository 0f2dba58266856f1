import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planProof, receiptOf } from "./social-proof.ts";

const now = new Date("2026-11-21T20:00:00Z");
const hoursAgo = (hours: number) =>
  new Date(now.getTime() - hours * 3_600_000).toISOString();
const plan = (
  bought: number,
  written: { bought: number; days?: number; hours?: number } | null,
) =>
  planProof({
    productId: "1",
    bought,
    written: written && {
      bought: written.bought,
      days: written.days ?? 7,
      countedAt: hoursAgo(written.hours ?? 1),
    },
    days: 7,
    floor: 5,
    now,
  });

describe("a proof", () => {
  it("says nothing below the floor, and is taken away when it falls below", () => {
    expect(plan(4, null)).toBe("keep");
    expect(plan(5, null)).toBe("write");
    expect(plan(4, { bought: 6 })).toBe("delete");
  });

  it("is written when it changed, and again before it would fall silent", () => {
    expect(plan(6, { bought: 6 })).toBe("keep");
    expect(plan(7, { bought: 6 })).toBe("write");
    expect(plan(6, { bought: 6, days: 14 })).toBe("write");
    expect(plan(6, { bought: 6, hours: 12 })).toBe("write");
    expect(plan(6, { bought: 6, hours: -1 })).toBe("write");
  });

  it("never stands untrue: what is kept is what was counted, less than half a day ago", () => {
    const written = fc.record({
      bought: fc.nat(20),
      days: fc.constantFrom(7, 14),
      hours: fc.integer({ min: -5, max: 50 }),
    });
    fc.assert(
      fc.property(fc.nat(20), fc.option(written), (bought, old) => {
        const action = plan(bought, old);
        if (action === "keep" && old)
          expect(old).toMatchObject({ bought, days: 7 });
        if (action === "keep" && old)
          expect(old.hours >= 0 && old.hours < 12).toBe(true);
        if (action === "write") expect(bought).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it("comes with its receipt", () => {
    expect(receiptOf({ days: 7 })).toBe(
      "Counted from the orders of the last 7 days, less refunds and cancelled orders.",
    );
  });
});
