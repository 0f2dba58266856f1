import path from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import { writeFiles } from "#dev/fake-shopify/storefront/testing.ts";
import { newId } from "#dev/fake-shopify/world/world.ts";
import { startLocalShop, type LocalShop } from "#tests/support/local-shop.ts";

/** The sandbox of the local Shopify's web pixels, with a pixel that only writes down what it hears. */
const TOML = `
type = "web_pixel_extension"
name = "Ear"
runtime_context = "strict"
[customer_privacy]
analytics = true
marketing = false
preferences = false
sale_of_data = "disabled"
[settings]
type = "object"
[settings.fields.accountID]
type = "single_line_text_field"
`;
const PIXEL = `
import { register } from "@shopify/web-pixels-extension";
register(({ analytics, browser, init, settings, customerPrivacy }) => {
  const heard = [];
  const keep = (entry) => {
    heard.push(entry);
    browser.localStorage.setItem("heard", JSON.stringify(heard));
  };
  keep({ name: "init", settings, shop: init.data.shop.myshopifyDomain, page: init.context.document.location.pathname,
    here: [typeof document, typeof window, typeof importScripts], privacy: init.customerPrivacy });
  analytics.subscribe("all_standard_events", (event) => keep(event));
  analytics.subscribe("all_custom_events", (event) => keep(event));
  analytics.subscribe("clicked", (event) => browser.cookie.set("clicked=yes; path=/"));
  analytics.subscribe("product_viewed", () => browser.sendBeacon("/apps/second-thought/pixel", JSON.stringify("seen")));
  customerPrivacy.subscribe("visitorConsentCollected", (event) => keep({ name: "consent", ...event }));
});
`;

const test = base.extend<object, { local: LocalShop }>({
  local: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the braces
    async ({}, use) => {
      const local = await startLocalShop({ size: "full" });
      const home = await writeFiles({
        "extensions/pixel/shopify.extension.toml": TOML,
        "extensions/pixel/src/index.js": PIXEL,
      });
      local.ctx.extensionDir = path.join(home, "extensions", "storefront");
      local.ctx.world.installations[local.shop.shop]!.webPixel = {
        id: newId(local.ctx.world),
        settings: { accountID: "lumen" },
      };
      await use(local);
      await local.close();
    },
    { scope: "worker" },
  ],
});

interface Heard {
  name: string;
  type?: string;
  seq?: number;
  clientId?: string;
  data?: Record<string, Record<string, unknown>>;
  customData?: unknown;
  [key: string]: unknown;
}

const heard = (page: Page) =>
  page.evaluate(
    () => JSON.parse(localStorage.getItem("heard") ?? "[]") as Heard[],
  );
const names = async (page: Page) => (await heard(page)).map(({ name }) => name);

test("on the storefront: page, product, cart and search, with the documented shapes", async ({
  page,
  local,
}) => {
  const beacons: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/pixel"))
      beacons.push(request.postData() ?? "");
  });
  const mug = local.product("stoneware-mug");
  await page.goto(`${local.url}/products/stoneware-mug`);
  await expect.poll(() => names(page)).toContain("product_viewed");
  const [init, viewed, product] = await heard(page);
  expect(init).toMatchObject({
    settings: { accountID: "lumen" },
    shop: local.shop.shop,
    page: "/products/stoneware-mug",
    here: ["undefined", "undefined", "undefined"],
    privacy: { analyticsProcessingAllowed: true },
  });
  expect(viewed).toMatchObject({
    name: "page_viewed",
    type: "standard",
    seq: 0,
    data: {},
    context: {
      document: { location: { pathname: "/products/stoneware-mug" } },
    },
  });
  expect(viewed?.clientId).toMatch(/^[\da-f-]{36}$/);
  expect(product?.data?.["productVariant"]).toMatchObject({
    price: { amount: mug.variants[0]!.price / 100, currencyCode: "USD" },
    product: { id: mug.id, title: mug.title, vendor: mug.vendor },
  });
  await expect.poll(() => beacons).toEqual(['"seen"']);

  await page.locator("[name=add]").click();
  await expect.poll(() => names(page)).toContain("product_added_to_cart");
  const added = (await heard(page)).find(
    ({ name }) => name === "product_added_to_cart",
  );
  expect(added?.data?.["cartLine"]).toMatchObject({
    quantity: 1,
    merchandise: { product: { id: mug.id } },
  });
  await page.evaluate(() =>
    (
      window as unknown as {
        Shopify: {
          analytics: { publish: (name: string, data: object) => boolean };
        };
      }
    ).Shopify.analytics.publish("second-thought:segment", { segment: "torn" }),
  );
  await expect
    .poll(async () => (await heard(page)).at(-1))
    .toMatchObject({
      name: "second-thought:segment",
      type: "custom",
      customData: { segment: "torn" },
    });
  expect(await page.evaluate(() => document.cookie)).toContain("clicked=yes");

  await page.goto(`${local.url}/cart`);
  await expect.poll(() => names(page)).toContain("cart_viewed");
  await page.locator("[data-remove]").first().click();
  await expect.poll(() => names(page)).toContain("product_removed_from_cart");
  await page.goto(`${local.url}/search?q=zeppelin`);
  await expect.poll(() => names(page)).toContain("search_submitted");
  expect((await heard(page)).at(-1)?.data?.["searchResult"]).toEqual({
    query: "zeppelin",
    productVariants: [],
  });
  await page.goto(`${local.url}/collections/all`);
  await expect.poll(() => names(page)).toContain("collection_viewed");
});

test("in the checkout: each step once, and nothing of the buyer's own", async ({
  page,
  local,
}) => {
  const variant = local.product("stoneware-mug").variants[0]!.id;
  await page.goto(`${local.url}/cart/${variant}:2?storefront=true`);
  await page.goto(`${local.url}/checkout`);
  await expect.poll(() => names(page)).toContain("checkout_started");
  const fill = async (name: string, value: string) => {
    await page.locator(`[name=${name}]`).fill(value);
    const saved = page.waitForResponse(
      (response) => response.request().method() === "POST",
    );
    await page.locator(`[name=${name}]`).press("Tab");
    await saved;
  };
  await fill("email", "ada@example.com");
  await expect
    .poll(() => names(page))
    .toContain("checkout_contact_info_submitted");
  for (const [name, value] of [
    ["last_name", "Byron"],
    ["address1", "12 St James's Square"],
    ["zip", "10001"],
    ["city", "New York"],
  ] as const)
    await fill(name, value);
  await expect
    .poll(() => names(page))
    .toContain("checkout_address_info_submitted");
  await page.getByRole("radio", { name: /Express/ }).check();
  await expect
    .poll(() => names(page))
    .toContain("checkout_shipping_info_submitted");
  const chosen = (await heard(page)).at(-1)?.data?.["checkout"];
  expect(chosen).toMatchObject({
    email: null,
    shippingAddress: { lastName: null, city: null },
    shippingLine: { price: { amount: 14.9, currencyCode: "USD" } },
    lineItems: [{ quantity: 2 }],
    order: null,
  });
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.waitForURL(/thank-you/);
  await expect.poll(() => names(page)).toContain("checkout_completed");
  const done = (await heard(page)).find(
    ({ name }) => name === "checkout_completed",
  );
  expect(done?.data?.["checkout"]).toMatchObject({
    email: null,
    token: chosen?.["token"],
    order: {
      id: expect.stringMatching(/^\d+$/),
      customer: { isFirstOrder: true },
    },
    transactions: [{ gateway: "bogus" }],
  });
  await page.reload();
  await expect
    .poll(async () => (await names(page)).slice(-1))
    .toEqual(["page_viewed"]);
});

test("where visitors are asked first, the pixel waits for a yes and then hears what it missed", async ({
  page,
  local,
}) => {
  await page.goto(`${local.url}/products/stoneware-mug?region=DE`);
  await page.waitForLoadState("networkidle");
  expect(await heard(page)).toEqual([]);
  expect(await page.evaluate(() => document.cookie)).not.toContain(
    "_shopify_y",
  );
  await page
    .getByRole("button", { name: /accept/i })
    .first()
    .click();
  await expect
    .poll(() => names(page))
    .toEqual(expect.arrayContaining(["init", "page_viewed", "product_viewed"]));
  await page.evaluate(() => localStorage.clear());
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { Shopify } = window as unknown as {
          Shopify: {
            loadFeatures: (list: object[], done: () => void) => void;
            customerPrivacy: {
              setTrackingConsent: (c: object, done: () => void) => void;
            };
          };
        };
        Shopify.loadFeatures(
          [{ name: "consent-tracking-api", version: "0.1" }],
          () =>
            Shopify.customerPrivacy.setTrackingConsent(
              { analytics: false },
              () => resolve(null),
            ),
        );
      }),
  );
  await expect
    .poll(async () => (await heard(page)).at(-1))
    .toMatchObject({
      name: "consent",
      customerPrivacy: { analyticsProcessingAllowed: false },
    });
  const before = (await heard(page)).length;
  await page.locator("[name=add]").click();
  await expect(page.locator("[data-cart-drawer]")).toBeVisible();
  expect(await heard(page)).toHaveLength(before);
});
