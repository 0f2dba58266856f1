import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  planStock,
  type Sale,
  type Snapshot,
  type StockProof,
  stockMovement,
  type StockState,
} from "./stock.ts";

const DAY_MS = 86_400_000;
const now = new Date("2026-11-21T20:00:00Z"); // a Saturday
const at = (ago: number, hour = 6) =>
  new Date(now.getTime() - ago * DAY_MS + (hour - 20) * 3_600_000);
const dayOf = (ago: number) =>
  new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10);
const noted = (ago: number, quantity: number): Snapshot => ({
  day: dayOf(ago),
  quantity,
  takenAt: at(ago),
});
const sold = (ago: number, pieces: number): Sale => ({
  at: at(ago, 12),
  pieces,
});

const say = (given: Partial<StockState>, limits = { floor: 2, ceiling: 10 }) =>
  stockMovement(
    {
      quantity: 5,
      counted: true,
      readAt: now,
      snapshots: [noted(5, 12)],
      sales: [sold(4, 3), sold(2, 4)],
      ...given,
    },
    { ...limits, today: dayOf(0), now },
  );

describe("a movement of stock", () => {
  it("is told when every piece that is gone was sold", () => {
    expect(say({})).toEqual({ from: 12, day: dayOf(5), weekday: 1, now: 5 });
    expect(dayOf(5)).toBe("2026-11-16");
    expect(
      say({ snapshots: [noted(6, 12)], sales: [sold(4, 7)] })?.weekday,
    ).toBe(7);
  });

  it("names the last day on which there were as many", () => {
    const snapshots = [noted(6, 12), noted(5, 12), noted(4, 12), noted(3, 9)];
    const sales = [sold(4, 3), sold(2, 4)];
    expect(say({ snapshots, sales })).toMatchObject({
      from: 12,
      day: dayOf(4),
    });
  });

  it("begins anew after a delivery", () => {
    const snapshots = [noted(5, 12), noted(3, 20), noted(1, 8)];
    const sales = [sold(4, 3), sold(2, 12), sold(1, 3)];
    expect(say({ snapshots, sales })).toEqual({
      from: 20,
      day: dayOf(3),
      weekday: 3,
      now: 5,
    });
    expect(say({ quantity: 14 }, { floor: 2, ceiling: 50 })).toBeNull();
  });

  it("is silent after a correction or a transfer that took pieces away", () => {
    expect(say({ quantity: 4 })).toBeNull();
    expect(say({ sales: [] })).toBeNull();
    expect(say({ sales: [sold(4, 3)] })).toBeNull();
  });

  it("is silent where a refund put pieces back, until there is a day since", () => {
    // Of seven sold two came back, and the stock with them: a rise on the way down.
    const snapshots = [noted(5, 12), noted(3, 4), noted(1, 6)];
    const sales = [sold(4, 6), sold(1, 1)];
    expect(say({ snapshots, sales })).toBeNull();
    const later = [...sales, sold(1, 2)];
    expect(say({ snapshots: [noted(1, 8)], sales: later })).toEqual({
      from: 8,
      day: dayOf(1),
      weekday: 5,
      now: 5,
    });
  });

  it("is silent where stock is not counted, negative, below the floor or above the ceiling", () => {
    expect(say({ counted: false })).toBeNull();
    const gone = { sales: [sold(4, 13)] };
    expect(
      say({ ...gone, quantity: -1 }, { floor: -5, ceiling: 10 }),
    ).toBeNull();
    expect(say({}, { floor: 6, ceiling: 10 })).toBeNull();
    expect(say({}, { floor: 1, ceiling: 4 })).toBeNull();
    expect(say({}, { floor: 5, ceiling: 5 })).not.toBeNull();
  });

  it("is silent when the stock was read a day ago, and looks back six days only", () => {
    expect(say({ readAt: new Date(now.getTime() - DAY_MS) })).toBeNull();
    expect(say({ snapshots: [noted(7, 12)] })).toBeNull();
    expect(say({ snapshots: [noted(6, 12)] })).not.toBeNull();
    // Today's own first count is no movement of days.
    expect(say({ snapshots: [noted(0, 12)], sales: [sold(0, 7)] })).toBeNull();
  });

  it("is no single purchase", () => {
    expect(say({ snapshots: [noted(5, 6)], sales: [sold(4, 1)] })).toBeNull();
  });
});

/** A week of a variant's life: what a merchant and her shoppers do, in the order of time. */
const act = fc.oneof(
  fc.record({
    kind: fc.constant("sale" as const),
    pieces: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constantFrom("delivery", "correction", "transfer" as const),
    pieces: fc.integer({ min: -6, max: 20 }),
  }),
);
const week = fc.array(fc.array(act, { maxLength: 4 }), {
  minLength: 7,
  maxLength: 7,
});

function live(start: number, days: { kind: string; pieces: number }[][]) {
  let quantity = start;
  const snapshots: Snapshot[] = [];
  const sales: Sale[] = [];
  /** Pieces that came or went otherwise, by how many days ago. */
  const others: { ago: number; pieces: number }[] = [];
  for (const [index, acts] of days.entries()) {
    const ago = days.length - 1 - index;
    snapshots.push(noted(ago, quantity));
    for (const [hour, { kind, pieces }] of acts.entries()) {
      if (kind === "sale") {
        quantity -= pieces;
        sales.push({ at: at(ago, 8 + hour), pieces });
      } else {
        quantity += pieces;
        others.push({ ago, pieces });
      }
    }
  }
  return { quantity, snapshots, sales, others };
}

const limits = { floor: 1, ceiling: 100, today: dayOf(0), now };
const stateOf = ({ quantity, snapshots, sales }: ReturnType<typeof live>) => ({
  quantity,
  snapshots,
  sales,
  counted: true,
  readAt: now,
});

describe("whatever happened to the stock", () => {
  it("what is said is true: so many that day, so many now, and the difference sold", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), week, (start, days) => {
        const life = live(start, days);
        const movement = stockMovement(stateOf(life), limits);
        if (!movement) return;
        const base = life.snapshots.find(({ day }) => day === movement.day)!;
        expect(movement).toMatchObject({
          from: base.quantity,
          now: life.quantity,
        });
        const since = life.sales.filter((sale) => sale.at > base.takenAt);
        expect(since.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(
          base.quantity - life.quantity,
        );
        expect(movement.now).toBeGreaterThan(0);
      }),
    );
  });

  it("one change that was no sale silences every day before it", () => {
    fc.assert(
      fc.property(
        week,
        fc.nat(6),
        fc.integer({ min: -9, max: 9 }),
        (days, on, by) => {
          fc.pre(by !== 0);
          const sales = days.map((acts) =>
            acts.filter(({ kind }) => kind === "sale"),
          );
          sales[on]!.push({ kind: "correction" as never, pieces: by });
          const movement = stockMovement(stateOf(live(120, sales)), {
            ...limits,
            ceiling: 200,
          });
          if (movement) expect(movement.day > dayOf(6 - on)).toBe(true);
        },
      ),
    );
  });

  it("the order in which things were told does not matter", () => {
    fc.assert(
      fc.property(week, fc.infiniteStream(fc.nat()), (days, chance) => {
        const life = live(60, days);
        const shuffle = <T>(items: T[]) =>
          items
            .map((item) => ({ item, at: chance.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const shuffled = {
          ...life,
          snapshots: shuffle(life.snapshots),
          sales: shuffle(life.sales),
        };
        expect(stockMovement(stateOf(shuffled), limits)).toEqual(
          stockMovement(stateOf(life), limits),
        );
      }),
    );
  });
});

describe("the metafield", () => {
  const movement = { from: 12, day: "2026-11-16", weekday: 1, now: 5 };
  const written = (hours: number, from = 12): StockProof => ({
    countedAt: new Date(now.getTime() - hours * 3_600_000).toISOString(),
    variants: { "1": { now: 5, weekday: 1, day: "2026-11-16", from } },
  });
  const plan = (stands: StockProof | null, variants = { "1": movement }) =>
    planStock({ variants, written: stands, now });

  it("is written when something else is to be said, and again before it would fall silent", () => {
    expect(plan(null)).toBe("write");
    expect(plan(written(1))).toBe("keep");
    expect(plan(written(1, 13))).toBe("write");
    expect(plan(written(12))).toBe("write");
    expect(plan(written(-1))).toBe("write");
  });

  it("goes when there is nothing to say", () => {
    expect(planStock({ variants: {}, written: null, now })).toBe("keep");
    expect(planStock({ variants: {}, written: written(1), now })).toBe(
      "delete",
    );
  });
});
