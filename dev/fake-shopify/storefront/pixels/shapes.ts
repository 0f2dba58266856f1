/**
 * Things as customer events show them.
 * @see https://shopify.dev/docs/api/web-pixels-api/standard-events
 */
import { currencyDigits } from "../../world/markets.ts";
import type {
  Address,
  Collection,
  Customer,
  Product,
  ShopWorld,
  Variant,
} from "../../world/types.ts";
import { publicAttributes, publicToken } from "../cart/cart.ts";
import type { PricedCart, PricedLine } from "../cart/price.ts";
import { pictureOf } from "../catalogue-lookup.ts";

/** Since December 2025 a buyer's own data are null unless the shop granted the field's scope. */
export type Personal = "name" | "email" | "phone" | "address" | "personal_data";
export type MayRead = (field: Personal) => boolean;

export function mayReadWith(scopes: string[]): MayRead {
  return (field) => scopes.includes(`read_customer_${field}`);
}

export interface ShapeContext {
  shop: ShopWorld;
  origin: string;
  root: string;
  may: MayRead;
}

/** Amounts are numbers of the currency's major unit. */
export function money(minor: number, currencyCode: string) {
  return { amount: minor / 10 ** currencyDigits(currencyCode), currencyCode };
}

export function variantShape(
  { shop, root }: ShapeContext,
  product: Product,
  variant: Variant,
) {
  const picture = pictureOf(product, variant);
  const title = variant.title === "Default Title" ? null : variant.title;
  return {
    id: variant.id,
    image: picture ? { src: `/cdn/files/${picture.src}` } : null,
    price: money(variant.price, shop.currency),
    product: {
      id: product.id,
      title: product.title,
      type: product.type,
      untranslatedTitle: product.title,
      url: `${root}products/${product.handle}?variant=${variant.id}`,
      vendor: product.vendor,
    },
    sku: variant.sku,
    title,
    untranslatedTitle: title,
  };
}

/** What stands for a product in lists: its first variant. */
export function productShapes(context: ShapeContext, products: Product[]) {
  return products.flatMap((product) =>
    product.variants[0]
      ? [variantShape(context, product, product.variants[0])]
      : [],
  );
}

export function collectionShape(
  context: ShapeContext,
  collection: Collection,
  products: Product[],
) {
  return {
    id: collection.id,
    title: collection.title,
    productVariants: productShapes(context, products),
  };
}

export function cartShape(context: ShapeContext, priced: PricedCart) {
  const { currency } = context.shop;
  return {
    id: publicToken(priced.cart),
    attributes: toPairs(publicAttributes(priced.cart.attributes)),
    cost: { totalAmount: money(priced.total, currency) },
    lines: priced.lines.map((line) => lineShape(context, line)),
    totalQuantity: priced.itemCount,
  };
}

export function lineShape(
  context: ShapeContext,
  { line, product, variant, original, discount }: PricedLine,
) {
  return {
    cost: {
      totalAmount: money(original - discount, context.shop.currency),
    },
    merchandise: variantShape(context, product, variant),
    quantity: line.quantity,
  };
}

export function customerShape(
  { shop, may }: ShapeContext,
  customer: Customer | null,
) {
  if (!customer) return null;
  return {
    id: customer.id,
    email: may("email") ? customer.email : null,
    firstName: may("name") ? customer.firstName : null,
    lastName: may("name") ? customer.lastName : null,
    phone: may("phone") ? customer.phone : null,
    ordersCount: may("personal_data")
      ? shop.orders.filter((order) => order.customerId === customer.id).length
      : null,
  };
}

export function addressShape(may: MayRead, address: Address | null) {
  if (!address) return null;
  const place = may("address");
  return {
    address1: place ? address.address1 : null,
    address2: null,
    city: place ? address.city : null,
    country: place
      ? (new Intl.DisplayNames("en", { type: "region" }).of(
          address.countryCode,
        ) ?? null)
      : null,
    countryCode: place ? address.countryCode : null,
    firstName: may("name") ? address.firstName : null,
    lastName: may("name") ? address.lastName : null,
    phone: may("phone") ? address.phone : null,
    province: null,
    provinceCode: place ? address.provinceCode : null,
    zip: place ? address.zip : null,
  };
}

export function shopShape({ shop, origin }: ShapeContext) {
  return {
    countryCode: shop.countryCode,
    myshopifyDomain: shop.shop,
    name: shop.name,
    paymentSettings: { currencyCode: shop.currency },
    storefrontUrl: origin,
  };
}

export function toPairs(values: Record<string, unknown>) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: String(value),
  }));
}
