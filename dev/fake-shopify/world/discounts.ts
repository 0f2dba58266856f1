/** The merchant's discounts with their codes, as the world remembers them, and the class Shopify puts each in. */
import type { Id, Iso, Minor } from "./values.ts";

export type DiscountItems =
  | { kind: "all" }
  | { kind: "products"; productIds: Id[]; variantIds: Id[] }
  | { kind: "collections"; collectionIds: Id[] };

export type DiscountValue =
  | { kind: "percentage"; percent: number }
  | { kind: "amount"; amount: Minor; eachItem: boolean };

export type DiscountMinimum =
  | { kind: "none" }
  | { kind: "subtotal"; amount: Minor }
  | { kind: "quantity"; quantity: number };

interface DiscountBase {
  id: Id; // of the DiscountCodeNode
  title: string;
  minimum: DiscountMinimum;
  customers: { kind: "all" } | { kind: "customers"; customerIds: Id[] };
  combinesWith: {
    orderDiscounts: boolean;
    productDiscounts: boolean;
    shippingDiscounts: boolean;
  };
  usageLimit: number | null; // per code
  appliesOncePerCustomer: boolean;
  startsAt: Iso;
  endsAt: Iso | null;
  codes: { id: Id; code: string; used: number; usedBy: string[] }[];
  bulk: boolean; // a bulk add was made: the code can no longer be updated
  createdBy: "app" | "merchant";
  createdAt: Iso;
  updatedAt: Iso;
  bulkCreations: BulkCreation[];
}

export interface BasicDiscount extends DiscountBase {
  kind: "basic";
  value: DiscountValue;
  items: DiscountItems;
}

export interface FreeShippingDiscount extends DiscountBase {
  kind: "free-shipping";
  /** `restOfWorld`: also where the shop has no delivery zone of its own. */
  destination:
    | { kind: "all" }
    | { kind: "countries"; codes: string[]; restOfWorld: boolean };
  /** Dearer ways of delivery stay at their price; null: all are free. */
  maximumShippingPrice: Minor | null;
}

export interface BxgyDiscount extends DiscountBase {
  kind: "bxgy";
  buys: {
    items: DiscountItems;
    value:
      | { kind: "quantity"; quantity: number }
      | { kind: "amount"; amount: Minor };
  };
  gets: {
    items: DiscountItems;
    quantity: number;
    /** Taken off each of them. */
    effect:
      | { kind: "percentage"; percent: number }
      | { kind: "amount"; amount: Minor };
  };
  usesPerOrderLimit: number | null;
}

export type Discount = BasicDiscount | FreeShippingDiscount | BxgyDiscount;

export interface BulkCreation {
  id: Id;
  createdAt: Iso;
  done: boolean;
  codes: {
    code: string;
    errors: { message: string; code: string }[];
    imported: boolean;
  }[];
}

export type DiscountClass = "ORDER" | "PRODUCT" | "SHIPPING";

/** A discount on everything is an order discount, unless an amount goes off each item. */
export function classOf(discount: Discount): DiscountClass {
  if (discount.kind === "free-shipping") return "SHIPPING";
  if (discount.kind === "bxgy") return "PRODUCT";
  const { items, value } = discount;
  return items.kind === "all" && !(value.kind === "amount" && value.eachItem)
    ? "ORDER"
    : "PRODUCT";
}
