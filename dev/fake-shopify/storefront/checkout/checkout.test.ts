import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder, refundOrder } from "../refunds.ts";
import { completeCheckout, placeOrder } from "../orders.ts";
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

const ADDRESS = {
  last_name: "Lee",
  first_name: "Ann",
  address1: "1 Main St",
  city: "Bath",
  zip: "BA1",
  country: "GB",
};

async function fill(codes = ""): Promise<string> {
  await store.post("/cart/add.js", { id: variantOf(store.mug), quantity: 2 });
  await store.post("/cart/update.js", {
    attributes: { __second_thought: "v1.x" },
    discount: codes,
  });
  store.webhooks.length = 0;
  return (await store.ask("/checkout")).headers.get("location") ?? "";
}

const send = (path: string, fields: Record<string, string>, json = false) =>
  store.ask(path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: json ? { accept: "application/json" } : {},
  });

const topics = () => store.webhooks.map((webhook) => webhook.topic);

test("a checkout is announced once the shopper gave an address, then updated by real changes only", async () => {
  const path = await fill();
  expect(topics()).toEqual([]);
  expect(await (await store.ask(path)).text()).not.toMatch(
    /accepts_marketing"[^>]*checked/,
  );
  await send(path, { email: "not an address" }, true);
  expect(topics()).toEqual([]);
  await send(path, { email: "ann@x.test", accepts_marketing: "1" }, true);
  await send(path, { email: "ann@x.test", accepts_marketing: "1" }, true);
  await send(
    path,
    { email: "ann@x.test", accepts_marketing: "1", ...ADDRESS },
    true,
  );
  expect(topics()).toEqual(["checkouts/create", "checkouts/update"]);
});

// Keys: platform.md section 4, from Shopify's webhook samples.
test("checkouts/create has Shopify's keys, money as strings, private attributes and a link back", async () => {
  addDiscount(store, "TEN");
  await send(await fill("TEN"), { email: "Ann@x.test", ...ADDRESS }, true);
  const payload = store.webhooks[0]?.payload ?? {};
  expect(Object.keys(payload)).toEqual(
    expect.arrayContaining(
      "id token cart_token email phone customer_locale buyer_accepts_marketing buyer_accepts_sms_marketing sms_marketing_phone abandoned_checkout_url note note_attributes landing_site referring_site source_name name currency presentment_currency discount_codes line_items subtotal_price total_price total_discounts total_tax total_line_items_price shipping_lines billing_address shipping_address customer gateway created_at updated_at completed_at closed_at".split(
        " ",
      ),
    ),
  );
  expect(payload).toMatchObject({
    email: "ann@x.test",
    buyer_accepts_marketing: false,
    total_line_items_price: "39.98",
    total_discounts: "4.00",
    subtotal_price: "35.98",
    note_attributes: [{ name: "__second_thought", value: "v1.x" }],
    discount_codes: [{ code: "TEN", amount: "4.00", type: "percentage" }],
    completed_at: null,
    shipping_address: { country_code: "GB", last_name: "Lee" },
  });
  expect(payload["abandoned_checkout_url"]).toMatch(
    new RegExp(`^${store.url}/checkouts/[0-9a-f]{32}/recover\\?key=[0-9a-f]+$`),
  );
  expect(payload["cart_token"]).toBe(Object.keys(store.shop.carts)[0]);
  const [line] = payload["line_items"] as Record<string, unknown>[];
  expect(Object.keys(line ?? {})).toEqual(
    expect.arrayContaining(
      "key product_id variant_id title presentment_title variant_title quantity price line_price variant_price compare_at_price sku vendor properties applied_discounts discount_allocations gift_card requires_shipping taxable grams".split(
        " ",
      ),
    ),
  );
});

test("the link brings basket, address and codes back on another device", async () => {
  addDiscount(store, "TEN");
  await send(await fill("TEN"), { email: "ann@x.test" }, true);
  const link = new URL(
    String(store.webhooks[0]?.payload["abandoned_checkout_url"]),
  );
  store.shop.carts = {};
  expect((await store.ask(`${link.pathname}?key=wrong`)).status).toBe(404);
  const answer = await store.ask(link.pathname + link.search);
  expect(answer.headers.get("location")).toBe(
    link.pathname.replace("/recover", ""),
  );
  expect(await (await store.ask("/cart.js")).json()).toMatchObject({
    item_count: 2,
    discount_codes: [{ code: "TEN", applicable: true }],
  });
  expect(
    await (await store.ask(answer.headers.get("location") ?? "")).text(),
  ).toContain(`value="ann@x.test"`);
});

describe("paying", () => {
  test("needs the fields that are marked, each said beside its field", async () => {
    const answer = await send(await fill(), { action: "pay", email: "x" });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Enter a postcode.");
    expect(store.shop.orders).toHaveLength(0);
  });
  test("makes an order, takes stock, uses the code up, remembers the customer and tells apps", async () => {
    const discount = addDiscount(store, "ONCE", { usageLimit: 1 });
    const path = await fill("ONCE");
    const answer = await send(path, {
      action: "pay",
      email: "ann@x.test",
      accepts_marketing: "1",
      shipping: "Express",
      ...ADDRESS,
    });
    expect(answer.headers.get("location")).toBe(`${path}/thank-you`);
    const [order] = store.shop.orders;
    expect(order).toMatchObject({
      name: "#1001",
      subtotal: 3598,
      total: 3598 + 1490,
      totalDiscount: 400,
      attributes: { __second_thought: "v1.x" },
    });
    expect(store.mug.variants[0]?.inventoryQuantity).toBe(3);
    expect(discount.codes[0]).toMatchObject({
      used: 1,
      usedBy: expect.arrayContaining(["ann@x.test"]) as unknown,
    });
    expect(store.shop.customers[0]).toMatchObject({
      email: "ann@x.test",
      emailMarketingConsent: { state: "SUBSCRIBED" },
    });
    expect(topics()).toEqual([
      "checkouts/create",
      "customers/create",
      "customers_email_marketing_consent/update",
      "orders/create",
      "orders/paid",
      "inventory_levels/update",
      "products/update",
      "checkouts/update",
    ]);
    const created =
      store.webhooks.find((webhook) => webhook.topic === "orders/create")
        ?.payload ?? {};
    expect(Object.keys(created)).toEqual(
      expect.arrayContaining(
        "id admin_graphql_api_id name order_number token checkout_id checkout_token cart_token email contact_email phone buyer_accepts_marketing customer_locale currency presentment_currency total_price subtotal_price total_discounts current_total_price total_price_set discount_codes discount_applications note note_attributes landing_site landing_site_ref referring_site source_name app_id financial_status fulfillment_status fulfillments refunds line_items customer billing_address shipping_address order_status_url tags test cancelled_at cancel_reason processed_at created_at updated_at".split(
          " ",
        ),
      ),
    );
    expect(created).toMatchObject({
      total_price: "50.88",
      checkout_token: store.shop.checkouts[0]?.token,
      cart_token: store.shop.checkouts[0]?.cartToken,
    });
    expect(store.webhooks.at(-1)?.payload["completed_at"]).toBeTruthy();
    expect(await (await store.ask(`${path}/thank-you`)).text()).toContain(
      "#1001",
    );
    expect(await (await store.ask("/cart.js")).json()).toMatchObject({
      item_count: 0,
    });
    expect((await store.ask(path)).headers.get("location")).toBe(
      `${path}/thank-you`,
    );
  });
  test("a code that somebody else used meanwhile is refused with its reason, once; then the order goes through without", async () => {
    const discount = addDiscount(store, "ONCE", { usageLimit: 1 });
    const path = await fill("ONCE");
    const first = discount.codes[0];
    if (first) first.used = 1;
    // The page was drawn with the code; the discount ran out before the button was pressed.
    const checkout = store.shop.checkouts[0];
    const fields = { email: "ann@x.test", ...ADDRESS };
    if (checkout) checkout.email = "ann@x.test";
    expect(
      completeCheckout(store.ctx, {
        shop: store.shop.shop,
        token: checkout?.token ?? "",
      }),
    ).toMatchObject({
      refused: "discount",
      message: expect.stringContaining("already been used") as unknown,
    });
    expect(store.shop.orders).toHaveLength(0);
    await send(path, { action: "pay", ...fields });
    expect(store.shop.orders[0]).toMatchObject({
      totalDiscount: 0,
      applied: [],
    });
  });
  test("what sold out meanwhile is said, and nothing is charged", async () => {
    const path = await fill();
    const variant = store.mug.variants[0];
    if (variant) variant.inventoryQuantity = 1;
    const answer = await send(path, {
      action: "pay",
      email: "ann@x.test",
      ...ADDRESS,
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Only 1 of Mug");
    expect([store.shop.orders.length, variant?.inventoryQuantity]).toEqual([
      0, 1,
    ]);
  });
  test("twice is once", async () => {
    const path = await fill();
    await send(path, { action: "pay", email: "ann@x.test", ...ADDRESS });
    await send(path, { action: "pay", email: "ann@x.test", ...ADDRESS });
    expect(store.shop.orders).toHaveLength(1);
  });
});

test("codes are added and taken off at the checkout; a refused one stays listed", async () => {
  addDiscount(store, "TEN");
  const path = await fill();
  const added = (await (
    await send(path, { action: "discount", discount: "ten" }, true)
  ).json()) as { summary: string };
  expect(added.summary).toContain("−$4.00");
  const refused = (await (
    await send(path, { action: "discount", discount: "NOPE" }, true)
  ).json()) as { summary: string };
  expect(refused.summary).toContain("NOPE isn’t a valid code.");
  await send(`${path}?remove=ten`, { action: "remove-discount" });
  expect(await (await store.ask("/cart.js")).json()).toMatchObject({
    discount_codes: [{ code: "NOPE", applicable: false }],
    total_discount: 0,
  });
});

test("a code ends when the shop's clock says so, also between cart and payment", async () => {
  addDiscount(store, "SOON", { endsAt: "2026-11-21T21:00:00.000Z" });
  const path = await fill("SOON");
  await send(path, { email: "ann@x.test", ...ADDRESS }, true);
  expect(store.shop.checkouts[0]?.applied).toHaveLength(1);
  store.ctx.clock.jump(3_600_000);
  expect(await (await store.ask("/cart.js")).json()).toMatchObject({
    total_discount: 0,
    discount_codes: [{ code: "SOON", applicable: false }],
  });
  expect(
    completeCheckout(store.ctx, {
      shop: store.shop.shop,
      token: store.shop.checkouts[0]?.token ?? "",
    }),
  ).toMatchObject({
    refused: "discount",
    message: expect.stringContaining("SOON has ended") as unknown,
  });
});

test("the checkout speaks the language in which the shopper came", async () => {
  const path = await fill("NOPE");
  const token = path.split("/").at(-1) ?? "";
  const page = await (await store.ask(`/de/checkouts/${token}`)).text();
  expect(page).toContain('<html lang="de" dir="ltr">');
  expect(page).toContain("Jetzt bezahlen");
  expect(page).toContain("NOPE ist kein gültiger Code.");
  expect((await store.ask("/de/checkout")).headers.get("location")).toBe(
    `/de${path}`,
  );
  expect(store.shop.checkouts[0]?.locale).toBe("de");
});

test("a visit's first page and where it came from stand in its checkout", async () => {
  await store.ask("/products/mug?utm_source=mail", {
    headers: { referer: "https://search.test/" },
  });
  await store.ask("/cart");
  await send(await fill(), { email: "ann@x.test" }, true);
  expect(store.webhooks[0]?.payload).toMatchObject({
    landing_site: "/products/mug?utm_source=mail",
    referring_site: "https://search.test/",
  });
});

describe("refunds", () => {
  const order = () => {
    addDiscount(store, "TEN", {
      value: { kind: "amount", amount: 1000, eachItem: false },
    });
    const result = placeOrder(store.ctx, {
      shop: store.shop.shop,
      email: "ann@x.test",
      lines: [{ variantId: variantOf(store.mug), quantity: 3 }],
      discountCodes: ["TEN"],
    });
    if ("refused" in result) throw new Error(result.message);
    return result.order;
  };
  test("piece by piece they give back exactly what was paid", () => {
    const placed = order();
    const [line] = placed.lines;
    for (let piece = 0; piece < 3; piece++)
      refundOrder(store.ctx, {
        shop: store.shop.shop,
        orderId: placed.id,
        lines: [{ lineId: line?.id ?? "", quantity: 1 }],
      });
    const given = placed.refunds
      .flatMap((refund) => refund.lines)
      .reduce((sum, one) => sum + one.subtotal, 0);
    expect(given).toBe(placed.subtotal);
    expect(placed.financialStatus).toBe("REFUNDED");
    expect(store.mug.variants[0]?.inventoryQuantity).toBe(5);
    expect(() =>
      refundOrder(store.ctx, {
        shop: store.shop.shop,
        orderId: placed.id,
        lines: [{ lineId: line?.id ?? "", quantity: 1 }],
      }),
    ).toThrow(RangeError);
    expect(topics().filter((topic) => topic === "refunds/create")).toHaveLength(
      3,
    );
  });
  test("cancelling refunds what is left, once", () => {
    const placed = order();
    cancelOrder(store.ctx, { shop: store.shop.shop, orderId: placed.id });
    cancelOrder(store.ctx, { shop: store.shop.shop, orderId: placed.id });
    expect(
      topics().filter((topic) => topic === "orders/cancelled"),
    ).toHaveLength(1);
    const last = store.webhooks.at(-1)?.payload ?? {};
    expect(last).toMatchObject({
      financial_status: "refunded",
      current_total_price: "0.00",
      refunds: [{ refund_line_items: [{ quantity: 3 }] }],
    });
  });
});
