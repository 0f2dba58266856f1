import { expect, test } from "vitest";
import { placeOrder } from "../orders.ts";
import { makeTestPlatform, SHOP } from "../../platform/test-platform.ts";
import { checkoutCompleted } from "./page-data.ts";

const CREATE = `mutation {
  ship: discountCodeFreeShippingCreate(freeShippingCodeDiscount: { title: "SHIP", code: "SHIP", startsAt: "2026-11-01T00:00:00Z", destination: { all: true }, combinesWith: { productDiscounts: true, orderDiscounts: true } }) { userErrors { message } }
  cup: discountCodeBasicCreate(basicCodeDiscount: { title: "CUP", code: "CUP", startsAt: "2026-11-01T00:00:00Z", combinesWith: { shippingDiscounts: true, orderDiscounts: true }, customerGets: { items: { products: { productsToAdd: ["gid://shopify/Product/101"] } }, value: { percentage: 0.5 } } }) { userErrors { message } }
  all: discountCodeBasicCreate(basicCodeDiscount: { title: "ALL", code: "ALL", startsAt: "2026-11-01T00:00:00Z", combinesWith: { shippingDiscounts: true, productDiscounts: true }, customerGets: { items: { all: true }, value: { discountAmount: { amount: "6.00", appliesOnEachItem: false } } } }) { userErrors { message } }
}`;

async function completedWith(codes: string[]) {
  const platform = await makeTestPlatform({
    config: { scopes: ["write_discounts", "read_products", "read_orders"] },
  });
  expect((await platform.graphql(CREATE)).data).toEqual({
    ship: { userErrors: [] },
    cup: { userErrors: [] },
    all: { userErrors: [] },
  });
  const result = placeOrder(platform.ctx, {
    shop: SHOP,
    lines: [
      { variantId: "201", quantity: 1 },
      { variantId: "202", quantity: 1 },
    ],
    email: "ada@example.com",
    discountCodes: codes,
    shippingLine: { title: "Standard", price: 0 },
  });
  if (!("order" in result)) throw new Error(result.message);
  const [event] = checkoutCompleted(
    { shop: platform.shop, origin: "", root: "/", may: () => false },
    result.order,
  );
  return {
    order: result.order,
    checkout: (event!.data as { checkout: Record<string, unknown> }).checkout,
  };
}

const usd = (amount: number) => ({ amount, currencyCode: "USD" });
const CUP = {
  allocationMethod: "ACROSS",
  targetSelection: "ENTITLED",
  targetType: "LINE_ITEM",
  title: "CUP",
  type: "DISCOUNT_CODE",
  value: { percentage: 50 },
};
const ALL = { ...CUP, targetSelection: "ALL", title: "ALL", value: usd(6) };
const SHIP = {
  ...CUP,
  allocationMethod: "EACH",
  targetSelection: "ALL",
  targetType: "SHIPPING_LINE",
  title: "SHIP",
  value: { percentage: 100 },
};

test("every code is told by its class, and what each took off each line", async () => {
  const { order, checkout } = await completedWith(["SHIP", "CUP", "ALL"]);
  const applications = checkout["discountApplications"];
  expect(applications).toHaveLength(3);
  expect(applications).toEqual(expect.arrayContaining([CUP, ALL, SHIP]));
  const lines = checkout["lineItems"] as {
    discountAllocations: {
      amount: { amount: number };
      discountApplication: object;
    }[];
    finalLinePrice: object;
  }[];
  const named = lines.map(({ discountAllocations }) =>
    discountAllocations.map(({ discountApplication }) => discountApplication),
  );
  // Two codes on the one line, and nothing on any line of what delivery was spared.
  expect(named[0]).toHaveLength(2);
  expect(named[0]).toEqual(expect.arrayContaining([CUP, ALL]));
  expect(named[1]).toEqual([ALL]);
  for (const [i, { discountAllocations, finalLinePrice }] of lines.entries()) {
    const { price, discount } = order.lines[i]!;
    const told = discountAllocations.map(({ amount }) => amount.amount * 100);
    expect(Math.round(told.reduce((a, b) => a + b))).toBe(discount);
    expect(finalLinePrice).toEqual(usd((price - discount) / 100));
  }
  expect(checkout["delivery"]).toMatchObject({
    selectedDeliveryOptions: [{ cost: usd(5.9), costAfterDiscounts: usd(0) }],
  });
});

test("an order without codes names none", async () => {
  const { checkout } = await completedWith([]);
  expect(checkout).toMatchObject({
    discountApplications: [],
    discountsAmount: usd(0),
    lineItems: [{ discountAllocations: [] }, { discountAllocations: [] }],
  });
});
