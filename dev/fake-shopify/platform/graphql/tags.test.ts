import { expect, test } from "vitest";
import { placeOrder } from "../../storefront/orders.ts";
import { makeTestPlatform, SHOP, type TestPlatform } from "../test-platform.ts";

const CHANGE = (what: "tagsAdd" | "tagsRemove") =>
  `mutation Change($id: ID!, $tags: [String!]!) { ${what}(id: $id, tags: $tags) { node { id } userErrors { field message } } }`;

async function withOrder(scopes: string[]) {
  const platform = await makeTestPlatform({ config: { scopes } });
  const result = placeOrder(platform.ctx, {
    shop: SHOP,
    lines: [{ variantId: "201", quantity: 1 }],
    email: "ada@example.com",
  });
  if (!("order" in result)) throw new Error(result.message);
  const sent: { topic: string; payload: { tags?: string } }[] = [];
  platform.ctx.emitWebhook = (_, topic, payload) =>
    sent.push({ topic, payload: payload as { tags?: string } });
  return { platform, order: result.order, sent };
}

const change = (
  platform: TestPlatform,
  what: "tagsAdd" | "tagsRemove",
  variables: { id: string; tags: string[] },
) => platform.graphql(CHANGE(what), variables);

test("an order is tagged once, and the shop's apps hear of it", async () => {
  const { platform, order, sent } = await withOrder(["write_orders"]);
  const id = `gid://shopify/Order/${order.id}`;
  for (let times = 0; times < 2; times++)
    expect(
      (await change(platform, "tagsAdd", { id, tags: ["Free returns"] })).data,
    ).toEqual({ tagsAdd: { node: { id }, userErrors: [] } });
  expect(order.tags).toEqual(["Free returns"]);
  expect(sent).toEqual([
    expect.objectContaining({
      topic: "orders/updated",
      payload: expect.objectContaining({ tags: "Free returns" }) as unknown,
    }),
  ]);
  await change(platform, "tagsRemove", { id, tags: ["free returns"] });
  expect(order.tags).toEqual([]);
});

test("a customer is tagged", async () => {
  const { platform, sent } = await withOrder(["write_customers"]);
  await change(platform, "tagsAdd", {
    id: "gid://shopify/Customer/501",
    tags: ["wholesale, vip"],
  });
  expect(platform.shop.customers[0]?.tags).toEqual(["wholesale", "vip"]);
  expect(sent.map((one) => one.topic)).toEqual(["customers/update"]);
});

test.each([
  ["Order", "write_customers"],
  ["Customer", "write_products"],
])("the tags of a %s are not changed with %s alone", async (type, scope) => {
  const { platform, order } = await withOrder([scope]);
  const answer = await change(platform, "tagsAdd", {
    id: `gid://shopify/${type}/${type === "Order" ? order.id : "501"}`,
    tags: ["x"],
  });
  expect(answer.errors).toMatchObject([
    {
      message: `Access denied for tagsAdd field. Required access: \`write_${type.toLowerCase()}s\` access scope.`,
      extensions: { code: "ACCESS_DENIED" },
    },
  ]);
});

test.each([
  [["read_products"], true],
  [["read_orders"], false],
])("what a piece cost, with %j", async (scopes, allowed) => {
  const platform = await makeTestPlatform({ config: { scopes } });
  const answer = await platform.graphql(
    `{ inventoryItem(id: "gid://shopify/InventoryItem/301") { unitCost { amount currencyCode } variant { id } } }`,
  );
  if (allowed)
    expect(answer.data).toEqual({
      inventoryItem: {
        unitCost: { amount: "4.0", currencyCode: "USD" },
        variant: { id: "gid://shopify/ProductVariant/201" },
      },
    });
  else
    expect(answer.errors).toMatchObject([
      { extensions: { code: "ACCESS_DENIED" } },
    ]);
});
