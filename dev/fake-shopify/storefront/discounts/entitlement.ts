import type { Discount, DiscountItems } from "../../world/discounts.ts";
import type { Id, Iso, Minor } from "../../world/values.ts";

export interface DiscountLine {
  productId: Id;
  variantId: Id;
  collectionIds: Id[];
  quantity: number;
  price: Minor; // of one
  giftCard: boolean;
  requiresShipping: boolean;
}

export interface DiscountInput {
  lines: DiscountLine[];
  codes: string[];
  discounts: Discount[];
  now: Iso;
  /** Who buys, as far as known: decides over once-per-customer and chosen customers. */
  customer: { id: Id | null; email: string | null };
  /** Where it goes and what the chosen way costs; null while the checkout has not asked yet. */
  delivery: { countryCode: string | null; price: Minor | null };
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
  | "gift-missing"
  | "nothing-to-deliver"
  | "other-country"
  | "delivery-too-dear"
  | "does-not-combine"
  | "too-many-codes";

export const lineTotal = (line: DiscountLine): Minor =>
  line.price * line.quantity;

export const sum = (values: number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** Gift cards are never discounted, and never count towards a minimum. */
export function isEntitled(items: DiscountItems, line: DiscountLine): boolean {
  if (line.giftCard) return false;
  if (items.kind === "all") return true;
  if (items.kind === "products")
    return (
      items.productIds.includes(line.productId) ||
      items.variantIds.includes(line.variantId)
    );
  return items.collectionIds.some((id) => line.collectionIds.includes(id));
}

/** Why a code does not apply to this basket by itself; null when it does. */
export function refuse(
  discount: Discount,
  code: string,
  input: DiscountInput,
): RefusalReason | null {
  return refusePeriod(discount, code, input) ?? refuseBasket(discount, input);
}

function refusePeriod(
  discount: Discount,
  code: string,
  { now, customer }: DiscountInput,
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
  )
    return "once-per-customer";
  if (
    discount.customers.kind === "customers" &&
    !(customer.id && discount.customers.customerIds.includes(customer.id))
  )
    return "other-customers";
  return null;
}

function refuseBasket(
  discount: Discount,
  input: DiscountInput,
): RefusalReason | null {
  if (discount.kind === "free-shipping") {
    const refusal = refuseDelivery(discount, input);
    if (refusal) return refusal;
  }
  const items =
    discount.kind === "basic"
      ? discount.items
      : discount.kind === "bxgy"
        ? discount.buys.items
        : ({ kind: "all" } as const);
  const entitled = input.lines.filter((line) => isEntitled(items, line));
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

function refuseDelivery(
  discount: Extract<Discount, { kind: "free-shipping" }>,
  { lines, delivery }: DiscountInput,
): RefusalReason | null {
  if (!lines.some((line) => line.requiresShipping)) return "nothing-to-deliver";
  const { destination, maximumShippingPrice } = discount;
  if (
    destination.kind === "countries" &&
    delivery.countryCode !== null &&
    !destination.restOfWorld &&
    !destination.codes.includes(delivery.countryCode)
  )
    return "other-country";
  if (
    maximumShippingPrice !== null &&
    delivery.price !== null &&
    delivery.price > maximumShippingPrice
  )
    return "delivery-too-dear";
  return null;
}
