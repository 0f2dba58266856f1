/** Discounts as the Admin API shows them: status, Shopify's own summaries, codes. */
import { storefrontOrigin } from "../../../context.ts";
import type { BulkCreation, Discount } from "../../../world/types.ts";
import { gid } from "../../../world/world.ts";
import type { AdminCall, Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { money, moneyText } from "../money.ts";
import { parseSearch } from "../search.ts";
import { toCustomer } from "./customers.ts";
import {
  findCollection,
  findProduct,
  findVariant,
  type ListArgs,
} from "./products.ts";

export function statusOf(
  discount: Discount,
  now: Date,
): "ACTIVE" | "EXPIRED" | "SCHEDULED" {
  if (discount.endsAt && Date.parse(discount.endsAt) <= now.getTime())
    return "EXPIRED";
  return Date.parse(discount.startsAt) > now.getTime() ? "SCHEDULED" : "ACTIVE";
}

/** "10% off one-time purchase products • Minimum purchase of $1.00 • One use per customer", as recorded. */
export function summaryOf(discount: Discount, currency: string): string {
  const inCurrency = (amount: number) =>
    new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    }).format(Number(moneyText(amount, currency)));
  const value =
    discount.value.kind === "percentage"
      ? `${Number(discount.value.percent.toFixed(2))}%`
      : inCurrency(discount.value.amount);
  const restricted =
    discount.minimum.kind !== "none" ||
    discount.appliesOncePerCustomer ||
    discount.value.kind === "amount";
  const count = (n: number, noun: string) =>
    `${n} ${noun}${n === 1 ? "" : "s"}`;
  const items = discount.items;
  const what =
    items.kind === "products"
      ? count(items.productIds.length + items.variantIds.length, "product")
      : items.kind === "collections"
        ? count(items.collectionIds.length, "collection")
        : restricted
          ? "one-time purchase products"
          : "entire order";
  const parts = [`${value} off ${what}`];
  if (discount.minimum.kind === "subtotal")
    parts.push(`Minimum purchase of ${inCurrency(discount.minimum.amount)}`);
  if (discount.minimum.kind === "quantity")
    parts.push(`Minimum quantity of ${discount.minimum.quantity}`);
  if (discount.customers.kind === "customers")
    parts.push(
      `For ${count(discount.customers.customerIds.length, "customer")}`,
    );
  if (discount.appliesOncePerCustomer) parts.push("One use per customer");
  return parts.join(" • ");
}

function toCode(code: Discount["codes"][number]): Source {
  return {
    __typename: "DiscountRedeemCode",
    id: gid("DiscountRedeemCode", code.id),
    code: code.code,
    asyncUsageCount: code.used,
  };
}

function itemsView(discount: Discount, call: AdminCall): Source {
  const { items } = discount;
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

function toBasic(discount: Discount, call: AdminCall): Source {
  const { currency } = call.shop;
  const used = discount.codes.reduce((sum, code) => sum + code.used, 0);
  const { minimum, value, customers } = discount;
  return {
    __typename: "DiscountCodeBasic",
    title: discount.title,
    status: () => statusOf(discount, call.now),
    summary: summaryOf(discount, currency),
    shortSummary: summaryOf(discount, currency).split(" • ")[0],
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    createdAt: discount.createdAt,
    updatedAt: discount.updatedAt,
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.appliesOncePerCustomer,
    recurringCycleLimit: 1,
    tags: [],
    asyncUsageCount: used,
    discountClass: discount.items.kind === "all" ? "ORDER" : "PRODUCT",
    discountClasses: [discount.items.kind === "all" ? "ORDER" : "PRODUCT"],
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
    minimumRequirement:
      minimum.kind === "none"
        ? null
        : minimum.kind === "subtotal"
          ? {
              __typename: "DiscountMinimumSubtotal",
              greaterThanOrEqualToSubtotal: money(minimum.amount, currency),
            }
          : {
              __typename: "DiscountMinimumQuantity",
              greaterThanOrEqualToQuantity: String(minimum.quantity),
            },
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
    customerGets: {
      appliesOnOneTimePurchase: true,
      appliesOnSubscription: false,
      items: itemsView(discount, call),
      value:
        value.kind === "percentage"
          ? {
              __typename: "DiscountPercentage",
              percentage: value.percent / 100,
            }
          : {
              __typename: "DiscountAmount",
              amount: money(value.amount, currency),
              appliesOnEachItem: value.eachItem,
            },
    },
  };
}

export function toCodeNode(discount: Discount, call: AdminCall): Source {
  return {
    __typename: "DiscountCodeNode",
    id: gid("DiscountCodeNode", discount.id),
    codeDiscount: toBasic(discount, call),
  };
}

export function toDiscountNode(discount: Discount, call: AdminCall): Source {
  return {
    __typename: "DiscountNode",
    id: gid("DiscountNode", discount.id),
    discount: toBasic(discount, call),
  };
}

export function toBulkCreation(
  creation: BulkCreation,
  discount: Discount,
  call: AdminCall,
): Source {
  const settled = creation.codes.filter(
    (one) => one.imported || one.errors.length > 0,
  );
  return {
    __typename: "DiscountRedeemCodeBulkCreation",
    id: gid("DiscountRedeemCodeBulkCreation", creation.id),
    createdAt: creation.createdAt,
    done: creation.done,
    codesCount: creation.codes.length,
    importedCount: settled.filter((one) => one.imported).length,
    failedCount: settled.filter((one) => !one.imported).length,
    discountCode: () => toCodeNode(discount, call),
    codes: (args: PageArgs) =>
      connection({
        items: creation.codes.map((one, index) => ({
          ...one,
          id: String(index + 1),
        })),
        args,
        toNode: (one) => {
          const made = one.imported
            ? discount.codes.find(({ code }) => code === one.code)
            : undefined;
          return {
            code: one.code,
            errors: one.errors.map((error) => ({
              field: null,
              extraInfo: null,
              ...error,
            })),
            discountRedeemCode: made ? toCode(made) : null,
          };
        },
      }),
  };
}
