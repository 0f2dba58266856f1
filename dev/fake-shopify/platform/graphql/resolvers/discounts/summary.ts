/** The sentences Shopify's admin says of a discount: "10% off one-time purchase products • Minimum purchase of $1.00". */
import type {
  BasicDiscount,
  BxgyDiscount,
  Discount,
  DiscountItems,
  FreeShippingDiscount,
} from "../../../../world/discounts.ts";
import type { ShopWorld } from "../../../../world/types.ts";
import { moneyText } from "../../money.ts";

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
const percent = (value: number) => `${Number(value.toFixed(2))}%`;

export function summaryOf(discount: Discount, shop: ShopWorld): string {
  return [
    headOf(discount, shop),
    ...conditionsOf(discount, shop),
    ...(discount.kind === "free-shipping" ? deliveryOf(discount, shop) : []),
    ...(discount.appliesOncePerCustomer ? ["One use per customer"] : []),
  ].join(" • ");
}

/** The first part alone. */
export function headOf(discount: Discount, shop: ShopWorld): string {
  switch (discount.kind) {
    case "basic":
      return basicHead(discount, shop);
    case "free-shipping":
      return `Free shipping on ${isRestricted(discount) ? "one-time purchase" : "all"} products`;
    case "bxgy":
      return bxgyHead(discount, shop);
  }
}

function inCurrency(amount: number, shop: ShopWorld): string {
  const { currency } = shop;
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(Number(moneyText(amount, currency)));
}

const isRestricted = (discount: Discount) =>
  discount.minimum.kind !== "none" || discount.appliesOncePerCustomer;

function basicHead(discount: BasicDiscount, shop: ShopWorld): string {
  const { value, items } = discount;
  const off =
    value.kind === "percentage"
      ? percent(value.percent)
      : inCurrency(value.amount, shop);
  const what =
    items.kind === "all"
      ? isRestricted(discount) || value.kind === "amount"
        ? "one-time purchase products"
        : "entire order"
      : nameOf(items, shop);
  return `${off} off ${what}`;
}

function bxgyHead({ buys, gets }: BxgyDiscount, shop: ShopWorld): string {
  const condition =
    buys.value.kind === "quantity"
      ? `Buy ${count(buys.value.quantity, "item")}`
      : `Spend ${inCurrency(buys.value.amount, shop)}`;
  const { effect } = gets;
  const price =
    effect.kind === "amount"
      ? `at ${inCurrency(effect.amount, shop)} off`
      : effect.percent === 100
        ? "free"
        : `at ${percent(effect.percent)} off`;
  return `${condition}, get ${count(gets.quantity, "item")} ${price}`;
}

/** One thing by its title, several by their number. */
function nameOf(
  items: Exclude<DiscountItems, { kind: "all" }>,
  shop: ShopWorld,
): string {
  if (items.kind === "collections")
    return (
      (items.collectionIds.length === 1 &&
        shop.collections.find((one) => one.id === items.collectionIds[0])
          ?.title) ||
      count(items.collectionIds.length, "collection")
    );
  const { productIds, variantIds } = items;
  const owner = shop.products.find(
    (one) =>
      one.id === productIds[0] ||
      one.variants.some((variant) => variant.id === variantIds[0]),
  );
  return productIds.length + variantIds.length === 1 && owner
    ? owner.title
    : count(productIds.length + variantIds.length, "product");
}

function conditionsOf(discount: Discount, shop: ShopWorld): string[] {
  const { minimum, customers } = discount;
  return [
    ...(minimum.kind === "subtotal"
      ? [`Minimum purchase of ${inCurrency(minimum.amount, shop)}`]
      : []),
    ...(minimum.kind === "quantity"
      ? [`Minimum quantity of ${minimum.quantity}`]
      : []),
    ...(customers.kind === "customers"
      ? [`For ${count(customers.customerIds.length, "customer")}`]
      : []),
  ];
}

function deliveryOf(
  { destination, maximumShippingPrice }: FreeShippingDiscount,
  shop: ShopWorld,
): string[] {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const [only, ...others] =
    destination.kind === "countries" ? destination.codes : [];
  const where =
    destination.kind === "all"
      ? "all countries"
      : only && others.length === 0
        ? (names.of(only) ?? only)
        : count(destination.codes.length, "country").replace("ys", "ies");
  return [
    `For ${where}`,
    ...(maximumShippingPrice === null
      ? []
      : [
          `Applies to shipping rates under ${inCurrency(maximumShippingPrice, shop)}`,
        ]),
  ];
}
