import {
  type BasicDiscount,
  classOf,
  type Discount,
} from "../../world/discounts.ts";
import type { Id, Minor } from "../../world/values.ts";
import { allocateBxgy } from "./bxgy.ts";
import {
  type DiscountLine,
  isEntitled,
  lineTotal,
  sum,
} from "./entitlement.ts";

export interface Candidate {
  code: string;
  discount: Discount;
}

export interface DiscountApplication {
  code: string;
  discountId: Id;
  title: string;
  target: "order" | "product" | "shipping";
  type: "percentage" | "fixed_amount";
  value: number; // percent, or minor units
  allocationMethod: "across" | "each";
  amount: Minor;
  /** One per line of the input, in its order; they sum to `amount`. All zero for delivery, which is on no line. */
  allocations: Minor[];
}

export interface Allocated {
  applications: DiscountApplication[];
  /** Per line: what product discounts take off, and what order discounts take off. */
  lineDiscounts: Minor[];
  orderDiscounts: Minor[];
  /** Off the basket: delivery is not in it. */
  total: Minor;
  /** Off the chosen delivery. */
  shippingDiscount: Minor;
}

/** What a set of discounts that may stand together takes off. `deliveryPrice` is null while no delivery is chosen. */
export function allocate(
  set: Candidate[],
  lines: DiscountLine[],
  deliveryPrice: Minor | null,
): Allocated {
  const ofClass = (wanted: ReturnType<typeof classOf>) =>
    set.filter(({ discount }) => classOf(discount) === wanted);
  const products = ofClass("PRODUCT");
  const wanted = products.map(({ discount }) =>
    allocateProduct(discount, lines),
  );
  // One product discount per line: the one that takes off most there, the earlier code when equal.
  const applications = products.map((candidate, which) => {
    const allocations = lines.map((_, line) => {
      const mine = wanted[which]?.[line] ?? 0;
      const better = wanted.some((other, index) => {
        const theirs = other[line] ?? 0;
        return theirs > mine || (theirs === mine && index < which);
      });
      return better ? 0 : mine;
    });
    return toApplication(candidate, allocations);
  });
  const lineDiscounts = lines.map((_, line) =>
    sum(applications.map((application) => application.allocations[line] ?? 0)),
  );
  const left = lines.map((line, index) =>
    line.giftCard ? 0 : lineTotal(line) - (lineDiscounts[index] ?? 0),
  );
  const subtotal = sum(left);
  const orderDiscounts = lines.map(() => 0);
  for (const candidate of ofClass("ORDER")) {
    const { value } = candidate.discount as BasicDiscount;
    // Each order discount is reckoned from the subtotal after product discounts; together they never exceed what is left.
    const full =
      value.kind === "percentage"
        ? Math.round((subtotal * value.percent) / 100)
        : value.amount;
    const rest = left.map(
      (amount, index) => amount - (orderDiscounts[index] ?? 0),
    );
    const allocations = split(Math.min(full, sum(rest)), rest);
    allocations.forEach(
      (amount, index) =>
        (orderDiscounts[index] = (orderDiscounts[index] ?? 0) + amount),
    );
    applications.push(toApplication(candidate, allocations));
  }
  const shipping = ofClass("SHIPPING");
  const shippingDiscount = shipping.length > 0 ? (deliveryPrice ?? 0) : 0;
  for (const candidate of shipping)
    applications.push({
      ...toApplication(
        candidate,
        lines.map(() => 0),
      ),
      amount: shippingDiscount,
    });
  return {
    applications,
    lineDiscounts,
    orderDiscounts,
    total: sum(lineDiscounts) + sum(orderDiscounts),
    shippingDiscount,
  };
}

function allocateProduct(discount: Discount, lines: DiscountLine[]): Minor[] {
  if (discount.kind === "bxgy") return allocateBxgy(discount, lines);
  if (discount.kind === "free-shipping") return lines.map(() => 0);
  const { value, items } = discount;
  const totals = lines.map((line) =>
    isEntitled(items, line) ? lineTotal(line) : 0,
  );
  if (value.kind === "percentage")
    return totals.map((total) =>
      Math.min(total, Math.round((total * value.percent) / 100)),
    );
  if (value.eachItem)
    return lines.map((line, index) =>
      Math.min(totals[index] ?? 0, value.amount * line.quantity),
    );
  return split(Math.min(value.amount, sum(totals)), totals);
}

/** What the discount says of itself: free delivery is 100 % of it, a gift what is taken off each. */
function valueOf(
  discount: Discount,
): Pick<DiscountApplication, "type" | "value" | "allocationMethod"> {
  if (discount.kind === "free-shipping")
    return { type: "percentage", value: 100, allocationMethod: "each" };
  const each =
    discount.kind === "bxgy" ||
    (discount.value.kind === "amount" && discount.value.eachItem);
  const value =
    discount.kind === "bxgy" ? discount.gets.effect : discount.value;
  return {
    type: value.kind === "percentage" ? "percentage" : "fixed_amount",
    value: value.kind === "percentage" ? value.percent : value.amount,
    allocationMethod: each ? "each" : "across",
  };
}

function toApplication(
  { code, discount }: Candidate,
  allocations: Minor[],
): DiscountApplication {
  return {
    code:
      discount.codes.find(
        (one) => one.code.toLowerCase() === code.toLowerCase(),
      )?.code ?? code,
    discountId: discount.id,
    title: discount.title,
    target: (
      { ORDER: "order", PRODUCT: "product", SHIPPING: "shipping" } as const
    )[classOf(discount)],
    ...valueOf(discount),
    amount: sum(allocations),
    allocations,
  };
}

/** Splits an amount over weights so that the parts sum exactly and no part exceeds its weight (largest remainder). */
export function split(amount: Minor, weights: Minor[]): Minor[] {
  const total = sum(weights);
  if (total === 0 || amount === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / total);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  let missing = amount - sum(parts);
  for (const { index } of [...order, ...order]) {
    if (missing === 0) break;
    if ((parts[index] ?? 0) >= (weights[index] ?? 0)) continue;
    parts[index] = (parts[index] ?? 0) + 1;
    missing -= 1;
  }
  return parts;
}
