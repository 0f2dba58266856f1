import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { MARKETS } from "../catalogue/data/markets.ts";
import { presentShop } from "./market.ts";
import {
  addDiscount,
  startTestStore,
  type TestStore,
  variantOf,
} from "./testing.ts";

const stores: TestStore[] = [];
let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
  store.shop.markets = structuredClone(MARKETS);
  stores.push(store);
});
afterAll(() => Promise.all(stores.map((one) => one.close())));

const choose = (fields: Record<string, string>) =>
  store.ask("/localization", {
    method: "POST",
    body: new URLSearchParams(fields),
  });

const readCart = async () =>
  (await (await store.ask("/cart.js")).json()) as Record<string, unknown>;

const market = (handle: string) => {
  const found = MARKETS.find((one) => one.handle === handle);
  if (!found) throw new Error(`There is no market ${handle}.`);
  return found;
};

describe("the country form", () => {
  test("keeps the country, goes back, and prices follow", async () => {
    await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 2 });
    expect(await readCart()).toMatchObject({
      currency: "USD",
      total_price: 3998,
    });
    const answer = await choose({
      country_code: "DE",
      return_to: "/products/mug?variant=1",
    });
    expect(answer.headers.get("location")).toBe("/products/mug?variant=1");
    expect(await readCart()).toMatchObject({
      currency: "EUR",
      total_price: 2 * 1895,
    });
    await choose({ country_code: "KW" });
    expect(await readCart()).toMatchObject({
      currency: "KWD",
      total_price: 2 * 625, // 6.250 dinars each, in the hundredths of Liquid and Ajax
    });
  });

  test("a country that no market has changes nothing", async () => {
    await choose({ country_code: "XX" });
    expect(await readCart()).toMatchObject({ currency: "USD" });
  });
});

test("fixed amounts, minima and delivery are converted, percentages are not", async () => {
  addDiscount(store, "FIVE", {
    value: { kind: "amount", amount: 500, eachItem: false },
    minimum: { kind: "subtotal", amount: 2000 },
  });
  await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 2 });
  await choose({ country_code: "DE" });
  await store.post("/cart/update.js", { discount: "FIVE" });
  expect(await readCart()).toMatchObject({
    total_price: 3790 - 460,
    discount_codes: [{ code: "FIVE", applicable: true }],
  });
});

test("an order is kept in the shop's currency, and tells what the shopper saw", async () => {
  await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 2 });
  await choose({ country_code: "DE" });
  const path = (await store.ask("/checkout")).headers.get("location") ?? "";
  const page = await (await store.ask(path)).text();
  expect(page).toContain("<small>EUR</small>");
  await store.ask(path, {
    method: "POST",
    body: new URLSearchParams({
      action: "pay",
      shipping: "Standard",
      email: "ann@x.test",
      last_name: "Lee",
      address1: "Am Markt 1",
      city: "Bremen",
      zip: "28195",
      country: "DE",
    }),
  });
  const order = store.webhooks.find((one) => one.topic === "orders/create");
  expect(order?.payload).toMatchObject({
    currency: "USD",
    presentment_currency: "EUR",
    subtotal_price: "39.98",
    total_price: "45.88",
    total_price_set: {
      shop_money: { amount: "45.88", currency_code: "USD" },
      presentment_money: { amount: "43.33", currency_code: "EUR" },
    },
    line_items: [
      {
        price: "19.99",
        price_set: { presentment_money: { amount: "18.95" } },
      },
    ],
  });
  expect(store.mug.variants[0]?.price).toBe(1999);
});

test("the view shares what the shop remembers, and leaves its prices alone", () => {
  const view = presentShop(store.shop, market("japan"));
  expect(view.carts).toBe(store.shop.carts);
  expect(view.currency).toBe("JPY");
  expect(store.shop.currency).toBe("USD");
  expect(presentShop(view, market("united-states"))).toBe(store.shop);
});
