import { expect, test } from "vitest";
import { makeTestPlatform, type TestPlatform } from "../test-platform.ts";

function addOrder({ shop }: TestPlatform): void {
  shop.orders.push({
    id: "701",
    number: 1001,
    name: "#1001",
    checkoutId: "601",
    checkoutToken: "c0ffee",
    cartToken: "cart1",
    email: "ada@example.com",
    phone: null,
    customerId: "501",
    acceptsMarketing: true,
    locale: "en",
    currency: "USD",
    lines: [
      {
        id: "801",
        key: "201:x",
        productId: "101",
        variantId: "201",
        title: "Cup",
        variantTitle: null,
        sku: "SKU-1",
        vendor: "Kiln",
        quantity: 3,
        price: 1000,
        discount: 301,
        properties: { Gift: "yes" },
        refundedQuantity: 1,
      },
    ],
    shippingAddress: null,
    shippingLine: { title: "Standard", price: 500, discount: 0 },
    applied: [
      {
        code: "TEN",
        discountId: "1",
        title: "Ten",
        target: "order",
        type: "percentage",
        value: 10,
        allocationMethod: "across",
        amount: 200,
        allocations: [200],
      },
      {
        code: "ONE",
        discountId: "2",
        title: "One",
        target: "order",
        type: "fixed_amount",
        value: 101,
        allocationMethod: "across",
        amount: 101,
        allocations: [101],
      },
    ],
    attributes: { __x: "v1" },
    note: "",
    financialStatus: "PARTIALLY_REFUNDED",
    fulfillmentStatus: "UNFULFILLED",
    subtotal: 2699,
    total: 3199,
    totalDiscount: 301,
    tags: [],
    test: false,
    sourceName: "web",
    refunds: [
      {
        id: "901",
        createdAt: "2026-11-20T00:00:00.000Z",
        lines: [{ lineId: "801", quantity: 1, subtotal: 900 }],
      },
    ],
    processedAt: "2026-11-19T00:00:00.000Z",
    createdAt: "2026-11-19T00:00:00.000Z",
    updatedAt: "2026-11-20T00:00:00.000Z",
    cancelledAt: null,
  });
}

test("an order tells its tokens, codes, money and refunds", async () => {
  const platform = await makeTestPlatform();
  addOrder(platform);
  const query = `{ orders(first: 5, query: "email:ada@example.com updated_at:>='2026-11-20T00:00:00Z'") { nodes {
    name cartToken checkoutToken discountCodes test customAttributes { key value } customer { displayName }
    totalPriceSet { shopMoney { amount currencyCode } } currentTotalPriceSet { shopMoney { amount } }
    lineItems(first: 5) { nodes { quantity currentQuantity product { id } originalTotalSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { ... on DiscountCodeApplication { code } } } } }
    refunds { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity lineItem { id } } } }
  } } }`;
  const money = (amount: string) => ({ shopMoney: { amount } });
  expect((await platform.graphql(query)).data).toEqual({
    orders: {
      nodes: [
        {
          name: "#1001",
          cartToken: "cart1",
          checkoutToken: "c0ffee",
          discountCodes: ["TEN", "ONE"],
          test: false,
          customAttributes: [{ key: "__x", value: "v1" }],
          customer: { displayName: "Ada Byron" },
          totalPriceSet: {
            shopMoney: { amount: "31.99", currencyCode: "USD" },
          },
          currentTotalPriceSet: money("22.99"),
          lineItems: {
            nodes: [
              {
                quantity: 3,
                currentQuantity: 2,
                product: { id: "gid://shopify/Product/101" },
                originalTotalSet: money("30.0"),
                discountAllocations: [
                  {
                    allocatedAmountSet: money("2.0"),
                    discountApplication: { code: "TEN" },
                  },
                  {
                    allocatedAmountSet: money("1.01"),
                    discountApplication: { code: "ONE" },
                  },
                ],
              },
            ],
          },
          refunds: [
            {
              totalRefundedSet: money("9.0"),
              refundLineItems: {
                nodes: [
                  {
                    quantity: 1,
                    lineItem: { id: "gid://shopify/LineItem/801" },
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  });
});

test("customers inside orders need their own scope", async () => {
  const platform = await makeTestPlatform();
  addOrder(platform);
  platform.installation.scopes = ["read_orders"];
  const { data, errors } = await platform.graphql(
    "{ orders(first: 1) { nodes { name customer { id } } } }",
  );
  expect(data).toEqual({
    orders: { nodes: [{ name: "#1001", customer: null }] },
  });
  expect(errors).toMatchObject([
    {
      path: ["orders", "nodes", 0, "customer"],
      extensions: {
        code: "ACCESS_DENIED",
        requiredAccess: "`read_customers` access scope.",
      },
    },
  ]);
});
