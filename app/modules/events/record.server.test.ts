import fc from "fast-check";
import { expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { recordCheckout, recordOrder, recordRefund } from "./events.server.ts";

const shop = "events.myshopify.com";
let serial = 0;

type Step = { topic: "order" | "refund" | "checkout"; payload: object };

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 21, 12, minute)).toISOString();

const refund = (
  orderId: number,
  id: number,
  line: number,
  quantity: number,
  amount: string,
) => ({
  id,
  order_id: orderId,
  created_at: at(30),
  refund_line_items: [{ line_item_id: line, quantity }],
  transactions: [
    { kind: "refund", status: "success", amount, currency: "EUR" },
  ],
});

/** What Shopify may send about one purchase, with two versions made within the same second. */
function story(orderId: number): Step[] {
  const order = (minute: number, change: object = {}) => ({
    id: orderId,
    name: `#${orderId}`,
    email: "ada@example.com",
    currency: "EUR",
    total_price: "60.00",
    created_at: at(0),
    updated_at: at(minute),
    line_items: [
      { id: orderId * 10 + 1, product_id: 501, quantity: 3, price: "10.00" },
      { id: orderId * 10 + 2, product_id: 502, quantity: 1, price: "30.00" },
    ],
    ...change,
  });
  const first = refund(orderId, orderId * 10 + 5, orderId * 10 + 1, 1, "10.00");
  const second = refund(
    orderId,
    orderId * 10 + 6,
    orderId * 10 + 1,
    1,
    "10.00",
  );
  const checkout = (minute: number, change: object) => ({
    token: `c${orderId}`,
    currency: "EUR",
    total_price: "60.00",
    created_at: at(0),
    updated_at: at(minute),
    ...change,
  });
  return [
    { topic: "checkout", payload: checkout(0, { email: null }) },
    {
      topic: "checkout",
      payload: checkout(0, { email: "ada@example.com", line_items: [] }),
    },
    {
      topic: "checkout",
      payload: checkout(1, {
        email: "ada@example.com",
        shipping_address: { country_code: "DE", city: "Ulm" },
      }),
    },
    {
      topic: "checkout",
      payload: checkout(2, {
        email: "ada@example.com",
        shipping_address: { country_code: "DE", city: "Ulm" },
        shipping_lines: [{ title: "Standard", price: "5.00" }],
        completed_at: at(2),
      }),
    },
    { topic: "order", payload: order(1) },
    { topic: "order", payload: order(1, { phone: "+491" }) },
    {
      topic: "order",
      payload: order(31, { refunds: [first], email: "new@example.com" }),
    },
    { topic: "refund", payload: first },
    { topic: "refund", payload: second },
  ];
}

async function play(steps: Step[]): Promise<void> {
  for (const { topic, payload } of steps)
    await transaction(async (tx) => {
      if (topic === "order") await recordOrder(tx, { shop, payload });
      if (topic === "refund")
        await recordRefund(tx, { shop, payload, currency: "EUR" });
      if (topic === "checkout") await recordCheckout(tx, { shop, payload });
    });
}

async function rowsOf(orderId: number) {
  const id = String(orderId);
  return {
    checkout: await db.checkout.findUnique({
      where: { shop_token: { shop, token: `c${id}` } },
      omit: { tokenHash: true },
    }),
    order: await db.order.findUnique({ where: { shop_id: { shop, id } } }),
    lines: await db.orderLine.findMany({
      where: { shop, orderId: id },
      orderBy: { id: "asc" },
    }),
  };
}

/** Rows of two orders differ in their ids alone. */
const anonymous = (rows: unknown, orderId: number) =>
  JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  ).replaceAll(String(orderId), "ID");

test("any order and any repetition of deliveries gives the same rows", async () => {
  const reference = 1000 + serial++;
  await play(story(reference));
  const expected = anonymous(await rowsOf(reference), reference);
  expect(expected).toContain("new@example.com");
  expect((await rowsOf(reference)).checkout).toMatchObject({
    contactAt: new Date(at(0)),
    addressAt: new Date(at(1)),
    shippingAt: new Date(at(2)),
    paymentAt: null,
  });

  const steps = story(0).length;
  const arrivals = fc
    .array(fc.nat(steps - 1), { maxLength: 6 })
    .chain((again) =>
      fc.shuffledSubarray([...Array(steps).keys(), ...again], {
        minLength: steps + again.length,
      }),
    );
  await fc.assert(
    fc.asyncProperty(arrivals, async (order) => {
      const orderId = 1000 + serial++;
      const all = story(orderId);
      await play(order.map((index) => all[index] as Step));
      expect(anonymous(await rowsOf(orderId), orderId)).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

test("the same delivery worked by two workers at once is one order, with each refund once", async () => {
  const orderId = 5000;
  const steps = story(orderId);
  await Promise.all([play(steps), play(steps.toReversed())]);
  const { order, lines } = await rowsOf(orderId);
  expect(order).toMatchObject({
    refundedMinor: 2000n,
    totalMinor: 6000n,
    phone: null,
  });
  expect(
    lines.map(({ quantity, refundedQuantity }) => [quantity, refundedQuantity]),
  ).toEqual([
    [3, 2],
    [1, 0],
  ]);
});
