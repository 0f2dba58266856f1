import type { OfferScope } from "#app/shared/storefront-config.ts";
import { toDecimal } from "#app/shared/money.ts";
import { scopeOf } from "./incentives.ts";
import type { Terms } from "./terms.ts";

/** How a discount comes to be at Shopify: the mutation's kind, and its input. */
export interface DiscountRequest {
  kind: "basic" | "free-shipping" | "bxgy";
  input: Record<string, unknown>;
}

interface Given {
  title: string;
  code: string;
  terms: Terms;
  currency: string;
  startsAt: Date;
  endsAt: Date;
}

/**
 * The discount of one campaign and end bucket: each code under it works once, in one order, until `endsAt`. Which of
 * Shopify's kinds serves which incentive, and why: docs/decisions/055-incentives-at-shopify.md.
 * @see https://shopify.dev/docs/api/admin-graphql/latest/input-objects/DiscountCodeBasicInput
 * @see https://shopify.dev/docs/api/admin-graphql/latest/input-objects/DiscountCodeFreeShippingInput
 * @see https://shopify.dev/docs/api/admin-graphql/latest/input-objects/DiscountCodeBxgyInput
 * @throws for an incentive that needs no code, and for a product's discount without a product.
 */
export function discountRequest(given: Given): DiscountRequest {
  const { incentive, minCartMinor } = given.terms;
  const decimal = (minor: number) =>
    toDecimal({ minor: BigInt(minor), currency: given.currency });
  const subtotal = (minor: number) =>
    minor > 1 && {
      minimumRequirement: {
        subtotal: { greaterThanOrEqualToSubtotal: decimal(minor) },
      },
    };
  switch (incentive.kind) {
    case "percent":
    case "amount": {
      const onBasket = scopeOf(incentive).kind === "basket";
      const value =
        incentive.kind === "percent"
          ? { percentage: incentive.percent / 100 }
          : {
              discountAmount: {
                amount: decimal(incentive.amountMinor),
                appliesOnEachItem: false,
              },
            };
      // Only the items in question count towards Shopify's minimum: the smallest basket cannot be asked of them.
      const minimum =
        onBasket || incentive.kind === "percent"
          ? onBasket && minCartMinor
          : incentive.amountMinor;
      return {
        kind: "basic",
        input: {
          ...common(given, ALL_CLASSES),
          customerGets: { items: itemsOf(given.terms), value },
          ...(minimum && subtotal(minimum)),
        },
      };
    }
    case "gift":
      return {
        kind: "bxgy",
        input: {
          ...common(given, ALL_CLASSES),
          customerBuys: {
            items: itemsOf(given.terms),
            value:
              scopeOf(incentive).kind !== "hesitated-product" &&
              minCartMinor > 1
                ? { amount: decimal(minCartMinor) }
                : { quantity: "1" },
          },
          customerGets: {
            items: variants([incentive.variantId]),
            value: {
              discountOnQuantity: { quantity: "1", effect: { percentage: 1 } },
            },
          },
          usesPerOrderLimit: 1,
        },
      };
    case "free-shipping":
    case "faster-shipping":
      return {
        kind: "free-shipping",
        input: {
          // Two shipping discounts never combine.
          ...common(given, ["orderDiscounts", "productDiscounts"]),
          destination: { all: true },
          ...(incentive.maxPriceMinor !== undefined && {
            maximumShippingPrice: decimal(incentive.maxPriceMinor),
          }),
          ...subtotal(minCartMinor),
        },
      };
    case "bundle": {
      const ids = incentive.items.map(({ variantId }) => variantId);
      return {
        kind: "basic",
        input: {
          ...common(given, ALL_CLASSES),
          customerGets: {
            items: variants(ids),
            value: { percentage: incentive.percent / 100 },
          },
          minimumRequirement: {
            quantity: { greaterThanOrEqualToQuantity: String(ids.length) },
          },
        },
      };
    }
    case "promise":
    case "benefit":
      throw new Error(`${incentive.kind} needs no code.`);
  }
}

const ALL_CLASSES = ["orderDiscounts", "productDiscounts", "shippingDiscounts"];

function common(
  { title, code, terms, startsAt, endsAt }: Given,
  classes: string[],
) {
  return {
    title,
    code,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: "ALL" },
    combinesWith: Object.fromEntries(
      classes.map((name) => [name, terms.stacks]),
    ),
  };
}

function itemsOf({ incentive, productId }: Terms) {
  const scope: OfferScope = scopeOf(incentive);
  switch (scope.kind) {
    case "basket":
      return { all: true };
    case "hesitated-product":
      if (!productId) throw new Error("A discount of no product.");
      return { products: { productsToAdd: [gid("Product", productId)] } };
    case "products":
      return {
        products: { productsToAdd: scope.ids.map((id) => gid("Product", id)) },
      };
    case "variants":
      return variants(scope.ids);
    case "collections":
      return {
        collections: { add: scope.ids.map((id) => gid("Collection", id)) },
      };
  }
}

function variants(ids: string[]) {
  return {
    products: {
      productVariantsToAdd: ids.map((id) => gid("ProductVariant", id)),
    },
  };
}

const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;
