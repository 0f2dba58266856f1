import { expect, test } from "vitest";
import { placeOrder } from "../../storefront/orders.ts";
import { cancelOrder } from "../../storefront/refunds.ts";
import { changeStock, SHOP_FLOOR, WAREHOUSE } from "../../storefront/stock.ts";
import { makeTestPlatform, SHOP } from "../test-platform.ts";

const LEVELS = `{ productVariant(id: "gid://shopify/ProductVariant/201") { inventoryQuantity inventoryItem { tracked
  inventoryLevels(first: 5) { nodes { location { id } quantities(names: ["available"]) { name quantity } } } } } }`;

async function startWithLevels() {
  const platform = await makeTestPlatform({
    config: { scopes: ["read_products", "read_inventory", "read_locations"] },
  });
  const { ctx, shop } = platform;
  const told: { topic: string; payload: Record<string, unknown> }[] = [];
  ctx.emitWebhook = (_, topic, payload) =>
    told.push({ topic, payload: payload as Record<string, unknown> });
  const change = (act: "set" | "add" | "move", quantity: number) =>
    changeStock(ctx, shop, { variantId: "201", act, quantity });
  const levels = async () => {
    const { data } = await platform.graphql(LEVELS);
    const { inventoryItem, inventoryQuantity } = (
      data as unknown as { productVariant: Answer }
    ).productVariant;
    const of = inventoryItem.inventoryLevels.nodes.map(
      ({ quantities }) => quantities[0]!.quantity,
    );
    return [inventoryQuantity, ...of];
  };
  return { ...platform, told, change, levels };
}

interface Answer {
  inventoryQuantity: number;
  inventoryItem: {
    inventoryLevels: { nodes: { quantities: { quantity: number }[] }[] };
  };
}

test("corrections, deliveries and transfers move the levels of a location, and the app hears of each", async () => {
  const { told, change, levels } = await startWithLevels();
  expect(await levels()).toEqual([5, 5, 0]);
  change("add", 7);
  expect(await levels()).toEqual([12, 12, 0]);
  change("move", 4);
  expect(await levels()).toEqual([12, 8, 4]);
  change("set", 10);
  expect(await levels()).toEqual([10, 6, 4]);
  change("set", -2);
  expect(await levels()).toEqual([-2, -6, 4]);
  expect(told.map(({ topic }) => topic)).toEqual([
    "inventory_levels/update",
    "products/update",
    "inventory_levels/update",
    "inventory_levels/update",
    "products/update",
    "inventory_levels/update",
    "products/update",
    "inventory_levels/update",
    "products/update",
  ]);
  expect(told[2]!.payload).toEqual({
    inventory_item_id: 301,
    location_id: Number(WAREHOUSE.id),
    available: 8,
    updated_at: told[4]!.payload.updated_at,
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${WAREHOUSE.id}?inventory_item_id=301`,
  });
  expect(told[3]!.payload).toMatchObject({
    location_id: Number(SHOP_FLOOR.id),
    available: 4,
  });
  expect(told[4]!.payload).toMatchObject({
    id: 101,
    variants: [
      {
        id: 201,
        inventory_item_id: 301,
        inventory_quantity: 12,
        inventory_policy: "deny",
      },
    ],
  });
});

test("an order takes from the first location that has enough, and a cancelled one gives back", async () => {
  const { ctx, told, change, levels } = await startWithLevels();
  change("move", 4);
  told.length = 0;
  const result = placeOrder(ctx, {
    shop: SHOP,
    lines: [{ variantId: "201", quantity: 3 }],
    email: "ada@example.com",
  });
  if (!("order" in result)) throw new Error(result.message);
  expect(await levels()).toEqual([2, 1, 1]);
  expect(told.map(({ topic }) => topic)).toEqual(
    expect.arrayContaining(["inventory_levels/update", "products/update"]),
  );
  expect(
    told.find(({ topic }) => topic === "inventory_levels/update")?.payload,
  ).toMatchObject({ location_id: Number(SHOP_FLOOR.id), available: 1 });
  cancelOrder(ctx, { shop: SHOP, orderId: result.order.id });
  expect(await levels()).toEqual([5, 4, 1]);
  change("set", 5);
  expect(() =>
    changeStock(ctx, ctx.world.shops[SHOP]!, {
      variantId: "999",
      act: "set",
      quantity: 1,
    }),
  ).toThrow(RangeError);
});

test("a location and an item are found by their ids", async () => {
  const { graphql } = await startWithLevels();
  const answer = await graphql(`
    {
      locations(first: 5) {
        nodes {
          id
          isPrimary
        }
      }
      node(id: "gid://shopify/InventoryItem/301") {
        ... on InventoryItem {
          tracked
          inventoryLevel(locationId: "gid://shopify/Location/72002") {
            quantities(names: ["available"]) {
              quantity
            }
          }
        }
      }
    }
  `);
  expect(answer.data, JSON.stringify(answer)).toEqual({
    locations: {
      nodes: [
        {
          id: `gid://shopify/Location/${WAREHOUSE.id}`,
          isPrimary: true,
        },
        {
          id: `gid://shopify/Location/${SHOP_FLOOR.id}`,
          isPrimary: false,
        },
      ],
    },
    node: {
      tracked: true,
      inventoryLevel: { quantities: [{ quantity: 0 }] },
    },
  });
});
