/** What discounts took off an order, its lines and its delivery, as the Admin API shows it. */
import type { Order } from "../../../world/types.ts";
import type { Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { money, moneyBag, moneyText } from "../money.ts";

function applicationOf(
  discount: Order["applied"][number],
  index: number,
  order: Order,
): Source {
  return {
    __typename: "DiscountCodeApplication",
    code: discount.code,
    index,
    allocationMethod: discount.allocationMethod.toUpperCase(),
    targetSelection: discount.target === "product" ? "ENTITLED" : "ALL",
    targetType: discount.target === "shipping" ? "SHIPPING_LINE" : "LINE_ITEM",
    value:
      discount.type === "percentage"
        ? { __typename: "PricingPercentageValue", percentage: discount.value }
        : { __typename: "MoneyV2", ...money(discount.value, order.currency) },
  };
}

/** One entry per code that took something off this line. */
export function allocationsOf(
  line: Order["lines"][number],
  order: Order,
): Source[] {
  const at = order.lines.indexOf(line);
  return order.applied.flatMap((discount, index) => {
    const amount = discount.allocations[at] ?? 0;
    return amount > 0
      ? [
          {
            allocatedAmountSet: moneyBag(amount, order.currency),
            discountApplication: applicationOf(discount, index, order),
          },
        ]
      : [];
  });
}

function shippingLineOf(order: Order): Source | null {
  const { shippingLine, currency, presentment } = order;
  if (!shippingLine) return null;
  const { price, discount } = shippingLine;
  const bag = (amount: number, seen: number | undefined) => ({
    ...moneyBag(amount, currency),
    ...(presentment && seen !== undefined
      ? { presentmentMoney: money(seen, presentment.currency) }
      : {}),
  });
  const shown = presentment?.shipping;
  const discounted = bag(
    price - discount,
    shown && shown.price - shown.discount,
  );
  return {
    __typename: "ShippingLine",
    id: `gid://shopify/ShippingLine/${order.id}`,
    title: shippingLine.title,
    code: shippingLine.title,
    source: "shopify",
    custom: false,
    isRemoved: false,
    carrierIdentifier: null,
    price: moneyText(price, currency),
    originalPrice: money(price, currency),
    originalPriceSet: bag(price, shown?.price),
    discountedPrice: money(price - discount, currency),
    discountedPriceSet: discounted,
    currentDiscountedPriceSet: discounted,
    taxLines: [],
    discountAllocations: order.applied.flatMap((one, index) =>
      one.target === "shipping" && discount > 0
        ? [
            {
              allocatedAmountSet: moneyBag(discount, currency),
              discountApplication: applicationOf(one, index, order),
            },
          ]
        : [],
    ),
  };
}

/** The order's own fields on discounts and delivery. */
export function orderDiscountFields(order: Order): Source {
  const shippingLine = shippingLineOf(order);
  return {
    discountCode: order.applied[0]?.code ?? null,
    discountCodes: order.applied.map((discount) => discount.code),
    discountApplications: (args: PageArgs) =>
      connection({
        items: order.applied.map((one, index) => ({
          ...one,
          index,
          id: String(index + 1),
        })),
        args,
        toNode: (one) => applicationOf(one, one.index, order),
      }),
    shippingLine,
    shippingLines: (args: PageArgs) =>
      connection({
        items: shippingLine ? [{ id: order.id }] : [],
        args,
        toNode: () => shippingLine ?? {},
      }),
  };
}
