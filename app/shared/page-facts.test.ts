import { expect, test } from "vitest";
import { AUDIENCE_VISIT } from "./audience.fixture.ts";
import {
  deviceKindOf,
  factsOf,
  type CartLineFacts,
  type DeviceFacts,
  type PageFacts,
} from "./page-facts.ts";

const { page, cart, device } = AUDIENCE_VISIT;
const on = (change: Partial<DeviceFacts>, of: PageFacts = page) =>
  factsOf(of, cart, { ...device, ...change });
const sourceOf = (referrer: string, search = "") =>
  on({ arrival: { referrer, search, host: "www.shop.example" } }).sets.source;

test("puts page, basket and device into the words of conditions", () => {
  expect(factsOf(page, cart, device)).toEqual({
    page: "product",
    sets: {
      product: ["8200000000001"],
      collection: ["3100000000001"],
      "product-tag": ["linen", "summer"],
      "product-type": ["shirts"],
      vendor: ["alder"],
      "cart-product": ["8200000000002"],
      "cart-collection": ["3100000000009"],
      "cart-tag": ["stoneware", "gift"],
      "cart-type": ["kitchen"],
      "cart-vendor": ["kiln & co"],
      device: ["phone"],
      source: ["search", "google.com"],
      "utm-source": ["newsletter"],
      "utm-medium": ["organic"],
      "utm-campaign": ["autumn"],
      "utm-content": ["top"],
      "utm-term": ["linen shirt"],
      country: ["br"],
      market: ["south-america"],
      language: ["pt-br", "pt"],
      "customer-tag": ["vip"],
    },
    numbers: {
      price: 16_800,
      "cart-value": 11_200,
      "cart-count": 2,
      "cart-lines": 1,
      visits: 3,
      "order-count": 3,
    },
    flags: {
      returning: true,
      "signed-in": true,
      b2b: false,
      "analytics-consent": true,
      "marketing-consent": true,
    },
  });
});

test("without consent, a product or a customer it leaves unknown what it cannot know", () => {
  const { product: _, customer: __, ...bare } = page;
  const { visits: ___, consent: ____, ...device } = AUDIENCE_VISIT.device;
  const { sets, numbers, flags } = factsOf(bare, cart, device);
  expect(sets.product).toEqual([]);
  expect(numbers).toEqual({
    "cart-value": 11_200,
    "cart-count": 2,
    "cart-lines": 1,
  });
  expect(flags).toEqual({ "signed-in": false, b2b: false });
});

test("what the Ajax cart does not say of a line, the page may know", () => {
  const fresh = (product: string): CartLineFacts => ({
    product,
    variant: "1",
    quantity: 1,
    type: "T",
    vendor: "V",
  });
  const lines = ["8200000000001", "8200000000002", "unseen"].map(fresh);
  const { sets } = factsOf(page, { count: 3, total: 1, lines }, device);
  expect(sets["cart-tag"]).toEqual(["linen", "summer", "stoneware", "gift"]);
  expect(sets["cart-collection"]).toEqual(["3100000000001", "3100000000009"]);
  expect(sets["cart-type"]).toEqual(["t"]);
});

test.each([
  // Yen in the cart have two digits too many, dinars three of their own.
  [{ shop: 0, cart: 2 }, 1, 5600, 56],
  [{ shop: 3, cart: 3 }, 1, 5600, 5600],
  [{ shop: 2, cart: 3 }, 0.25, 5600, 2240],
  [{ shop: 2, cart: 2 }, 149.3, 840_000, 5626],
])(
  "counts in the shop's currency: %j at %d",
  (decimals, rate, total, minor) => {
    const { numbers } = factsOf(
      page,
      { ...cart, total },
      { ...device, decimals, rate },
    );
    expect(numbers["cart-value"]).toBe(minor);
  },
);

test.each([
  ["", "", ["direct"]],
  ["https://www.google.co.uk/search?q=x", "", ["search", "google.co.uk"]],
  ["https://duckduckgo.com/", "", ["search", "duckduckgo.com"]],
  ["https://l.instagram.com/?u=x", "", ["social", "l.instagram.com"]],
  ["https://t.co/abc", "", ["social", "t.co"]],
  ["", "?utm_medium=paid-social", ["paid"]],
  ["https://www.google.com/", "?gclid=x", ["paid", "google.com"]],
  ["https://www.google.com/", "?utm_medium=CPC", ["paid", "google.com"]],
  ["", "?utm_medium=social", ["social"]],
  ["", "?utm_medium=email", ["email"]],
  ["https://notgoogle.example/", "", ["referral", "notgoogle.example"]],
  ["https://Blog.example:8080/a", "", ["referral", "blog.example"]],
  ["https://shop.example/products/x", "", []],
  ["android-app://com.example/", "", ["direct"]],
  ["nonsense", "%%%&&==", ["direct"]],
])("from %s %s", (referrer, search, sources) => {
  expect(sourceOf(referrer, search)).toEqual(sources);
});

test.each([
  [false, 390, "desktop"],
  [true, 599, "phone"],
  [true, 600, "tablet"],
] as const)("touch %s, %d pixels: %s", (touch, side, kind) => {
  expect(deviceKindOf(touch, side)).toBe(kind);
});
