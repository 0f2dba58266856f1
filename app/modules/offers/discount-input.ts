import { toDecimal } from "#app/shared/money.ts";
import type { Terms } from "./offers.ts";

/**
 * `DiscountCodeBasicInput` for one campaign and end bucket: each code under it works once, in one order, until `endsAt`.
 * @see https://shopify.dev/docs/api/admin-graphql/latest/input-objects/DiscountCodeBasicInput
 */
export function discountInput({
  title,
  code,
  terms,
  currency,
  startsAt,
  endsAt,
}: {
  title: string;
  code: string;
  terms: Terms;
  currency: string;
  startsAt: Date;
  endsAt: Date;
}) {
  const { incentive, stacks, minCartMinor } = terms;
  const decimal = (minor: number) =>
    toDecimal({ minor: BigInt(minor), currency });
  return {
    title,
    code,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: "ALL" },
    customerGets: {
      items: { all: true },
      value:
        incentive.kind === "percent"
          ? { percentage: incentive.percent / 100 }
          : {
              discountAmount: {
                amount: decimal(incentive.amountMinor),
                appliesOnEachItem: false,
              },
            },
    },
    ...(minCartMinor > 1 && {
      minimumRequirement: {
        subtotal: {
          greaterThanOrEqualToSubtotal: decimal(minCartMinor),
        },
      },
    }),
    combinesWith: {
      orderDiscounts: stacks,
      productDiscounts: stacks,
      shippingDiscounts: stacks,
    },
  };
}
