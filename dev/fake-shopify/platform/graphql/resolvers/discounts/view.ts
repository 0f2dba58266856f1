/** Discounts as the Admin API shows them: status, items, values, codes. */
import { storefrontOrigin } from "../../../../context.ts";
import {
  classOf,
  type Discount,
  type DiscountItems,
} from "../../../../world/discounts.ts";
import { gid } from "../../../../world/world.ts";
import type { AdminCall, Source } from "../../call.ts";
import { connection, type PageArgs } from "../../connection.ts";
import { decimalText, money } from "../../money.ts";
import { parseSearch } from "../../search.ts";
import { toCustomer } from "../customers.ts";
import {
  findCollection,
  findProduct,
  findVariant,
  type ListArgs,
} from "../products.ts";
import { headOf, summaryOf } from "./summary.ts";

export function statusOf(
  discount: Discount,
  now: Date,
): "ACTIVE" | "EXPIRED" | "SCHEDULED" {
  if (discount.endsAt && Date.parse(discount.endsAt) <= now.getTime())
    return "EXPIRED";
  return Date.parse(discount.startsAt) > now.getTime() ? "SCHEDULED" : "ACTIVE";
}

export function toCode(code: Discount["codes"][number]): Source {
  return {
    __typename: "DiscountRedeemCode",
    id: gid("DiscountRedeemCode", code.id),
    code: code.code,
    asyncUsageCount: code.used,
  };
}

function itemsView(items: DiscountItems, call: AdminCall): Source {
  if (items.kind === "all")
    return { __typename: "AllDiscountItems", allItems: true };
  if (items.kind === "products")
    return {
      __typename: "DiscountProducts",
      products: (args: PageArgs) =>
        connection({
          items: items.productIds.map((id) => ({ id })),
          args,
          toNode: ({ id }) => findProduct(call, gid("Product", id)) ?? {},
        }),
      productVariants: (args: PageArgs) =>
        connection({
          items: items.variantIds.map((id) => ({ id })),
          args,
          toNode: ({ id }) =>
            findVariant(call, gid("ProductVariant", id)) ?? {},
        }),
    };
  return {
    __typename: "DiscountCollections",
    collections: (args: PageArgs) =>
      connection({
        items: items.collectionIds.map((id) => ({ id })),
        args,
        toNode: ({ id }) => findCollection(call, gid("Collection", id)) ?? {},
      }),
  };
}

function valueView(
  value:
    | { kind: "percentage"; percent: number }
    | { kind: "amount"; amount: number; eachItem?: boolean },
  call: AdminCall,
): Source {
  return value.kind === "percentage"
    ? { __typename: "DiscountPercentage", percentage: value.percent / 100 }
    : {
        __typename: "DiscountAmount",
        amount: money(value.amount, call.shop.currency),
        appliesOnEachItem: value.eachItem ?? false,
      };
}

const ONE_TIME = {
  appliesOnOneTimePurchase: true,
  appliesOnSubscription: false,
};

/** The fields that only one kind of discount has. */
function ownFields(discount: Discount, call: AdminCall): Source {
  const { currency } = call.shop;
  switch (discount.kind) {
    case "basic":
      return {
        __typename: "DiscountCodeBasic",
        discountClass: classOf(discount),
        shortSummary: headOf(discount, call.shop),
        recurringCycleLimit: 1,
        minimumRequirement: minimumView(discount, call),
        customerGets: {
          ...ONE_TIME,
          items: itemsView(discount.items, call),
          value: valueView(discount.value, call),
        },
      };
    case "free-shipping":
      return {
        __typename: "DiscountCodeFreeShipping",
        ...ONE_TIME,
        discountClass: "SHIPPING",
        shortSummary: headOf(discount, call.shop),
        recurringCycleLimit: 1,
        minimumRequirement: minimumView(discount, call),
        maximumShippingPrice:
          discount.maximumShippingPrice === null
            ? null
            : money(discount.maximumShippingPrice, currency),
        destinationSelection:
          discount.destination.kind === "all"
            ? { __typename: "DiscountCountryAll", allCountries: true }
            : {
                __typename: "DiscountCountries",
                countries: discount.destination.codes,
                includeRestOfWorld: discount.destination.restOfWorld,
              },
      };
    case "bxgy":
      return {
        __typename: "DiscountCodeBxgy",
        discountClass: "PRODUCT",
        usesPerOrderLimit: discount.usesPerOrderLimit,
        customerBuys: {
          isOneTimePurchase: true,
          isSubscription: false,
          items: itemsView(discount.buys.items, call),
          value:
            discount.buys.value.kind === "quantity"
              ? quantityView(discount.buys.value.quantity)
              : {
                  __typename: "DiscountPurchaseAmount",
                  amount: decimalText(discount.buys.value.amount, currency),
                },
        },
        customerGets: {
          ...ONE_TIME,
          items: itemsView(discount.gets.items, call),
          value: {
            __typename: "DiscountOnQuantity",
            quantity: quantityView(discount.gets.quantity),
            effect: valueView(discount.gets.effect, call),
          },
        },
      };
  }
}

const quantityView = (quantity: number): Source => ({
  __typename: "DiscountQuantity",
  quantity: String(quantity),
});

function minimumView({ minimum }: Discount, call: AdminCall): Source | null {
  if (minimum.kind === "none") return null;
  return minimum.kind === "subtotal"
    ? {
        __typename: "DiscountMinimumSubtotal",
        greaterThanOrEqualToSubtotal: money(minimum.amount, call.shop.currency),
      }
    : {
        __typename: "DiscountMinimumQuantity",
        greaterThanOrEqualToQuantity: String(minimum.quantity),
      };
}

function toCodeDiscount(discount: Discount, call: AdminCall): Source {
  const { customers } = discount;
  return {
    title: discount.title,
    status: () => statusOf(discount, call.now),
    summary: summaryOf(discount, call.shop),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    createdAt: discount.createdAt,
    updatedAt: discount.updatedAt,
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.appliesOncePerCustomer,
    tags: [],
    hasTimelineComment: false,
    asyncUsageCount: discount.codes.reduce((sum, code) => sum + code.used, 0),
    discountClasses: [classOf(discount)],
    combinesWith: discount.combinesWith,
    codesCount: { count: discount.codes.length, precision: "EXACT" },
    codes: (args: ListArgs) => {
      const matches = parseSearch({
        query: args.query,
        fields: {
          default: (code: Discount["codes"][number]) => code.code,
          id: (code) => Number(code.id),
        },
        subject: "codes",
      });
      return connection({
        items: discount.codes.filter(matches),
        args,
        toNode: toCode,
      });
    },
    shareableUrls: discount.codes.slice(0, 1).map(({ code }) => ({
      title: discount.title,
      targetType: "HOME_PAGE",
      url: `${storefrontOrigin(call.ctx, call.shop.shop)}/discount/${encodeURIComponent(code)}`,
    })),
    context:
      customers.kind === "all"
        ? { __typename: "DiscountBuyerSelectionAll", all: "ALL" }
        : {
            __typename: "DiscountCustomers",
            customers: () =>
              call.shop.customers
                .filter((one) => customers.customerIds.includes(one.id))
                .map((one) => toCustomer(one, call)),
          },
    ...ownFields(discount, call),
  };
}

export function toCodeNode(discount: Discount, call: AdminCall): Source {
  return {
    __typename: "DiscountCodeNode",
    id: gid("DiscountCodeNode", discount.id),
    codeDiscount: toCodeDiscount(discount, call),
  };
}

export function toDiscountNode(discount: Discount, call: AdminCall): Source {
  return {
    __typename: "DiscountNode",
    id: gid("DiscountNode", discount.id),
    discount: toCodeDiscount(discount, call),
  };
}
