import { publicToken } from "../cart/cart.ts";
import { cartInHundredths } from "../currency.ts";
import { ShopifyDrop } from "./drop.ts";
import { type Filter, splitArguments } from "./filter-arguments.ts";
import { toJson } from "./to-json.ts";
import { type RenderState, stateOf } from "./state.ts";

/** `{{ product | standard_event_data: 'view', context: 'page' }}`: what a standard view event carries. */
export const eventFilters: Record<string, Filter> = {
  standard_event_data(value, ...args) {
    // An empty card is about nothing: nothing is told of it.
    if (value === null || value === undefined) return "";
    const { positional, named } = splitArguments(args);
    if (positional[0] !== "view")
      throw new Error('standard_event_data knows only the event type "view".');
    const state = stateOf(this.context);
    const context = named["context"] ?? null;
    const type = value instanceof ShopifyDrop ? value.dropType : "";
    const drop = value as ShopifyDrop;
    switch (type) {
      case "product":
        return toJson(productView(state, drop, context));
      case "collection":
        return toJson({
          collection: {
            id: Number(drop["id"]) || null,
            handle: drop["handle"],
            productsCount: drop["products_count"],
          },
        });
      case "cart":
        return toJson({ cart: cartView(state), context });
      default:
        throw new Error(
          "standard_event_data takes a product, a collection or the cart.",
        );
    }
  },
};

function productView(state: RenderState, drop: ShopifyDrop, context: unknown) {
  // A card shows no variant as chosen; the product's own page always does.
  const variant =
    context === "page" || drop["selected_variant"]
      ? (drop["selected_or_first_available_variant"] as ShopifyDrop | null)
      : null;
  const names = drop["options"] as string[];
  const selectedOptions = variant
    ? names.map((name, at) => ({
        name,
        value: (variant["options"] as string[])[at] ?? "",
      }))
    : [];
  return {
    product: {
      id: drop["id"],
      title: drop["title"],
      handle: drop["handle"],
      selectedVariant: variant && {
        id: variant["id"],
        title: variant["title"],
        availableForSale: variant["available"],
        price: money(Number(variant["price"]), state),
        selectedOptions,
      },
    },
    context,
    selectedOptions,
  };
}

/** Null until the first line or code made the cart. */
function cartView(state: RenderState) {
  const { shop } = state.request;
  const { cart, ...priced } = cartInHundredths(state.cart, shop.currency);
  if (!shop.carts[cart.token]) return null;
  return {
    id: publicToken(cart),
    totalQuantity: priced.itemCount,
    cost: { totalAmount: money(priced.total, state) },
    lines: priced.lines.map(({ line, original, discount }) => ({
      id: line.key,
      quantity: line.quantity,
      cost: { totalAmount: money(original - discount, state) },
    })),
    discountCodes: priced.discounts.codes.map(({ code, applicable }) => ({
      code,
      applicable,
    })),
  };
}

/** "20.0" and "19.99", as the Storefront API writes decimals. */
function money(hundredths: number, state: RenderState) {
  return {
    amount: (hundredths / 100).toFixed(2).replace(/(\.\d)0$/, "$1"),
    currencyCode: state.request.shop.currency,
  };
}
