import { afterAll, beforeEach, expect, test } from "vitest";
import {
  addDiscount,
  startTestStore,
  type TestStore,
  variantOf,
} from "../testing.ts";

const stores: TestStore[] = [];
let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
  stores.push(store);
});
afterAll(() => Promise.all(stores.map((one) => one.close())));

const BUYER = {
  email: "ann@x.test",
  last_name: "Lee",
  address1: "1 Main St",
  city: "Bath",
  zip: "BA1",
  country: "GB",
};

async function openWith(codes: string): Promise<string> {
  await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 2 });
  await store.post("/cart/update.js", { discount: codes });
  return (await store.ask("/checkout")).headers.get("location") ?? "";
}

const send = (path: string, fields: Record<string, string>) =>
  store.ask(path, {
    method: "POST",
    body: new URLSearchParams({ ...BUYER, ...fields }),
  });

const readCart = async () =>
  (await (await store.ask("/cart.js")).json()) as Record<string, unknown>;

const ordered = () =>
  store.webhooks.find((one) => one.topic === "orders/create")?.payload;

const addFreeDelivery = (maximumShippingPrice: number | null) =>
  addDiscount(store, "SHIP", {
    kind: "free-shipping",
    destination: { kind: "all" },
    maximumShippingPrice,
    combinesWith: {
      orderDiscounts: true,
      productDiscounts: true,
      shippingDiscounts: false,
    },
  });

test("the cart's total stays, the code is called applicable, and the checkout's delivery is free", async () => {
  addFreeDelivery(null);
  const path = await openWith("SHIP");
  const body = await readCart();
  expect(body).toMatchObject({
    total_price: 3998,
    total_discount: 0,
    cart_level_discount_applications: [],
    discount_codes: [{ code: "SHIP", applicable: true }],
  });
  const page = await (await store.ask(path)).text();
  expect(page).toMatch(/<s>[^<]*5\.90<\/s> Free/);
  await send(path, { action: "pay", shipping: "Standard" });
  // Keys and words: platform.md section 4, and the Order resource of Shopify's REST reference.
  expect(ordered()).toMatchObject({
    subtotal_price: "39.98",
    total_discounts: "5.90",
    total_price: "39.98",
    discount_codes: [{ code: "SHIP", amount: "5.90", type: "shipping" }],
    discount_applications: [
      {
        type: "discount_code",
        code: "SHIP",
        target_type: "shipping_line",
        target_selection: "all",
        value: "100.0",
        value_type: "percentage",
        allocation_method: "each",
      },
    ],
    shipping_lines: [
      {
        title: "Standard",
        price: "5.90",
        discounted_price: "0.00",
        discount_allocations: [
          { amount: "5.90", discount_application_index: 0 },
        ],
      },
    ],
    line_items: [{ discount_allocations: [] }],
  });
});

test("a way of delivery above the maximum keeps its price, and the code is not used up by it", async () => {
  const discount = addFreeDelivery(1000);
  const path = await openWith("SHIP");
  await send(path, { shipping: "Express" });
  expect(await (await store.ask(path)).text()).toContain(
    "SHIP isn’t for the delivery method you chose",
  );
  await send(path, { action: "pay", shipping: "Express" });
  expect(ordered()).toMatchObject({
    discount_codes: [],
    total_price: "54.88",
    shipping_lines: [{ price: "14.90", discounted_price: "14.90" }],
  });
  expect(discount.codes[0]?.used).toBe(0);
});

test("free delivery stands beside ten per cent when both allow it, each at its own place", async () => {
  addFreeDelivery(null);
  addDiscount(store, "TEN", {
    combinesWith: {
      orderDiscounts: false,
      productDiscounts: false,
      shippingDiscounts: true,
    },
  });
  const path = await openWith("SHIP,TEN");
  await send(path, { action: "pay", shipping: "Standard" });
  expect(ordered()).toMatchObject({
    total_discounts: "9.90",
    total_price: "35.98",
    discount_codes: [
      { code: "TEN", amount: "4.00", type: "percentage" },
      { code: "SHIP", amount: "5.90", type: "shipping" },
    ],
    line_items: [
      {
        discount_allocations: [
          { amount: "4.00", discount_application_index: 0 },
        ],
      },
    ],
  });
});

test("a gift is on its line alone", async () => {
  addDiscount(store, "GIFT", {
    kind: "bxgy",
    buys: {
      items: { kind: "products", productIds: [store.mug.id], variantIds: [] },
      value: { kind: "quantity", quantity: 2 },
    },
    gets: {
      items: {
        kind: "products",
        productIds: [],
        variantIds: [variantOf(store.shirt)],
      },
      quantity: 1,
      effect: { kind: "percentage", percent: 100 },
    },
    usesPerOrderLimit: 1,
  });
  await openWith("GIFT");
  expect(await readCart()).toMatchObject({
    discount_codes: [{ code: "GIFT", applicable: false }],
  });
  await store.post("/cart/add.js", { id: variantOf(store.shirt), quantity: 1 });
  const body = await readCart();
  expect(body).toMatchObject({
    discount_codes: [{ code: "GIFT", applicable: true }],
    items: [
      {
        product_id: Number(store.shirt.id),
        final_line_price: 0,
        line_level_discount_allocations: [
          {
            discount_application: {
              title: "GIFT",
              value: "100.0",
              allocation_method: "each",
              target_selection: "entitled",
            },
          },
        ],
      },
      { product_id: Number(store.mug.id), total_discount: 0 },
    ],
  });
  const path = (await store.ask("/checkout")).headers.get("location") ?? "";
  await send(path, { action: "pay", shipping: "Standard" });
  expect(ordered()).toMatchObject({
    discount_applications: [{ target_selection: "entitled" }],
    line_items: [
      { discount_allocations: [{ discount_application_index: 0 }] },
      { discount_allocations: [] },
    ],
  });
  const thanks = await (await store.ask(`${path}/thank-you`)).text();
  expect(thanks).toMatch(/<s><bdi>[^<]+<\/bdi><\/s><bdi>\$0\.00<\/bdi>/);
});
