import type { Discount, Id, Iso, Minor } from "../world/types.ts";

/**
 * Which codes take off how much. Pure: the same for the cart, the checkout and tests.
 *
 * As Shopify does: a discount on everything is an order discount (taken off the subtotal that product discounts left), any
 * other a product discount (taken off its lines). A line carries at most one product discount, the best. Codes that may not
 * combine compete; the set that saves most wins, and the losers stay listed with their reason.
 */
export interface DiscountLine {
  productId: Id;
  variantId: Id;
  collectionIds: Id[];
  quantity: number;
  price: Minor; // of one
}

export interface DiscountInput {
  lines: DiscountLine[];
  codes: string[];
  discounts: Discount[];
  now: Iso;
  /** Who buys, as far as known: decides over once-per-customer and chosen customers. */
  customer: { id: Id | null; email: string | null };
}

export type RefusalReason =
  | "unknown"
  | "not-started"
  | "ended"
  | "used-up"
  | "once-per-customer"
  | "other-customers"
  | "minimum-subtotal"
  | "minimum-quantity"
  | "no-matching-items"
  | "does-not-combine"
  | "too-many-codes";

export interface CodeVerdict {
  code: string;
  applicable: boolean;
  reason: RefusalReason | null;
}

export interface DiscountApplication {
  code: string;
  discountId: Id;
  title: string;
  target: "order" | "product";
  type: "percentage" | "fixed_amount";
  value: number; // percent, or minor units
  allocationMethod: "across" | "each";
  amount: Minor;
  /** One per line of the input, in its order; they sum to `amount`. */
  allocations: Minor[];
}

export interface DiscountResult {
  codes: CodeVerdict[];
  applications: DiscountApplication[];
  /** Per line: what product discounts take off, and what order discounts take off. */
  lineDiscounts: Minor[];
  orderDiscounts: Minor[];
  total: Minor;
}

/** Shopify takes at most five codes for products and orders together. */
const MAX_CODES = 5;

interface Candidate {
  code: string;
  discount: Discount;
}

export function computeDiscounts(input: DiscountInput): DiscountResult {
  const verdicts = new Map<string, RefusalReason | null>();
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const code of input.codes) {
    const discount = findByCode(input.discounts, code);
    const key = code.toLowerCase();
    const reason = seen.has(key)
      ? null
      : discount
        ? refuse(discount, code, input)
        : "unknown";
    if (!seen.has(key)) {
      verdicts.set(
        key,
        candidates.length >= MAX_CODES && !reason ? "too-many-codes" : reason,
      );
      if (discount && verdicts.get(key) === null)
        candidates.push({ code, discount });
    }
    seen.add(key);
  }
  const chosen = chooseBest(candidates, input.lines);
  for (const { code } of candidates) {
    if (!chosen.set.some((one) => one.code === code))
      verdicts.set(code.toLowerCase(), "does-not-combine");
  }
  return {
    ...chosen.result,
    codes: input.codes.map((code) => {
      const reason = verdicts.get(code.toLowerCase()) ?? null;
      return { code, applicable: reason === null, reason };
    }),
  };
}

export function findByCode(
  discounts: Discount[],
  code: string,
): Discount | undefined {
  const wanted = code.toLowerCase();
  return discounts.find((discount) =>
    discount.codes.some((one) => one.code.toLowerCase() === wanted),
  );
}

function refuse(
  discount: Discount,
  code: string,
  { lines, now, customer }: DiscountInput,
): RefusalReason | null {
  if (discount.startsAt > now) return "not-started";
  if (discount.endsAt !== null && discount.endsAt <= now) return "ended";
  const redeem = discount.codes.find(
    (one) => one.code.toLowerCase() === code.toLowerCase(),
  );
  if (
    discount.usageLimit !== null &&
    redeem &&
    redeem.used >= discount.usageLimit
  )
    return "used-up";
  const identities = [customer.id, customer.email?.toLowerCase()].filter(
    (one): one is string => Boolean(one),
  );
  if (
    discount.appliesOncePerCustomer &&
    discount.codes.some((one) =>
      one.usedBy.some((who) => identities.includes(who.toLowerCase())),
    )
  ) {
    return "once-per-customer";
  }
  if (
    discount.customers.kind === "customers" &&
    !(customer.id && discount.customers.customerIds.includes(customer.id))
  )
    return "other-customers";
  const entitled = lines.filter((line) => isEntitled(discount, line));
  if (entitled.length === 0) return "no-matching-items";
  if (
    discount.minimum.kind === "subtotal" &&
    sum(entitled.map(lineTotal)) < discount.minimum.amount
  )
    return "minimum-subtotal";
  if (
    discount.minimum.kind === "quantity" &&
    sum(entitled.map((line) => line.quantity)) < discount.minimum.quantity
  )
    return "minimum-quantity";
  return null;
}

function isEntitled(discount: Discount, line: DiscountLine): boolean {
  const { items } = discount;
  if (items.kind === "all") return true;
  if (items.kind === "products")
    return (
      items.productIds.includes(line.productId) ||
      items.variantIds.includes(line.variantId)
    );
  return items.collectionIds.some((id) => line.collectionIds.includes(id));
}

function isOrderDiscount(discount: Discount): boolean {
  return (
    discount.items.kind === "all" &&
    !(discount.value.kind === "amount" && discount.value.eachItem)
  );
}

function mayCombine(a: Discount, b: Discount): boolean {
  // Two codes of one discount never stack: Shopify counts them as the same discount used twice.
  if (a.id === b.id) return false;
  const allows = (from: Discount, to: Discount) =>
    isOrderDiscount(to)
      ? from.combinesWith.orderDiscounts
      : from.combinesWith.productDiscounts;
  return allows(a, b) && allows(b, a);
}

function chooseBest(candidates: Candidate[], lines: DiscountLine[]) {
  let best: { set: Candidate[]; result: Omit<DiscountResult, "codes"> } = {
    set: [],
    result: apply([], lines),
  };
  for (let mask = 1; mask < 1 << candidates.length; mask++) {
    const set = candidates.filter((_, index) => mask & (1 << index));
    const combinable = set.every((a, i) =>
      set.every((b, j) => i >= j || mayCombine(a.discount, b.discount)),
    );
    if (!combinable) continue;
    const result = apply(set, lines);
    // Equal savings: the larger set wins, so that a code that may stand beside another is not called inapplicable.
    if (
      result.total > best.result.total ||
      (result.total === best.result.total && set.length > best.set.length)
    )
      best = { set, result };
  }
  return best;
}

function apply(
  set: Candidate[],
  lines: DiscountLine[],
): Omit<DiscountResult, "codes"> {
  const products = set.filter(({ discount }) => !isOrderDiscount(discount));
  const orders = set.filter(({ discount }) => isOrderDiscount(discount));
  const wanted = products.map(({ discount }) =>
    allocateProduct(discount, lines),
  );
  // One product discount per line: the one that takes off most there, the earlier code when equal.
  const applications = products.map(({ code, discount }, which) => {
    const allocations = lines.map((_, line) => {
      const mine = wanted[which]?.[line] ?? 0;
      const better = wanted.some((other, index) => {
        const theirs = other[line] ?? 0;
        return theirs > mine || (theirs === mine && index < which);
      });
      return better ? 0 : mine;
    });
    return toApplication({ code, discount }, allocations);
  });
  const lineDiscounts = lines.map((_, line) =>
    sum(applications.map((application) => application.allocations[line] ?? 0)),
  );
  const left = lines.map(
    (line, index) => lineTotal(line) - (lineDiscounts[index] ?? 0),
  );
  const subtotal = sum(left);
  const orderDiscounts = lines.map(() => 0);
  for (const candidate of orders) {
    const { value } = candidate.discount;
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
  return {
    applications,
    lineDiscounts,
    orderDiscounts,
    total: sum(lineDiscounts) + sum(orderDiscounts),
  };
}

function allocateProduct(discount: Discount, lines: DiscountLine[]): Minor[] {
  const { value } = discount;
  const totals = lines.map((line) =>
    isEntitled(discount, line) ? lineTotal(line) : 0,
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

function toApplication(
  { code, discount }: Candidate,
  allocations: Minor[],
): DiscountApplication {
  const { value } = discount;
  return {
    code:
      discount.codes.find(
        (one) => one.code.toLowerCase() === code.toLowerCase(),
      )?.code ?? code,
    discountId: discount.id,
    title: discount.title,
    target: isOrderDiscount(discount) ? "order" : "product",
    type: value.kind === "percentage" ? "percentage" : "fixed_amount",
    value: value.kind === "percentage" ? value.percent : value.amount,
    allocationMethod:
      value.kind === "amount" && value.eachItem ? "each" : "across",
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

function lineTotal(line: DiscountLine): Minor {
  return line.price * line.quantity;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
