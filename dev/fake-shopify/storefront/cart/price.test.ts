import fc from "fast-check";
import { expect, test } from "vitest";
import type { Discount, Product, ShopWorld } from "../../world/types.ts";
import { addShop, createWorld } from "../../world/world.ts";
import { createCart } from "./cart.ts";
import { cartToJson } from "./json.ts";
import { priceCart } from "./price.ts";

const NOW = "2026-11-21T20:00:00.000Z";

function shopOf(prices: number[], discounts: Discount[]): ShopWorld {
  const shop = addShop(createWorld({ seed: 1 }), {
    shop: "a.myshopify.com",
    name: "A",
    email: "a@a.test",
  });
  shop.discounts = discounts;
  shop.products = prices.map((price, index): Product => ({
    id: `${index}`,
    handle: `p${index}`,
    title: `P${index}`,
    vendor: "",
    type: "",
    tags: [],
    descriptionHtml: "",
    status: "ACTIVE",
    publishedAt: NOW,
    createdAt: NOW,
    updatedAt: NOW,
    options: [],
    images: [],
    variants: [
      {
        id: `10${index}`,
        inventoryItemId: "",
        title: "Default Title",
        options: [],
        sku: "",
        price,
        compareAtPrice: null,
        unitCost: null,
        grams: 100,
        tracked: false,
        inventoryQuantity: 0,
        inventoryPolicy: "DENY",
        requiresShipping: true,
        taxable: true,
      },
    ],
  }));
  return shop;
}

const discountOf = (percent: number, products: string[] | null): Discount => ({
  kind: "basic",
  id: `d${percent}`,
  title: "",
  value: { kind: "percentage", percent },
  items: products
    ? { kind: "products", productIds: products, variantIds: [] }
    : { kind: "all" },
  minimum: { kind: "none" },
  customers: { kind: "all" },
  combinesWith: {
    orderDiscounts: true,
    productDiscounts: true,
    shippingDiscounts: true,
  },
  usageLimit: null,
  appliesOncePerCustomer: false,
  startsAt: "2026-01-01T00:00:00.000Z",
  endsAt: null,
  codes: [
    { id: "1", code: products ? "PRODUCT" : "ORDER", used: 0, usedBy: [] },
  ],
  bulk: false,
  createdBy: "app",
  createdAt: NOW,
  updatedAt: NOW,
  bulkCreations: [],
});

test("the cart's figures agree with its lines and with each other", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          price: fc.nat(50_000),
          quantity: fc.integer({ min: 1, max: 9 }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      fc.double({ min: 0.1, max: 100, noNaN: true }),
      fc.double({ min: 0.1, max: 100, noNaN: true }),
      (wanted, order, product) => {
        const shop = shopOf(
          wanted.map((one) => one.price),
          [discountOf(order, null), discountOf(product, ["0"])],
        );
        const cart = createCart({ now: NOW, customerId: null });
        cart.lines = wanted.map(({ quantity }, index) => ({
          key: `k${index}`,
          variantId: `10${index}`,
          quantity,
          properties: {},
        }));
        cart.discountCodes = ["ORDER", "PRODUCT"];
        const json = cartToJson(
          priceCart({ shop, cart, now: NOW, customer: null }),
          shop,
        );
        const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
        expect(json.original_total_price).toBe(
          sum(wanted.map((one) => one.price * one.quantity)),
        );
        expect(json.original_total_price - json.total_discount).toBe(
          json.total_price,
        );
        expect(json.items_subtotal_price).toBe(
          sum(json.items.map((item) => item.final_line_price)),
        );
        expect(json.items_subtotal_price - json.total_price).toBe(
          sum(
            json.cart_level_discount_applications.map(
              (one) => one.total_allocated_amount,
            ),
          ),
        );
        expect(json.item_count).toBe(sum(wanted.map((one) => one.quantity)));
        for (const item of json.items) {
          expect(item.original_line_price - item.total_discount).toBe(
            item.final_line_price,
          );
          expect(item.total_discount).toBe(
            sum(item.line_level_discount_allocations.map((one) => one.amount)),
          );
          expect(item.final_line_price).toBeGreaterThanOrEqual(0);
        }
        expect(json.total_price).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
