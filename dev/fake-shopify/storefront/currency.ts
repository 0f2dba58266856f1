import { currencyDigits } from "../world/markets.ts";
import type { Minor, Product } from "../world/types.ts";
import type { PricedCart } from "./cart/price.ts";

/**
 * The world counts in a currency's own minor units. Liquid and the Ajax API always speak of hundredths, also where a
 * currency has none: "1000 Japanese yen is output as 100000".
 * @see https://shopify.dev/docs/api/liquid/objects/product#product-price
 */
export function toHundredths(minor: Minor, currency: string): number {
  return Math.round(minor * 100 * 10 ** -currencyDigits(currency));
}

export function productInHundredths(
  product: Product,
  currency: string,
): Product {
  if (currencyDigits(currency) === 2) return product;
  return {
    ...product,
    variants: product.variants.map((variant) => ({
      ...variant,
      price: toHundredths(variant.price, currency),
      compareAtPrice:
        variant.compareAtPrice === null
          ? null
          : toHundredths(variant.compareAtPrice, currency),
    })),
  };
}

export function cartInHundredths(
  priced: PricedCart,
  currency: string,
): PricedCart {
  if (currencyDigits(currency) === 2) return priced;
  const scale = (minor: Minor) => toHundredths(minor, currency);
  return {
    ...priced,
    original: scale(priced.original),
    subtotal: scale(priced.subtotal),
    total: scale(priced.total),
    totalDiscount: scale(priced.totalDiscount),
    lines: priced.lines.map((line) => {
      const product = productInHundredths(line.product, currency);
      return {
        ...line,
        product,
        variant:
          product.variants.find((one) => one.id === line.variant.id) ??
          line.variant,
        original: scale(line.original),
        discount: scale(line.discount),
        orderDiscount: scale(line.orderDiscount),
      };
    }),
    discounts: {
      ...priced.discounts,
      total: scale(priced.discounts.total),
      shippingDiscount: scale(priced.discounts.shippingDiscount),
      lineDiscounts: priced.discounts.lineDiscounts.map(scale),
      orderDiscounts: priced.discounts.orderDiscounts.map(scale),
      applications: priced.discounts.applications.map((application) => ({
        ...application,
        amount: scale(application.amount),
        allocations: application.allocations.map(scale),
        value:
          application.type === "percentage"
            ? application.value
            : scale(application.value),
      })),
    },
  };
}
