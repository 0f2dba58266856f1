import type {
  Cart,
  CartLine,
  Customer,
  Discount,
  Iso,
  Minor,
  Product,
  ShopWorld,
  Variant,
} from "../../world/types.ts";
import { collectionIdsOf, findVariant } from "../catalogue-lookup.ts";
import {
  computeDiscounts,
  type DiscountResult,
} from "../discounts/discounts.ts";

/** A basket as it costs now: prices, stock and discounts are read at the moment of asking, never stored. */
export interface PricedCart {
  cart: Cart;
  lines: PricedLine[];
  discounts: DiscountResult;
  itemCount: number;
  weight: number; // grams
  original: Minor; // before all discounts
  subtotal: Minor; // after product discounts: Shopify's items_subtotal_price
  total: Minor; // after order discounts too
  totalDiscount: Minor;
  requiresShipping: boolean;
}

export interface PricedLine {
  line: CartLine;
  product: Product;
  variant: Variant;
  original: Minor;
  /** Taken off this line by product discounts; order discounts stand at the cart. */
  discount: Minor;
  orderDiscount: Minor;
}

export interface PriceOptions {
  shop: ShopWorld;
  cart: Cart;
  now: Iso;
  customer: Customer | null;
  /** At the checkout an address is known before any customer is. */
  email?: string | null;
  discounts?: Discount[];
  /** Where the checkout sends it and what that costs; the cart knows neither. */
  delivery?: { countryCode: string | null; price: Minor | null };
}

export function priceCart({
  shop,
  cart,
  now,
  customer,
  email,
  discounts,
  delivery,
}: PriceOptions): PricedCart {
  const found = cart.lines.flatMap((line) => {
    const hit = findVariant(shop, line.variantId);
    return hit ? [{ line, ...hit }] : [];
  });
  const result = computeDiscounts({
    lines: found.map(({ line, product, variant }) => ({
      productId: product.id,
      variantId: variant.id,
      collectionIds: collectionIdsOf(shop, product.id),
      quantity: line.quantity,
      price: variant.price,
      giftCard: product.giftCard ?? false,
      requiresShipping: variant.requiresShipping,
    })),
    codes: cart.discountCodes,
    discounts: discounts ?? shop.discounts,
    now,
    customer: {
      id: customer?.id ?? null,
      email: email ?? customer?.email ?? null,
    },
    delivery: delivery ?? { countryCode: null, price: null },
  });
  const lines = found.map(({ line, product, variant }, index) => ({
    line,
    product,
    variant,
    original: variant.price * line.quantity,
    discount: result.lineDiscounts[index] ?? 0,
    orderDiscount: result.orderDiscounts[index] ?? 0,
  }));
  const original = lines.reduce((sum, line) => sum + line.original, 0);
  const subtotal =
    original - lines.reduce((sum, line) => sum + line.discount, 0);
  return {
    cart,
    lines,
    discounts: result,
    itemCount: lines.reduce((sum, { line }) => sum + line.quantity, 0),
    weight: lines.reduce(
      (sum, { line, variant }) => sum + variant.grams * line.quantity,
      0,
    ),
    original,
    subtotal,
    total: original - result.total,
    totalDiscount: result.total,
    requiresShipping: lines.some(({ variant }) => variant.requiresShipping),
  };
}
