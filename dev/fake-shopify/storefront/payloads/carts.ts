import type { PricedCart } from "../cart/price.ts";
import { publicToken } from "../cart/cart.ts";
import { lineTitle } from "../catalogue-lookup.ts";
import { toMoney } from "./money.ts";

/** Body of carts/create and carts/update: no e-mail, no attributes. */
export function cartPayload(priced: PricedCart, currency: string) {
  const money = (minor: number) => toMoney(minor, currency);
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
        price: money(variant.price),
        original_price: money(variant.price),
        discounted_price: money(
          Math.round((original - discount) / line.quantity),
        ),
        line_price: money(original),
        original_line_price: money(original),
        total_discount: money(discount),
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
