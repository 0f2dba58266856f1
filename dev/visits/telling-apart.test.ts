import { expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type { Segment } from "#app/shared/intent-model.ts";
import { makeUpVisits } from "./made-up-visit.ts";
import { areaUnderCurve, hasBasket, playVisits, type Played } from "./play.ts";
import type { ShopperKind } from "./shopper-kinds.ts";
import { purchaseChances } from "./truth.ts";

// Not the seed that the model was fitted to.
const played = playVisits(makeUpVisits(6000, 99), DEFAULT_INTENT_MODEL);
const baskets = played.filter(hasBasket);
const without = played.filter((one) => !hasBasket(one));
const unsold = played.filter(({ visit }) => !visit.purchased);
const bought = ({ visit }: Played) => visit.purchased;
const isKind = (kind: ShopperKind) => (one: Played) => one.visit.kind === kind;

function auc(
  list: Played[],
  output: "purchase" | "abandon" | "return",
  positive: (one: Played) => boolean,
): number {
  return areaUnderCurve(
    list.map((one) => ({
      score: one.thought.intent[output],
      positive: positive(one),
    })),
  );
}

const share = (list: Played[], segment: Segment) =>
  list.filter(({ thought }) => thought.segment === segment).length /
  list.length;

// Judged within a stage too: a basket alone tells buyers from the rest, and would hide that the rest of the model is worthless.
test.each([
  ["purchase, all", auc(played, "purchase", bought), 0.75],
  ["purchase, with a basket", auc(baskets, "purchase", bought), 0.62],
  // Made-up shoppers say little before they have a basket; on public visits the same weights reach 0.67 (decision 040).
  ["purchase, without one", auc(without, "purchase", bought), 0.52],
  ["abandon, all", auc(played, "abandon", (one) => one.leavesSoon), 0.7],
  ["abandon, basket", auc(baskets, "abandon", (one) => one.leavesSoon), 0.68],
  ["return", auc(unsold, "return", ({ visit }) => visit.comesBack), 0.57],
  ["purchase of a buyer", auc(played, "purchase", isKind("buyer")), 0.72],
  [
    "return of all but last chancers, basket",
    auc(baskets, "return", (one) => one.visit.kind !== "last-chancer"),
    0.8,
  ],
])("%s: area under the curve %f is at least %f", (_, area, floor) => {
  expect(area).toBeGreaterThanOrEqual(floor);
});

test("scores are as high as the chances they stand for", () => {
  for (const list of [played, baskets, without]) {
    const scored =
      list.reduce((sum, { thought }) => sum + thought.intent.purchase, 0) /
      list.length;
    const chances = new Map<ShopperKind, ReturnType<typeof purchaseChances>>();
    const chance = ({ visit: { kind }, step }: Played) => {
      const known = chances.get(kind) ?? purchaseChances(kind);
      chances.set(kind, known);
      return known[step];
    };
    const truth = list.reduce((sum, one) => sum + chance(one), 0) / list.length;
    expect(scored / truth).toBeGreaterThan(0.8);
    expect(scored / truth).toBeLessThan(1.25);
  }
});

test("each segment gathers the kinds that it is meant for", () => {
  const of = (kind: ShopperKind) => played.filter(isKind(kind));
  expect(share(of("passer-by"), "just-browsing")).toBeGreaterThan(0.9);
  expect(share(of("browser"), "just-browsing")).toBeGreaterThan(0.55);
  expect(share(of("comparer"), "product-hesitant")).toBeGreaterThan(0.4);
  expect(share(of("sizing-doubter"), "product-hesitant")).toBeGreaterThan(0.35);
  const last = lastWithBasket();
  const ends = (kind: ShopperKind) => last.filter(isKind(kind));
  expect(share(ends("buyer"), "committed")).toBeGreaterThan(0.7);
  expect(share(ends("last-chancer"), "last-chancer")).toBeGreaterThan(0.65);
  expect(share(ends("last-chancer"), "committed")).toBeLessThan(0.1);
  expect(share(ends("price-doubter"), "basket-abandoner")).toBeGreaterThan(
    share(ends("last-chancer"), "basket-abandoner"),
  );
});

test("what a kind doubts is what its drops are about", () => {
  const dropsOf = (kind: ShopperKind) =>
    played.filter(isKind(kind)).flatMap(({ thought }) => thought.drop ?? []);
  const part = (kind: ShopperKind, ...anxieties: string[]) => {
    const drops = dropsOf(kind);
    expect(drops.length).toBeGreaterThan(20);
    return (
      drops.filter(({ anxiety }) => anxieties.includes(anxiety)).length /
      drops.length
    );
  };
  expect(part("sizing-doubter", "fit")).toBeGreaterThan(0.6);
  expect(part("price-doubter", "total-cost", "delivery")).toBeGreaterThan(0.6);
  expect(part("comparer", "value", "trust", "delivery")).toBeGreaterThan(0.7);
  expect(part("browser", "value", "just-looking")).toBeGreaterThan(0.7);
});

test("shoppers do not flicker between segments", () => {
  let changes = 0;
  let back = 0;
  played.forEach(({ visit, thought }, i) => {
    const [before, earlier] = [played[i - 1], played[i - 2]];
    if (before?.visit !== visit) return;
    if (before.thought.segment === thought.segment) return;
    changes++;
    if (earlier?.visit === visit && earlier.thought.segment === thought.segment)
      back++;
  });
  const visits = new Set(played.map(({ visit }) => visit)).size;
  expect(changes / visits).toBeLessThan(1);
  expect(back / changes).toBeLessThan(0.1);
});

function lastWithBasket(): Played[] {
  return [...new Map(baskets.map((one) => [one.visit, one])).values()];
}
