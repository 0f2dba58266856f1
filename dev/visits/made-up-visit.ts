/** Makes up visits as lists of signals. One seed makes one list of visits; nothing else is asked for time or chance. */
import type { PageKind } from "#app/shared/page-kind.ts";
import type { Signal } from "#app/shared/signals.ts";
import {
  createRandom,
  type Random,
} from "#dev/fake-shopify/catalogue/random.ts";
import {
  SHOPPER_KINDS,
  SHOPPERS,
  type Next,
  type ShopperKind,
  type Step,
} from "./shopper-kinds.ts";

export interface MadeUpVisit {
  kind: ShopperKind;
  returning: boolean;
  signals: Signal[];
  /** Where she was in her chain at each signal. */
  steps: Step[];
  purchased: boolean;
  /** Without a purchase: she comes back within a week. */
  comesBack: boolean;
  /** Milliseconds of the visit. */
  endsAt: number;
}

export function makeUpVisits(count: number, seed: number): MadeUpVisit[] {
  const random = createRandom(seed);
  const kinds = SHOPPER_KINDS.map((kind) => ({
    weight: SHOPPERS[kind].share,
    value: kind,
  }));
  return Array.from({ length: count }, () =>
    makeUpVisit(random.weighted(kinds), random),
  );
}

const PRODUCTS = 40;
const SIZED_PRODUCTS = 16;
const MOST_PAGES = 60;

export function makeUpVisit(kind: ShopperKind, random: Random): MadeUpVisit {
  const walk = new Walk(kind, random);
  while (walk.pages < MOST_PAGES) {
    const next = walk.seePage();
    if (next === "left" || next === "purchased")
      return walk.end(next === "purchased");
    walk.goTo(next);
  }
  return walk.end(false);
}

/** Signals without their time, each kind on its own. */
type Told = Signal extends infer One
  ? One extends Signal
    ? Omit<One, "at">
    : never
  : never;

class Walk {
  pages = 0;
  private at = 0;
  private step: Step;
  private product = 0;
  private readonly seen: number[] = [];
  private lines = 0;
  private totalMinor = 0;
  private readonly signals: Signal[] = [];
  private readonly steps: Step[] = [];
  private readonly kind: ShopperKind;
  private readonly random: Random;

  constructor(kind: ShopperKind, random: Random) {
    this.kind = kind;
    this.random = random;
    this.step = random.chance(0.45) ? "product" : "browse";
    this.product = random.int(1, PRODUCTS);
  }

  goTo(next: Step): void {
    if (next === "basket" && this.step === "product") this.add();
    else if (
      next === "product" ||
      (next === "basket" && this.random.chance(0.6))
    )
      this.turnToProduct();
    // A basket grows now and then.
    if (this.step === "basket" && this.random.chance(0.3)) this.add();
    this.step = next;
  }

  /** One page with all that happens on it; returns what comes next. */
  seePage(): Next {
    const { chain, habits, lingers, ...shopper } = SHOPPERS[this.kind];
    const dwell = shopper.dwell * (this.lines ? lingers : 1);
    const { random } = this;
    this.pages++;
    const next = random.weighted(
      Object.entries(chain[this.step]).map(([value, weight]) => ({
        value: value as Next,
        weight,
      })),
    );
    if (this.step === "checkout") {
      this.tell({ kind: "checkout" });
      this.wait(random.between(30, 120));
      return next;
    }
    this.openPage();
    this.wait(random.between(0.1, 0.4) * dwell);
    this.scroll();
    this.follow(habits);
    // Doubt is seen before it is decided: whoever is about to leave pauses and turns away more often.
    const leaving = next === "left";
    if (random.chance((habits.idles ?? 0) * (leaving ? 1.8 : 0.7)))
      this.pause(random.int(1, leaving ? 4 : 2));
    this.wait(random.between(0.2, 1.2) * dwell);
    if (random.chance(leaving ? 0.55 : 0.04))
      this.tell({
        kind: "exit",
        how: random.chance(0.7) ? "pointer-left" : "scrolled-up",
      });
    if (leaving) this.wait(random.between(1, 20));
    return next;
  }

  end(purchased: boolean): MadeUpVisit {
    const { returning, comesBack } = SHOPPERS[this.kind];
    if (purchased) this.tell({ kind: "purchased" });
    const { kind, signals, steps, random } = this;
    return {
      kind,
      returning: random.chance(returning),
      signals,
      steps,
      purchased,
      comesBack: !purchased && random.chance(comesBack),
      endsAt: this.at,
    };
  }

  private openPage(): void {
    const { step, product, random } = this;
    const onProduct =
      step === "product" || (step === "basket" && random.chance(0.6));
    const page: PageKind = onProduct
      ? "product"
      : step === "cart"
        ? "cart"
        : random.weighted([
            { weight: 6, value: "collection" as const },
            { weight: 3, value: "home" as const },
            { weight: 1, value: "search" as const },
          ]);
    this.tell({
      kind: "page",
      page,
      ...(onProduct
        ? {
            productId: String(product),
            priceMinor: priceOf(product),
            ...(product <= SIZED_PRODUCTS ? { sized: true } : {}),
          }
        : {}),
    });
    if (onProduct && !this.seen.includes(product)) this.seen.push(product);
    if (page === "search" && random.chance(0.3))
      this.tell({ kind: "search-empty" });
    if (this.lines) this.tellCart("none");
  }

  private scroll(): void {
    for (let depth = 25; depth <= 100; depth += 25) {
      if (this.random.chance(0.45)) return;
      this.tell({ kind: "scroll", depth });
      this.wait(1);
    }
  }

  private follow(habits: (typeof SHOPPERS)[ShopperKind]["habits"]): void {
    const { random, step } = this;
    const product = step === "product" || step === "basket";
    const often = (chance = 0) => random.chance(chance);
    if (product && often(habits.opensSize))
      this.tell({ kind: "opened", topic: "size" });
    if (often(habits.opensDelivery))
      this.tell({ kind: "opened", topic: "delivery" });
    if (product && often(habits.opensReviews))
      this.tell({ kind: "opened", topic: "reviews" });
    if (product && often(habits.copies)) this.tell({ kind: "copied" });
    if (step === "cart" && often(habits.wantsCode)) {
      this.tell({ kind: "coupon-focus" });
      this.wait(4);
      if (random.chance(0.6)) this.tell({ kind: "coupon-failed" });
    }
    if (step === "cart" && this.lines > 1 && often(habits.removes)) {
      this.lines--;
      this.totalMinor = Math.round(
        (this.totalMinor * this.lines) / (this.lines + 1),
      );
      this.tellCart("remove");
    }
    if (often(habits.hides)) {
      this.tell({ kind: "hidden" });
      this.wait(random.between(5, 120));
      this.tell({ kind: "visible" });
    }
  }

  private pause(quarters: number): void {
    for (let n = 1; n <= quarters; n++) {
      this.wait(15);
      this.tell({ kind: "idle", seconds: 15 * n });
    }
    this.wait(2);
    this.tell({ kind: "act" });
  }

  private turnToProduct(): void {
    const { random, seen, product } = this;
    const others = seen.filter((one) => one !== product);
    this.product =
      others.length && random.chance(SHOPPERS[this.kind].returnsToProduct)
        ? others.at(-1)!
        : random.int(1, PRODUCTS);
  }

  private add(): void {
    this.lines++;
    this.totalMinor += priceOf(this.product);
    this.tellCart("add");
  }

  private tellCart(change: "none" | "add" | "remove"): void {
    this.tell({
      kind: "cart",
      change,
      count: this.lines,
      totalMinor: this.totalMinor,
    });
  }

  private tell(told: Told): void {
    this.signals.push({ at: Math.round(this.at), ...told });
    this.steps.push(this.step);
  }

  private wait(seconds: number): void {
    this.at += seconds * 1000;
  }
}

function priceOf(product: number): number {
  return 900 + ((product * 7919) % 160) * 100;
}
