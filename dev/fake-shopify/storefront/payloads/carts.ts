import type { PricedCart } from "../cart/price.ts";
import { publicToken } from "../cart/cart.ts";
import { lineTitle } from "../catalogue-lookup.ts";
import { toMoney } from "./money.ts";

/** Body of carts/create and carts/update: no e-mail, no attributes. */
export function cartPayload(priced: PricedCart) {
  const { cart } = priced;
  return {
    id: publicToken(cart),
    token: publicToken(cart),
    note: cart.note || null,
    updated_at: cart.updatedAt,
    created_at: cart.createdAt,
    line_items: priced.lines.map(
      ({ line, product, variant, original, discount }) => ({
        id: Number(variant.id),
        key: line.key,
        product_id: Number(product.id),
        variant_id: Number(variant.id),
        title: lineTitle(product, variant),
        quantity: line.quantity,
        price: toMoney(variant.price),
        original_price: toMoney(variant.price),
        discounted_price: toMoney(
          Math.round((original - discount) / line.quantity),
        ),
        line_price: toMoney(original),
        original_line_price: toMoney(original),
        total_discount: toMoney(discount),
        discounts: [],
        properties:
          Object.keys(line.properties).length > 0 ? line.properties : null,
        sku: variant.sku,
        vendor: product.vendor,
        grams: variant.grams,
        taxable: variant.taxable,
        gift_card: false,
      }),
    ),
  };
}
