import { classOf, type Discount } from "../../world/discounts.ts";
import { type Allocated, allocate, type Candidate } from "./allocate.ts";
import { allocateBxgy } from "./bxgy.ts";
import {
  type DiscountInput,
  refuse,
  type RefusalReason,
} from "./entitlement.ts";

/**
 * Which codes take off how much. Pure: the same for the cart, the checkout and tests.
 *
 * As Shopify does: a discount on everything is an order discount (taken off the subtotal that product discounts left), free
 * delivery a shipping discount (off the chosen delivery, never off the basket), any other a product discount (taken off its
 * lines). A line carries at most one product discount, the best. Codes that may not combine compete; the set that saves most
 * wins, and the losers stay listed with their reason.
 */
export interface DiscountResult extends Allocated {
  codes: CodeVerdict[];
}

export interface CodeVerdict {
  code: string;
  applicable: boolean;
  reason: RefusalReason | null;
}

/** Shopify takes at most five codes for products and orders together, and one for delivery. */
const MAX_CODES = 5;

export function computeDiscounts(input: DiscountInput): DiscountResult {
  const verdicts = new Map<string, RefusalReason | null>();
  const candidates: Candidate[] = [];
  for (const code of input.codes) {
    const key = code.toLowerCase();
    if (verdicts.has(key)) continue;
    const discount = findByCode(input.discounts, code);
    const reason = discount ? judge(discount, code, input) : "unknown";
    const full =
      reason === null &&
      candidates.filter(({ discount: one }) => !isShipping(one)).length >=
        MAX_CODES &&
      !(discount && isShipping(discount));
    verdicts.set(key, full ? "too-many-codes" : reason);
    if (discount && verdicts.get(key) === null)
      candidates.push({ code, discount });
  }
  const chosen = chooseBest(candidates, input);
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

const isShipping = (discount: Discount) => classOf(discount) === "SHIPPING";

function judge(
  discount: Discount,
  code: string,
  input: DiscountInput,
): RefusalReason | null {
  const reason = refuse(discount, code, input);
  if (reason || discount.kind !== "bxgy") return reason;
  return allocateBxgy(discount, input.lines).some((amount) => amount > 0)
    ? null
    : "gift-missing";
}

function mayCombine(a: Discount, b: Discount): boolean {
  // Two codes of one discount never stack: Shopify counts them as the same discount used twice.
  if (a.id === b.id) return false;
  // Nor do two that make delivery free, whatever they say of each other.
  if (isShipping(a) && isShipping(b)) return false;
  const allows = (from: Discount, to: Discount) =>
    ({
      ORDER: from.combinesWith.orderDiscounts,
      PRODUCT: from.combinesWith.productDiscounts,
      SHIPPING: from.combinesWith.shippingDiscounts,
    })[classOf(to)];
  return allows(a, b) && allows(b, a);
}

function chooseBest(
  candidates: Candidate[],
  { lines, delivery }: DiscountInput,
): { set: Candidate[]; result: Allocated } {
  let best: { set: Candidate[]; result: Allocated } = {
    set: [],
    result: allocate([], lines, delivery.price),
  };
  const savings = ({ total, shippingDiscount }: Allocated) =>
    total + shippingDiscount;
  for (let mask = 1; mask < 1 << candidates.length; mask++) {
    const set = candidates.filter((_, index) => mask & (1 << index));
    const combinable = set.every((a, i) =>
      set.every((b, j) => i >= j || mayCombine(a.discount, b.discount)),
    );
    if (!combinable) continue;
    const result = allocate(set, lines, delivery.price);
    // Equal savings: the larger set wins, so that a code that may stand beside another is not called inapplicable.
    const more = savings(result) - savings(best.result);
    if (more > 0 || (more === 0 && set.length > best.set.length))
      best = { set, result };
  }
  return best;
}
