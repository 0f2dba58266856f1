/** What a planned visit does before she leaves or goes to pay, as signals with their times. One visit is always told alike. */
import type { Signal } from "#app/shared/signals.ts";
import { makeRandom, type PlannedVisit } from "#dev/demo/seed/plan.ts";

export interface Good {
  productId: string;
  variantId: string;
  /** Of the shop's currency. */
  priceMinor: number;
}

type Told = Signal extends infer One
  ? One extends Signal
    ? Omit<One, "at">
    : never
  : never;

/** @param basket what could be put into the basket, a part of `looked` */
export function tellVisit(
  visit: Pick<PlannedVisit, "kind" | "seed">,
  looked: Good[],
  basket: Good[],
): Signal[] {
  const random = makeRandom(visit.seed);
  const chance = (share: number) => random() < share;
  const signals: Signal[] = [];
  let at = 0;
  let count = 0;
  let totalMinor = 0;
  const tell = (told: Told, seconds = 2) => {
    signals.push({ at: Math.round(at), ...told });
    at += seconds * 1000;
  };
  /** Reads for a while, now and then without a hand on the mouse. */
  const read = (least: number, most: number) => {
    tell({ kind: "act" }, least + random() * (most - least));
    if (chance(0.3)) tell({ kind: "scroll", depth: 50 }, 3);
    if (chance(0.12)) {
      at += 15_000;
      tell({ kind: "idle", seconds: 15 }, 2);
      tell({ kind: "act" });
    }
  };
  const seeCart = (change: "none" | "add" | "remove", productId?: string) =>
    tell({
      kind: "cart",
      change,
      count,
      totalMinor,
      ...(productId ? { productId } : {}),
    });
  const open = (page: "home" | "collection" | "cart") => {
    tell({ kind: "page", page });
    if (count > 0) seeCart("none");
    read(4, 14);
  };
  const openProduct = ({ productId, priceMinor }: Good) => {
    tell({ kind: "page", page: "product", productId, priceMinor });
    if (count > 0) seeCart("none");
    read(8, 40);
    if (chance(0.2)) tell({ kind: "opened", topic: "size" }, 12);
    if (chance(0.15)) tell({ kind: "opened", topic: "delivery" }, 9);
  };

  if (chance(0.5)) open(chance(0.5) ? "home" : "collection");
  for (const good of looked) {
    openProduct(good);
    if (!basket.includes(good)) continue;
    count += 1;
    totalMinor += good.priceMinor;
    seeCart("add", good.productId);
  }
  const [first] = basket;
  if (!first || visit.kind === "looks") {
    if (chance(0.4)) open("collection");
    if (chance(0.5)) tell({ kind: "exit", how: "pointer-left" });
    return signals;
  }
  open("cart");
  if (visit.kind === "leaves-cart") {
    if (chance(0.35)) {
      tell({ kind: "coupon-focus" }, 6);
      if (chance(0.5)) tell({ kind: "coupon-failed" }, 4);
    }
    if (chance(0.4)) {
      openProduct(first);
      if (chance(0.5)) tell({ kind: "copied" }, 8);
      if (chance(0.4)) {
        tell({ kind: "hidden" }, 30 + 60 * random());
        tell({ kind: "visible" });
      }
      read(6, 12);
      open("cart");
    }
    if (count > 1 && chance(0.3)) {
      count -= 1;
      totalMinor -= basket.at(-1)?.priceMinor ?? 0;
      seeCart("remove", basket.at(-1)?.productId);
    }
    read(8, 20);
    if (chance(0.25)) {
      for (const seconds of [15, 30]) {
        at += 15_000;
        tell({ kind: "idle", seconds }, 0);
      }
      tell({ kind: "act" });
    }
    tell({ kind: "exit", how: "pointer-left" });
    return signals;
  }
  read(3, 8);
  tell({ kind: "checkout" });
  return signals;
}
