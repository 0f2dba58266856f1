import { afterAll, expect, test } from "vitest";
import { toHundredths } from "./currency.ts";
import { toMoney } from "./payloads/money.ts";
import {
  addDiscount,
  startTestStore,
  type TestStore,
  variantOf,
} from "./testing.ts";

const stores: TestStore[] = [];
afterAll(() => Promise.all(stores.map((one) => one.close())));

// Shopify's Liquid reference: "1000 Japanese yen is output as 100000".
test("Liquid and Ajax speak of hundredths, webhooks of the currency itself", async () => {
  expect(toHundredths(1000, "JPY")).toBe(100_000);
  expect(toHundredths(1999, "USD")).toBe(1999);
  expect([toMoney(1000, "JPY"), toMoney(1999, "EUR")]).toEqual([
    "1000",
    "19.99",
  ]);
  const store = await startTestStore({
    theme: {
      "sections/main-product.liquid":
        "[[{{ product.price }} {{ product.variants.first.price }} {{ product.price | money }} {{ cart.items.first.product.price }} {{ cart.total_price }}]]",
    },
  });
  stores.push(store);
  store.shop.currency = "JPY";
  store.shop.moneyFormat = "¥{{amount_no_decimals}}";
  addDiscount(store, "OFF", {
    value: { kind: "amount", amount: 100, eachItem: false },
  });
  await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 2 });
  const { body } = await store.post("/cart/update.js", { discount: "OFF" });
  expect(body).toMatchObject({
    total_price: 389_800,
    total_discount: 10_000,
    items: [
      expect.objectContaining({ price: 199_900, final_line_price: 399_800 }),
    ],
  });
  expect(await (await store.ask("/products/mug")).text()).toContain(
    "[[199900 199900 ¥1,999 199900 389800]]",
  );
  expect(
    ((await (await store.ask("/products/mug.js")).json()) as { price: number })
      .price,
  ).toBe(199_900);
  const path = (await store.ask("/checkout")).headers.get("location") ?? "";
  await store.ask(path, {
    method: "POST",
    body: new URLSearchParams({ email: "ann@x.test" }),
  });
  const checkout = store.webhooks.find(
    (webhook) => webhook.topic === "checkouts/create",
  )?.payload;
  expect(checkout).toMatchObject({
    subtotal_price: "3898",
    total_discounts: "100",
  });
  expect(await (await store.ask(path)).text()).toContain("¥3,898");
});
