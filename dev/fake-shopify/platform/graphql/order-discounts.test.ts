import { expect, test } from "vitest";
import { placeOrder } from "../../storefront/orders.ts";
import { makeTestPlatform, SHOP } from "../test-platform.ts";

const FIELDS = `discountCodes totalDiscountsSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } }
  discountApplications(first: 5) { nodes { index targetType targetSelection allocationMethod value { ... on PricingPercentageValue { percentage } } ... on DiscountCodeApplication { code } } }
  shippingLine { title originalPriceSet { shopMoney { amount } } discountedPriceSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { index } } }
  lineItems(first: 5) { nodes { discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { index } } } }`;

test("an order tells which code took what off which line, and what off the delivery", async () => {
  const platform = await makeTestPlatform({
    config: { scopes: ["write_discounts", "read_products", "read_orders"] },
  });
  const made = await platform.graphql(`mutation {
    ship: discountCodeFreeShippingCreate(freeShippingCodeDiscount: { title: "SHIP", code: "SHIP", startsAt: "2026-11-01T00:00:00Z", destination: { all: true }, combinesWith: { productDiscounts: true } }) { userErrors { message } }
    cup: discountCodeBasicCreate(basicCodeDiscount: { title: "CUP", code: "CUP", startsAt: "2026-11-01T00:00:00Z", combinesWith: { shippingDiscounts: true }, customerGets: { items: { products: { productsToAdd: ["gid://shopify/Product/101"] } }, value: { percentage: 0.5 } } }) { userErrors { message } }
  }`);
  expect(made.data).toEqual({
    ship: { userErrors: [] },
    cup: { userErrors: [] },
  });
  const result = placeOrder(platform.ctx, {
    shop: SHOP,
    lines: [
      { variantId: "201", quantity: 1 },
      { variantId: "202", quantity: 1 },
    ],
    email: "ada@example.com",
    discountCodes: ["SHIP", "CUP"],
    shippingLine: { title: "Standard", price: 0 },
  });
  if (!("order" in result)) throw new Error(result.message);
  const answer = await platform.graphql(
    `query Order($id: ID!) { order(id: $id) { ${FIELDS} } }`,
    { id: `gid://shopify/Order/${result.order.id}` },
  );
  const usd = (amount: string) => ({ shopMoney: { amount } });
  expect(answer.data?.["order"]).toEqual({
    discountCodes: ["CUP", "SHIP"],
    totalDiscountsSet: usd("10.9"),
    totalPriceSet: usd("25.0"),
    discountApplications: {
      nodes: [
        {
          index: 0,
          code: "CUP",
          targetType: "LINE_ITEM",
          targetSelection: "ENTITLED",
          allocationMethod: "ACROSS",
          value: { percentage: 50 },
        },
        {
          index: 1,
          code: "SHIP",
          targetType: "SHIPPING_LINE",
          targetSelection: "ALL",
          allocationMethod: "EACH",
          value: { percentage: 100 },
        },
      ],
    },
    shippingLine: {
      title: "Standard",
      originalPriceSet: usd("5.9"),
      discountedPriceSet: usd("0.0"),
      discountAllocations: [
        {
          allocatedAmountSet: usd("5.9"),
          discountApplication: { index: 1 },
        },
      ],
    },
    lineItems: {
      nodes: [
        {
          discountAllocations: [
            {
              allocatedAmountSet: usd("5.0"),
              discountApplication: { index: 0 },
            },
          ],
        },
        { discountAllocations: [] },
      ],
    },
  });
});
