import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { judgeMargin, reserveMinor } from "./margin.ts";

const variant = (
  priceMinor: number,
  costMinor: number | null,
  variantId = "1",
) => ({ variantId, productId: `p${variantId}`, priceMinor, costMinor });
const judge = (
  incentive: Incentive,
  facts = [variant(10_000, 5_000)],
  floorPercent = 40,
  minCartMinor = 0,
) => judgeMargin({ incentive, facts, floorPercent, minCartMinor });

describe("the margin floor", () => {
  it.each<[Incentive, number, boolean]>([
    // 90.00 paid, 50.00 cost: 44.4 %.
    [{ kind: "percent", percent: 10 }, 44, true],
    [{ kind: "percent", percent: 10 }, 45, false],
    // 95.00 paid: 47.3 %.
    [{ kind: "amount", amountMinor: 500 }, 47, true],
    [{ kind: "amount", amountMinor: 500 }, 48, false],
    // 100.00 paid, 50.00 + 7.00.
    [{ kind: "free-shipping", maxPriceMinor: 700 }, 43, true],
    [{ kind: "faster-shipping", maxPriceMinor: 700 }, 44, false],
    [{ kind: "amount", amountMinor: 10_000 }, 0, false],
  ])("of %j at %i %% is kept: %s", (incentive, floor, ok) => {
    expect(judge(incentive, undefined, floor).ok).toBe(ok);
  });

  it("counts an amount against the smallest basket it is given for", () => {
    const off: Incentive = { kind: "amount", amountMinor: 2_000 };
    expect(judge(off, undefined, 40).ok).toBe(false);
    expect(judge(off, undefined, 40, 20_000).ok).toBe(true);
  });

  it("counts a gift's cost, and the worst of several variants", () => {
    const gift: Incentive = { kind: "gift", variantId: "9", title: "Soap" };
    const facts = [variant(10_000, 5_000), variant(500, 900, "9")];
    expect(judge(gift, facts, 41).ok).toBe(true);
    expect(judge(gift, facts, 42).ok).toBe(false);
    const percent: Incentive = { kind: "percent", percent: 10 };
    const mixed = [variant(10_000, 1_000), variant(10_000, 8_000, "2")];
    expect(judge(percent, mixed)).toEqual({
      ok: false,
      reason: "below-floor",
      productId: "p2",
    });
  });

  it("is never kept without a cost or a product, and never by a thinner margin", () => {
    expect(judge({ kind: "percent", percent: 1 }, [])).toMatchObject({
      reason: "product-unknown",
    });
    const none = [variant(10_000, null)];
    expect(judge({ kind: "percent", percent: 1 }, none, 0)).toMatchObject({
      reason: "cost-unknown",
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 90 }),
        fc.nat(95),
        (price, cost, percent, floor) => {
          const kept = judge(
            { kind: "percent", percent },
            [variant(price, cost)],
            floor,
          ).ok;
          const paid = (price * (100 - percent)) / 100;
          const left = ((paid - cost) / paid) * 100;
          if (kept) expect(left).toBeGreaterThanOrEqual(floor - 1e-6);
          else expect(left).toBeLessThanOrEqual(floor + 1e-6);
        },
      ),
    );
  });
});

describe("what a code counts against the budget", () => {
  it("is a whole, never negative number in any currency, and the amount itself where that is known", () => {
    const incentives = fc.oneof(
      fc.record({
        kind: fc.constant("percent" as const),
        percent: fc.integer({ min: 1, max: 90 }),
      }),
      fc.record({
        kind: fc.constant("amount" as const),
        amountMinor: fc.integer({ min: 1, max: 1_000_000 }),
      }),
      fc.record({
        kind: fc.constant("faster-shipping" as const),
        maxPriceMinor: fc.integer({ min: 1, max: 100_000 }),
      }),
    );
    fc.assert(
      fc.property(
        incentives,
        fc.nat(100_000_000),
        (incentive, largeBasketMinor) => {
          const reserve = reserveMinor({
            incentive,
            facts: [],
            largeBasketMinor,
          });
          expect(Number.isSafeInteger(reserve)).toBe(true);
          expect(reserve).toBeGreaterThanOrEqual(0);
          if (incentive.kind === "amount")
            expect(reserve).toBe(incentive.amountMinor);
        },
      ),
    );
  });

  it("of chosen products is a share of the dearest, of a bundle of them all, of a gift its price", () => {
    const facts = [variant(10_000, null), variant(4_000, null, "2")];
    const reserve = (incentive: Incentive) =>
      reserveMinor({ incentive, facts, largeBasketMinor: 50_000 });
    const scope = { kind: "hesitated-product" } as const;
    expect(reserve({ kind: "percent", percent: 10 })).toBe(5_000);
    expect(reserve({ kind: "percent", percent: 10, scope })).toBe(1_000);
    expect(reserve({ kind: "gift", variantId: "2", title: "Soap" })).toBe(
      4_000,
    );
    const items = ["1", "2"].map((variantId) => ({
      productId: "p",
      variantId,
      title: "x",
    }));
    expect(reserve({ kind: "bundle", items, percent: 10 })).toBe(1_400);
    expect(reserve({ kind: "benefit" })).toBe(0);
  });
});
