import { afterAll, beforeEach, describe, expect, test } from "vitest";
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

const cart = async () =>
  (await (await store.ask("/cart.js")).json()) as Record<string, unknown>;

// Keys: platform.md section 6, from Shopify's Ajax API reference of 2026-05.
test("the cart has Shopify's keys, and money in minor units", async () => {
  await store.post("/cart/add.js", {
    items: [
      {
        id: Number(variantOf(store.mug)),
        quantity: 2,
        properties: { _gift: "1", Name: "Ann" },
      },
    ],
  });
  const answer = await cart();
  expect(Object.keys(answer)).toEqual(
    expect.arrayContaining(
      "token note attributes original_total_price total_price total_discount total_weight item_count items requires_shipping currency items_subtotal_price cart_level_discount_applications discount_codes".split(
        " ",
      ),
    ),
  );
  expect(answer).toMatchObject({
    total_price: 3998,
    item_count: 2,
    total_weight: 500,
    currency: "USD",
    requires_shipping: true,
  });
  expect(answer["token"]).toMatch(/^[\w-]+\?key=\w+$/);
  const [item] = answer["items"] as Record<string, unknown>[];
  expect(Object.keys(item ?? {})).toEqual(
    expect.arrayContaining(
      "id properties quantity variant_id key title price original_price discounted_price line_price original_line_price total_discount discounts sku grams vendor taxable product_id product_has_only_default_variant gift_card final_price final_line_price url featured_image image handle requires_shipping product_type product_title product_description variant_title variant_options options_with_values line_level_discount_allocations".split(
        " ",
      ),
    ),
  );
  // A line property with one underscore is hidden at the checkout only.
  expect(item).toMatchObject({
    properties: { _gift: "1", Name: "Ann" },
    variant_title: null,
    product_has_only_default_variant: true,
  });
  expect(item?.["key"]).toMatch(
    new RegExp(`^${variantOf(store.mug)}:[0-9a-f]+$`),
  );
});

describe("refusals", () => {
  test("sold out and too many are 422 with a description", async () => {
    const id = variantOf(store.shirt);
    await store.post("/cart/add.js", { items: [{ id, quantity: 2 }] });
    expect(
      await store.post("/cart/add.js", { items: [{ id, quantity: 2 }] }),
    ).toEqual({
      status: 422,
      body: {
        status: 422,
        message: "Cart Error",
        description: "You can only add 1 Shirt - S to the cart.",
      },
    });
    const variant = store.shirt.variants[1];
    if (variant) variant.inventoryQuantity = 0;
    const soldOut = await store.post("/cart/add.js", {
      id: variantOf(store.shirt, 1),
    });
    expect(soldOut.status).toBe(422);
    expect(soldOut.body["description"]).toBe(
      "The product 'Shirt - M' is already sold out.",
    );
    expect((await cart())["item_count"]).toBe(2);
  });
  test("several items are added all or not at all", async () => {
    const answer = await store.post("/cart/add.js", {
      items: [
        { id: variantOf(store.mug), quantity: 1 },
        { id: variantOf(store.shirt), quantity: 99 },
      ],
    });
    expect(answer.status).toBe(422);
    expect((await cart())["item_count"]).toBe(0);
  });
  test("an unknown line is 400, an unknown variant 404", async () => {
    expect(
      await store.post("/cart/change.js", { line: 1, quantity: 2 }),
    ).toEqual({
      status: 400,
      body: {
        status: 400,
        message: "Bad Request",
        description: "no valid id or line parameter",
      },
    });
    expect(
      (await store.post("/cart/update.js", { updates: { "999": 1 } })).body,
    ).toEqual({
      status: 404,
      message: "Cart Error",
      description: "Cannot find variant",
    });
  });
  test("nonsense is 400, never 500", async () => {
    for (const [path, body] of [
      ["/cart/add.js", "{"],
      ["/cart/add.js", "[]"],
      ["/cart/add.js", `{"items":[]}`],
      ["/cart/update.js", `{"updates":{"1":"x"}}`],
      ["/cart/change.js", `{"quantity":{}}`],
    ] as const) {
      const answer = await store.ask(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      expect([path, body, answer.status]).toEqual([path, body, 400]);
    }
  });
});

describe("changes", () => {
  test("one added line is answered as itself, form fields work too", async () => {
    const form = new FormData();
    form.set("id", variantOf(store.mug));
    form.set("quantity", "2");
    form.set("properties[Engraving]", "A");
    const answer = (await (
      await store.ask("/cart/add.js", { method: "POST", body: form })
    ).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({
      quantity: 2,
      properties: { Engraving: "A" },
      variant_id: Number(variantOf(store.mug)),
    });
  });
  test("quantities change by line, key and list; clear keeps note and attributes", async () => {
    await store.post("/cart/add.js", {
      items: [{ id: variantOf(store.mug) }, { id: variantOf(store.shirt) }],
    });
    await store.post("/cart/change.js", { line: 1, quantity: 3 });
    await store.post("/cart/update.js", {
      updates: [3, 4],
      note: "Hi",
      attributes: { a: "1" },
    });
    expect(await cart()).toMatchObject({
      item_count: 7,
      note: "Hi",
      attributes: { a: "1" },
    });
    await store.post("/cart/change.js", {
      id: variantOf(store.shirt),
      quantity: 0,
    });
    await store.post("/cart/clear.js", {});
    expect(await cart()).toMatchObject({
      item_count: 0,
      note: "Hi",
      attributes: { a: "1" },
    });
  });
  test("private attributes are hidden from Ajax and Liquid, and kept", async () => {
    await store.post("/cart/update.js", {
      attributes: { __second_thought: "v1.x", shown: "1" },
    });
    expect((await cart())["attributes"]).toEqual({ shown: "1" });
    expect(await (await store.ask("/cart")).text()).toContain(`{"shown":"1"}`);
    expect(Object.values(store.shop.carts)[0]?.attributes).toEqual({
      __second_thought: "v1.x",
      shown: "1",
    });
  });
});

describe("discount codes", () => {
  test("discount replaces the whole set; what does not apply stays listed", async () => {
    addDiscount(store, "TEN");
    await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 1 });
    const one = await store.post("/cart/update.js", { discount: "ten,NOPE" });
    expect(one.body["discount_codes"]).toEqual([
      { code: "ten", applicable: true },
      { code: "NOPE", applicable: false },
    ]);
    expect(one.body).toMatchObject({
      total_price: 1799,
      total_discount: 200,
      items_subtotal_price: 1999,
    });
    expect(one.body["cart_level_discount_applications"]).toEqual([
      expect.objectContaining({
        type: "discount_code",
        title: "TEN",
        value: "10.0",
        value_type: "percentage",
        total_allocated_amount: 200,
      }),
    ]);
    expect(
      (await store.post("/cart/update.js", { discount: "" })).body,
    ).toMatchObject({ discount_codes: [], total_price: 1999 });
  });
  test("a product discount stands at its line", async () => {
    addDiscount(store, "MUG", {
      items: { kind: "products", productIds: [store.mug.id], variantIds: [] },
      value: { kind: "amount", amount: 500, eachItem: true },
    });
    await store.post("/cart/add.js", {
      items: [
        { id: variantOf(store.mug), quantity: 2 },
        { id: variantOf(store.shirt) },
      ],
    });
    const { body } = await store.post("/cart/update.js", { discount: "MUG" });
    expect(body).toMatchObject({
      total_discount: 1000,
      total_price: 3998 + 5001 - 1000,
      cart_level_discount_applications: [],
    });
    const line = (body["items"] as Record<string, unknown>[]).find(
      (item) => item["handle"] === "mug",
    );
    expect(line).toMatchObject({
      total_discount: 1000,
      final_line_price: 2998,
      final_price: 1499,
      original_line_price: 3998,
    });
    expect(line?.["line_level_discount_allocations"]).toEqual([
      {
        amount: 1000,
        discount_application: expect.objectContaining({
          title: "MUG",
          value: "5.0",
          value_type: "fixed_amount",
        }) as unknown,
      },
    ]);
  });
  test("/discount/CODE keeps the code and leads on, never to another host", async () => {
    addDiscount(store, "TEN");
    const answer = await store.ask("/discount/TEN?redirect=/cart");
    expect(answer.headers.get("location")).toBe("/cart");
    await store.post("/cart/add.js", { id: variantOf(store.mug) });
    expect((await cart())["discount_codes"]).toEqual([
      { code: "TEN", applicable: true },
    ]);
    expect(
      (await store.ask("/discount/TEN?redirect=//evil.test")).headers.get(
        "location",
      ),
    ).toBe("/");
  });
});

describe("sections", () => {
  test("answers carry the asked sections, drawn for another page", async () => {
    await store.post("/cart/add.js", { id: variantOf(store.mug) });
    const { body } = await store.post("/cart/update.js", {
      note: "x",
      sections: "main-cart,nothing",
      sections_url: "/cart",
    });
    expect(body["sections"]).toEqual({
      "main-cart": expect.stringContaining("1 / $19.99") as unknown,
      nothing: null,
    });
    expect(
      (
        await store.post("/cart/update.js", {
          sections: ["a", "b", "c", "d", "e", "f"],
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await store.post("/cart/update.js", {
          sections: "main-cart",
          sections_url: "cart",
        })
      ).status,
    ).toBe(400);
  });
  test("?sections= is JSON, ?section_id= html", async () => {
    expect(
      await (await store.ask("/cart?sections=main-cart,nope")).json(),
    ).toEqual({
      "main-cart": expect.stringContaining(
        `id="shopify-section-main-cart"`,
      ) as unknown,
      nope: null,
    });
    expect(await (await store.ask("/?section_id=main-index")).text()).toContain(
      "<h1>Lumen</h1>",
    );
    expect((await store.ask("/?section_id=nope")).status).toBe(404);
  });
  test("a section of a template is found by the id the page gave it", async () => {
    const id =
      /id="shopify-section-(template--\d+__main)"/.exec(
        await (await store.ask("/cart")).text(),
      )?.[1] ?? "";
    expect(id).not.toBe("");
    expect(await (await store.ask(`/cart?section_id=${id}`)).text()).toContain(
      "0 / $0.00",
    );
  });
});

test("a permalink fills a new cart with codes, attributes and e-mail address", async () => {
  addDiscount(store, "TEN");
  const lines = `${variantOf(store.mug)}:2,${variantOf(store.shirt)}:1,999:1`;
  const shown = await store.ask(
    `/cart/${lines}?discount=TEN&attributes[from]=mail&note=Hi&storefront=true`,
  );
  expect(shown.headers.get("location")).toBe("/cart");
  expect(await cart()).toMatchObject({
    item_count: 3,
    attributes: { from: "mail" },
    note: "Hi",
    discount_codes: [{ code: "TEN", applicable: true }],
  });
  const direct = await store.ask(`/cart/${lines}?checkout[email]=ann@x.test`);
  const checkout = await store.ask(direct.headers.get("location") ?? "");
  expect(checkout.headers.get("location")).toMatch(
    /^\/checkouts\/[0-9a-f]{32}$/,
  );
  expect(store.shop.checkouts[0]?.email).toBe("ann@x.test");
});

test("carts/create once, then carts/update; without e-mail address or attributes", async () => {
  await store.post("/cart/add.js", { id: variantOf(store.mug) });
  await store.post("/cart/change.js", { line: 1, quantity: 2 });
  expect(store.webhooks.map((webhook) => webhook.topic)).toEqual([
    "carts/create",
    "carts/update",
  ]);
  const payload = store.webhooks[1]?.payload ?? {};
  expect(Object.keys(payload).sort()).toEqual([
    "created_at",
    "id",
    "line_items",
    "note",
    "token",
    "updated_at",
  ]);
  expect(payload["line_items"]).toEqual([
    expect.objectContaining({
      price: "19.99",
      line_price: "39.98",
      quantity: 2,
    }),
  ]);
});

test("empty carts of days ago are forgotten, filled ones kept", async () => {
  await store.post("/cart/add.js", { id: variantOf(store.mug) });
  const own = Object.keys(store.shop.carts)[0] ?? "";
  for (let visit = 0; visit < 300; visit++) await fetch(`${store.url}/cart.js`);
  store.ctx.clock.jump(2 * 86_400_000);
  await fetch(`${store.url}/cart.js`);
  expect(Object.keys(store.shop.carts)).toHaveLength(2);
  expect(Object.keys(store.shop.carts)).toContain(own);
});
