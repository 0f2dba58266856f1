import { expect, test } from "vitest";
import { isNewer, retryPause } from "./events.ts";
import { parseExactJson } from "./exact-json.ts";
import {
  cleanCartToken,
  readCheckout,
  readOrder,
  readRefund,
} from "./payloads.ts";

const times = {
  created_at: "2026-11-21T15:00:00-05:00",
  updated_at: "2026-11-21T15:01:00-05:00",
};

test("a checkout becomes a row, in whole units, with its person in lower case", () => {
  const row = readCheckout({
    ...times,
    token: "c1",
    cart_token: "abc?key=123",
    email: "Ada@Example.COM ",
    currency: "EUR",
    total_price: "53.97",
    total_discounts: "6.00",
    customer_locale: "de-DE",
    buyer_accepts_marketing: true,
    customer: { id: 7000000000001 },
    shipping_address: { country_code: "DE" },
    note_attributes: [
      { name: "gift", value: "yes" },
      { name: "__second_thought", value: "v1.x.y.t" },
    ],
    discount_codes: [
      { code: "B", amount: "6.00", type: "percentage" },
      { code: "A" },
    ],
    line_items: [
      {
        product_id: "820982911946154508",
        variant_id: 2,
        title: "Kettle",
        presentment_title: "Kessel",
        variant_title: "Rot",
        quantity: 3,
        price: "19.99",
        discount_allocations: [{ amount: "2.00" }, { amount: "4.00" }],
        properties: [{ name: "Gravur", value: "Ada" }],
      },
    ],
    abandoned_checkout_url: "https://shop.example/recover",
    completed_at: null,
    surprising: { new: "field" },
  });
  expect(row).toMatchObject({
    token: "c1",
    cartToken: "abc",
    email: "ada@example.com",
    customerId: "7000000000001",
    countryCode: "DE",
    totalMinor: 5397n,
    discountMinor: 600n,
    discountCodes: ["A", "B"],
    attribution: "v1.x.y.t",
    acceptsMarketing: true,
    createdAt: new Date("2026-11-21T20:00:00Z"),
    completedAt: null,
  });
  expect(row.lines).toEqual([
    expect.objectContaining({
      title: "Kessel",
      quantity: 3,
      lineMinor: 5397,
      properties: { Gravur: "Ada" },
    }),
  ]);
});

test("fields that an app without approval does not get may be missing or null", () => {
  const row = readCheckout({
    ...times,
    token: "c2",
    currency: "JPY",
    total_price: "500",
    email: null,
  });
  expect(row).toMatchObject({
    email: null,
    customerId: null,
    lines: [],
    totalMinor: 500n,
    recoveryUrl: null,
  });
  const { order } = readOrder({
    ...times,
    id: 1,
    currency: "KWD",
    total_price: "1.250",
    customer: null,
  });
  expect(order).toMatchObject({
    id: "1",
    name: "#1",
    email: null,
    totalMinor: 1250n,
    lines: [],
  });
});

test("what no row can do without is an error that names it", () => {
  expect(() =>
    readCheckout({ ...times, currency: "EUR", total_price: "1" }),
  ).toThrow(/token/);
  expect(() =>
    readOrder({ ...times, id: 1, currency: "EUR", total_price: "much" }),
  ).toThrow(/amount of money/);
  expect(() => readOrder("hello")).toThrow();
});

test("a refund is its successful payments and its lines", () => {
  const refund = readRefund(
    {
      id: 9,
      order_id: 1,
      created_at: times.created_at,
      refund_line_items: [
        { line_item_id: 11, quantity: 1 },
        { line_item_id: 11, quantity: 2 },
      ],
      transactions: [
        { kind: "refund", status: "success", amount: "10.00" },
        { kind: "refund", status: "failure", amount: "99.00" },
        { kind: "void", status: "success", amount: "5.00" },
      ],
    },
    "EUR",
  );
  expect(refund).toMatchObject({
    id: "9",
    orderId: "1",
    amountMinor: 1000n,
    lines: { "11": 3 },
  });
});

test("ids beyond 2^53 keep every digit, other numbers stay numbers", () => {
  expect(
    parseExactJson(
      '{"id":820982911946154508,"small":42,"price":1.5,"text":"9007199254740993"}',
    ),
  ).toEqual({
    id: "820982911946154508",
    small: 42,
    price: 1.5,
    text: "9007199254740993",
  });
});

test("cart tokens are compared on the part before the question mark", () => {
  expect(cleanCartToken("abc?key=1")).toBe("abc");
  expect(cleanCartToken("abc")).toBe("abc");
  expect(cleanCartToken("")).toBeNull();
  expect(cleanCartToken(null)).toBeNull();
});

test("of two versions the later wins, and within one second always the same one", () => {
  const at = (second: number, name: string) => ({
    updatedAt: new Date(second * 1000),
    name,
    n: 1n,
  });
  expect(isNewer(at(2, "a"), at(1, "b"))).toBe(true);
  expect(isNewer(at(1, "b"), at(2, "a"))).toBe(false);
  expect(isNewer(at(1, "b"), at(1, "a"))).not.toBe(
    isNewer(at(1, "a"), at(1, "b")),
  );
  expect(isNewer(at(1, "a"), at(1, "a"))).toBe(false);
});

test("retries grow to an hour, and together give a broken database most of a working day", () => {
  const pauses = Array.from({ length: 11 }, (_, i) => retryPause(i + 1));
  expect(pauses.slice(0, 3)).toEqual([5000, 15_000, 45_000]);
  expect(Math.max(...pauses)).toBe(3_600_000);
  expect(pauses.reduce((a, b) => a + b)).toBeGreaterThan(4 * 3_600_000);
});
