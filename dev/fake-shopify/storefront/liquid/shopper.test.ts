import { afterAll, beforeEach, expect, test } from "vitest";
import { MARKETS } from "../../catalogue/data/markets.ts";
import type { Customer } from "../../world/types.ts";
import { placeOrder } from "../orders.ts";
import { startTestStore, type TestStore, variantOf } from "../testing.ts";

const stores: TestStore[] = [];
let store: TestStore;

const SHOPPER =
  "[[{{ customer.b2b? }}|{{ customer.current_company.name }}|{{ customer.tags | join: ',' }}|{{ customer.orders_count }}]]";
const PLACE =
  "[[{{ localization.country.iso_code }}|{{ localization.country.currency.iso_code }}|{{ localization.market.handle }}|{{ localization.language.iso_code }}|{{ request.locale.iso_code }}|{{ shop.currency }}|{{ cart.currency.iso_code }}|{{ localization.available_countries | map: 'iso_code' | join: ',' }}]]";

beforeEach(async () => {
  store = await startTestStore({
    theme: { "sections/main-index.liquid": `${SHOPPER}${PLACE}` },
  });
  store.shop.markets = structuredClone(MARKETS).filter((one) =>
    ["united-states", "gulf"].includes(one.handle),
  );
  stores.push(store);
});
afterAll(() => Promise.all(stores.map((one) => one.close())));

const draw = async (path = "/") => {
  const text = await (await store.ask(path)).text();
  return [...text.matchAll(/\[\[([\s\S]*?)\]\]/g)].map((one) => one[1]);
};

const grace: Customer = {
  id: "77",
  email: "grace@x.test",
  phone: null,
  firstName: "Grace",
  lastName: "Hopper",
  locale: "en",
  tags: ["wholesale", "vip"],
  note: null,
  company: { name: "Hopper & Co." },
  emailMarketingConsent: {
    state: "NOT_SUBSCRIBED",
    optInLevel: null,
    updatedAt: null,
  },
  address: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
};

test("nobody is signed in at first; then the page knows tags, orders and company", async () => {
  expect((await draw())[0]).toBe("|||");
  store.shop.customers.push(structuredClone(grace));
  placeOrder(store.ctx, {
    shop: store.shop.shop,
    lines: [{ variantId: variantOf(store.mug), quantity: 1 }],
    email: "grace@x.test",
  });
  await store.ask("/account/login?email=grace@x.test");
  expect((await draw())[0]).toBe("true|Hopper & Co.|wholesale,vip|1");
  const [customer] = store.shop.customers;
  delete customer?.company;
  expect((await draw())[0]).toBe("false||wholesale,vip|1");
});

test("country, currency, market and language are the ones chosen", async () => {
  expect((await draw())[1]).toBe("US|USD|united-states|en|en|USD|USD|CA,KW,US");
  await store.ask("/localization", {
    method: "POST",
    body: new URLSearchParams({
      _method: "put",
      country_code: "KW",
      language_code: "de",
    }),
  });
  expect((await draw("/de"))[1]).toBe("KW|KWD|gulf|de|de|USD|KWD|CA,KW,US");
});

test("the language of the form is where it leads back to", async () => {
  const answer = await store.ask("/de/localization", {
    method: "POST",
    body: new URLSearchParams({
      language_code: "en",
      return_to: "/de/products/mug?variant=1",
    }),
  });
  expect(answer.headers.get("location")).toBe("/products/mug?variant=1");
});
