import type { Discount } from "../world/discounts.ts";
import { convertAmount, convertPrice, type Market } from "../world/markets.ts";
import type { Minor, ShopWorld } from "../world/types.ts";

/** The market of a country; the shop's first for one that no market names, null for a shop without markets. */
export function marketOf(shop: ShopWorld, countryCode: string): Market | null {
  return (
    shop.markets.find((market) => market.countries.includes(countryCode)) ??
    shop.markets[0] ??
    null
  );
}

/** Every country that can be chosen, in the markets' order; the shop's own when it has no markets. */
export function countriesOf(shop: ShopWorld): string[] {
  return shop.markets.length > 0
    ? shop.markets.flatMap((market) => market.countries)
    : [shop.countryCode];
}

/** The shop behind a view of it: what it remembers is in its own currency. */
export const baseOf = (shop: ShopWorld): ShopWorld =>
  shop.presentment?.base ?? shop;

/**
 * The shop as shoppers of a market see it: prices and fixed discounts in their currency. Customers, carts, checkouts, orders
 * and the codes' counts are the shop's own and may be changed through it; products and discounts may only be read.
 */
export function presentShop(shop: ShopWorld, market: Market | null): ShopWorld {
  const base = baseOf(shop);
  if (!market || market.currency === base.currency) return base;
  const price = (minor: Minor) => convertPrice(minor, base.currency, market);
  const amount = (minor: Minor) => convertAmount(minor, base.currency, market);
  return {
    ...base,
    currency: market.currency,
    moneyFormat: market.moneyFormat,
    presentment: { base, market },
    products: base.products.map((product) => ({
      ...product,
      variants: product.variants.map((variant) => ({
        ...variant,
        price: price(variant.price),
        compareAtPrice:
          variant.compareAtPrice === null
            ? null
            : price(variant.compareAtPrice),
      })),
    })),
    discounts: base.discounts.map((discount) =>
      presentDiscount(discount, amount),
    ),
  };
}

function presentDiscount(
  discount: Discount,
  amount: (minor: Minor) => Minor,
): Discount {
  const minimum =
    discount.minimum.kind === "subtotal"
      ? { ...discount.minimum, amount: amount(discount.minimum.amount) }
      : discount.minimum;
  switch (discount.kind) {
    case "basic":
      return {
        ...discount,
        minimum,
        value:
          discount.value.kind === "amount"
            ? { ...discount.value, amount: amount(discount.value.amount) }
            : discount.value,
      };
    case "free-shipping":
      return {
        ...discount,
        minimum,
        maximumShippingPrice:
          discount.maximumShippingPrice === null
            ? null
            : amount(discount.maximumShippingPrice),
      };
    case "bxgy": {
      const { buys, gets } = discount;
      return {
        ...discount,
        minimum,
        buys: {
          ...buys,
          value:
            buys.value.kind === "amount"
              ? { ...buys.value, amount: amount(buys.value.amount) }
              : buys.value,
        },
        gets: {
          ...gets,
          effect:
            gets.effect.kind === "amount"
              ? { ...gets.effect, amount: amount(gets.effect.amount) }
              : gets.effect,
        },
      };
    }
  }
}
