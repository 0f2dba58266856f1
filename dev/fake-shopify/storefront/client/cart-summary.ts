/** The cart as standard events and actions show it: the Storefront API's shape, made from the Ajax API's answer. */
export interface CartSummary {
  id: string;
  totalQuantity: number;
  cost: { totalAmount: Money };
  lines: { id: string; quantity: number; cost: { totalAmount: Money } }[];
  discountCodes: { code: string; applicable: boolean }[];
}

interface Money {
  amount: string;
  currencyCode: string;
}

/** Money is integer hundredths, whatever the currency. */
export interface AjaxCart {
  token: string;
  item_count: number;
  total_price: number;
  currency: string;
  items: {
    key: string;
    id: number;
    quantity: number;
    final_line_price: number;
  }[];
  discount_codes?: { code: string; applicable: boolean }[];
}

export function toGid(type: string, id: string | number): string {
  return String(id).startsWith("gid://")
    ? String(id)
    : `gid://shopify/${type}/${id}`;
}

export function summaryOf(cart: AjaxCart): CartSummary {
  const money = (hundredths: number): Money => ({
    amount: (Number(hundredths) / 100).toFixed(2).replace(/(\.\d)0$/, "$1"),
    currencyCode: cart.currency,
  });
  return {
    id: toGid("Cart", cart.token),
    totalQuantity: cart.item_count,
    cost: { totalAmount: money(cart.total_price) },
    lines: cart.items.map((item) => ({
      id: toGid("CartLine", item.key || item.id),
      quantity: item.quantity,
      cost: { totalAmount: money(item.final_line_price) },
    })),
    discountCodes: (cart.discount_codes ?? []).map(({ code, applicable }) => ({
      code,
      applicable,
    })),
  };
}
