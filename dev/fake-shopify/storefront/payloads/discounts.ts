import type { AppliedDiscount, ShippingLine } from "../../world/types.ts";
import { toMoney, toMoneySet } from "./money.ts";

/** `discount_codes` of a checkout or order; a code for delivery has the type "shipping". */
export function discountCodes(applied: AppliedDiscount[], currency: string) {
  return applied.map(({ code, amount, type, target }) => ({
    code,
    amount: toMoney(amount, currency),
    type: target === "shipping" ? "shipping" : type,
  }));
}

/** `discount_applications`: what `discount_application_index` of a line counts from 0. */
export function discountApplications(
  applied: AppliedDiscount[],
  currency: string,
) {
  return applied.map((one) => ({
    target_type: one.target === "shipping" ? "shipping_line" : "line_item",
    type: "discount_code",
    value:
      one.type === "percentage"
        ? one.value.toFixed(1)
        : toMoney(one.value, currency),
    value_type: one.type,
    allocation_method: one.allocationMethod,
    target_selection: one.target === "product" ? "entitled" : "all",
    code: one.code,
  }));
}

/** `discount_allocations` of the line that stands at `index`: what each application takes off it. */
export function lineAllocations(
  applied: AppliedDiscount[],
  index: number,
  currency: string,
) {
  return applied.flatMap((one, application) => {
    const amount = one.allocations[index] ?? 0;
    return amount > 0 ? [allocation(amount, application, currency)] : [];
  });
}

/** `shipping_lines`: one way of delivery, at its own price, with what a code takes off it. */
export function shippingLines(
  line: ShippingLine | null,
  applied: AppliedDiscount[],
  currency: string,
) {
  if (!line) return [];
  const which = applied.findIndex((one) => one.target === "shipping");
  return [
    {
      code: line.title,
      title: line.title,
      price: toMoney(line.price, currency),
      price_set: toMoneySet(line.price, currency),
      discounted_price: toMoney(line.price - line.discount, currency),
      discounted_price_set: toMoneySet(line.price - line.discount, currency),
      discount_allocations:
        line.discount > 0 && which >= 0
          ? [allocation(line.discount, which, currency)]
          : [],
      source: "shopify",
      carrier_identifier: null,
      tax_lines: [],
    },
  ];
}

function allocation(amount: number, application: number, currency: string) {
  return {
    amount: toMoney(amount, currency),
    amount_set: toMoneySet(amount, currency),
    discount_application_index: application,
  };
}
