import type { BxgyDiscount } from "../../world/discounts.ts";
import type { Minor } from "../../world/values.ts";
import { type DiscountLine, isEntitled, sum } from "./entitlement.ts";

interface Unit {
  line: number;
  price: Minor;
  buys: boolean;
}

/**
 * What "buy X, get Y" takes off each line. No piece counts both as bought and as got, and the cheapest pieces are the gifts.
 * All zero when the basket lacks X or Y: Shopify never puts Y into the basket itself.
 */
export function allocateBxgy(
  discount: BxgyDiscount,
  lines: DiscountLine[],
): Minor[] {
  const off = lines.map(() => 0);
  for (const unit of chooseGifts(discount, lines)) {
    const { effect } = discount.gets;
    off[unit.line] =
      (off[unit.line] ?? 0) +
      (effect.kind === "percentage"
        ? Math.round((unit.price * effect.percent) / 100)
        : Math.min(unit.price, effect.amount));
  }
  return off;
}

function chooseGifts(discount: BxgyDiscount, lines: DiscountLine[]): Unit[] {
  const units = lines.flatMap((line, index) =>
    Array.from({ length: line.quantity }, () => ({
      line: index,
      price: line.price,
      buys: isEntitled(discount.buys.items, line),
      gets: isEntitled(discount.gets.items, line),
    })),
  );
  const gifts = units
    .filter((unit) => unit.gets)
    .sort((a, b) => a.price - b.price);
  const most = Math.min(
    discount.usesPerOrderLimit ?? Infinity,
    Math.floor(gifts.length / discount.gets.quantity),
  );
  const { value } = discount.buys;
  // What the pieces that count as bought come to, before any of them is given away.
  const bought = sum(
    units
      .filter((unit) => unit.buys)
      .map((unit) => (value.kind === "quantity" ? 1 : unit.price)),
  );
  for (let uses = most; uses > 0; uses--) {
    let spare =
      bought -
      uses * (value.kind === "quantity" ? value.quantity : value.amount);
    const chosen: Unit[] = [];
    for (const unit of gifts) {
      if (chosen.length === uses * discount.gets.quantity) break;
      const weight = !unit.buys
        ? 0
        : value.kind === "quantity"
          ? 1
          : unit.price;
      if (weight > 0 && weight > spare) continue;
      spare -= weight;
      chosen.push(unit);
    }
    if (spare >= 0 && chosen.length === uses * discount.gets.quantity)
      return chosen;
  }
  return [];
}
