import { expect, test as base, type Page } from "@playwright/test";
import { startLocalShop, type LocalShop } from "#tests/support/local-shop.ts";

/** What the local Shopify's own theme tells apps, and what apps may ask of it. No app is in these pages. */
const test = base.extend<object, { local: LocalShop }>({
  local: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the braces
    async ({}, use) => {
      const local = await startLocalShop({ size: "full" });
      await use(local);
      await local.close();
    },
    { scope: "worker" },
  ],
});

interface ShopWindow {
  Shopify: {
    actions: Record<
      "getCart" | "updateCart" | "openCart",
      ((payload?: unknown) => Promise<object>) & { isDefault: () => boolean }
    >;
  };
}

interface Told {
  type: string;
  at: string;
  [key: string]: unknown;
}

/** Keeps every standard event of the page, and what its promise gave. */
async function listen(page: Page): Promise<() => Promise<Told[]>> {
  await page.addInitScript(() => {
    const told: Record<string, unknown>[] = [];
    Object.assign(window, { told });
    const names =
      "page:view product:view product:select collection:view search:update cart:view cart:lines-update cart:note-update cart:discount-update cart:error";
    for (const name of names.split(" "))
      document.addEventListener(`shopify:${name}`, (event) => {
        const { promise, ...own } = event as Event & {
          promise?: Promise<unknown>;
        };
        const { isTrusted: _, ...payload } = own as Record<string, unknown>;
        const entry: Record<string, unknown> = {
          type: name,
          at: (event.target as Element).nodeName,
          ...payload,
        };
        told.push(entry);
        promise?.then(
          (result) => (entry["result"] = result),
          (error: Error) => (entry["failure"] = error.message),
        );
      });
  });
  return () =>
    page.evaluate(() => (window as unknown as { told: Told[] }).told);
}

const kinds = (told: Told[]) => told.map(({ type }) => type);

test.beforeEach(async ({ page }) => {
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 422/.test(message.text()))
      throw new Error(message.text());
  });
});

test("a page, its product and the cards in view are told with gids", async ({
  page,
  local,
}) => {
  const told = await listen(page);
  const mug = local.product("stoneware-mug");
  await page.goto(`${local.url}/products/stoneware-mug`);
  await expect.poll(async () => kinds(await told())).toContain("product:view");
  const events = await told();
  expect(events.find(({ type }) => type === "page:view")).toMatchObject({
    page: { template: "product", url: `${local.url}/products/stoneware-mug` },
  });
  const seen = events.filter(({ type }) => type === "product:view");
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    context: "page",
    product: {
      id: `gid://shopify/Product/${mug.id}`,
      handle: "stoneware-mug",
      selectedVariant: {
        id: expect.stringMatching(/^gid:\/\/shopify\/ProductVariant\/\d+$/),
      },
    },
  });
  await page.locator(".card").first().scrollIntoViewIfNeeded();
  await expect
    .poll(async () => (await told()).map(({ context }) => context))
    .toContain("recommendation");
  await page.goto(`${local.url}/collections/all`);
  await expect
    .poll(async () => kinds(await told()))
    .toEqual(expect.arrayContaining(["collection:view", "product:view"]));
});

test("lines added, changed, removed and declined are told as they begin, with the cart that came of it", async ({
  page,
  local,
}) => {
  const told = await listen(page);
  await page.goto(`${local.url}/products/stoneware-mug`);
  await page.locator("[name=add]").click();
  await expect(page.locator("[data-cart-drawer]")).toBeVisible();
  const added = (await told()).find(({ type }) => type === "cart:lines-update");
  expect(added).toMatchObject({
    at: "FORM",
    action: "add",
    context: "product",
    lines: [
      { merchandiseId: expect.stringContaining("ProductVariant"), quantity: 1 },
    ],
    result: { cart: { totalQuantity: 1, discountCodes: [] } },
  });
  expect(
    (await told()).filter(({ type }) => type === "cart:lines-update"),
  ).toHaveLength(1);
  expect((await told()).find(({ type }) => type === "cart:view")).toMatchObject(
    {
      context: "dialog",
      cart: { totalQuantity: 1 },
    },
  );

  await page.goto(`${local.url}/cart`);
  await expect.poll(async () => kinds(await told())).toContain("cart:view");
  const field = page.locator(".line input[type=number]").first();
  await field.fill("100000");
  await field.press("Tab");
  await expect.poll(async () => kinds(await told())).toContain("cart:error");
  const declined = (await told()).find(
    ({ type }) => type === "cart:lines-update",
  );
  expect(declined).toMatchObject({
    action: "update",
    context: "cart",
    result: { cart: { totalQuantity: 1 }, userErrors: [{ code: "INVALID" }] },
  });
  await page.locator("[data-remove]").first().click();
  await expect
    .poll(async () =>
      (await told()).findLast(({ type }) => type === "cart:lines-update"),
    )
    .toMatchObject({
      action: "remove",
      result: { cart: { totalQuantity: 0 } },
    });
});

test("a code that is refused comes back as not applicable", async ({
  page,
  local,
}) => {
  const told = await listen(page);
  const variant = local.product("stoneware-mug").variants[0]!.id;
  await page.goto(`${local.url}/cart/${variant}:2?storefront=true`);
  await page.goto(`${local.url}/cart`);
  await page.locator("#cart-discount").fill("NOPE");
  await page.locator("#cart-discount").press("Enter");
  await expect
    .poll(async () =>
      (await told()).find(({ type }) => type === "cart:discount-update"),
    )
    .toMatchObject({
      discountCodes: [{ code: "NOPE" }],
      result: {
        cart: { discountCodes: [{ code: "NOPE", applicable: false }] },
      },
    });
  expect(
    (await told()).filter(({ type }) => type === "cart:discount-update"),
  ).toHaveLength(1);
});

test("a search without results is told with its count", async ({
  page,
  local,
}) => {
  const told = await listen(page);
  for (const [query, count] of [
    ["mug", 2],
    ["zeppelin", 0],
  ] as const) {
    await page.goto(`${local.url}/search?q=${query}`);
    const search = async () =>
      (await told()).find(({ type }) => type === "search:update");
    await expect.poll(search).toMatchObject({ search: { query } });
    const { totalCount } = (await search())!["result"] as {
      totalCount: number;
    };
    expect(count === 0 ? totalCount === 0 : totalCount > 0).toBe(true);
  }
});

test("apps read, change and open the cart by Shopify.actions, and the theme opens its drawer", async ({
  page,
  local,
}) => {
  const told = await listen(page);
  await page.goto(`${local.url}/products/stoneware-mug`);
  const variant = local.product("stoneware-mug").variants[0]!.id;
  const before = await page.evaluate(async () => {
    const { actions } = (window as unknown as ShopWindow).Shopify;
    return {
      ...(await actions.getCart()),
      own: !actions.openCart.isDefault(),
      plain: actions.updateCart.isDefault(),
    };
  });
  expect(before).toMatchObject({
    cart: { totalQuantity: 0 },
    own: true,
    plain: false,
  });
  const result = await page.evaluate(
    (merchandiseId) =>
      (window as unknown as ShopWindow).Shopify.actions.updateCart({
        lines: [{ merchandiseId, quantity: 2 }],
        discountCodes: ["NOPE"],
      }),
    `gid://shopify/ProductVariant/${variant}`,
  );
  expect(result).toMatchObject({
    cart: {
      totalQuantity: 2,
      discountCodes: [{ code: "NOPE", applicable: false }],
    },
    userErrors: [],
  });
  expect(
    (await told()).find(({ type }) => type === "cart:lines-update"),
  ).toMatchObject({ action: "add", context: "standard-action" });
  await page.evaluate(() =>
    (window as unknown as ShopWindow).Shopify.actions.openCart(),
  );
  await expect(page.locator("[data-cart-drawer] .line")).toHaveCount(1);
  await expect(page.locator("[data-cart-drawer]")).toBeVisible();
});

test("an older theme tells nothing and sells all the same", async ({
  page,
  local,
}) => {
  local.shop.theme.settings = { standard_events: false };
  const told = await listen(page);
  await page.goto(`${local.url}/products/stoneware-mug`);
  await page.locator("[name=add]").click();
  await expect(page.locator("[data-cart-drawer]")).toBeVisible();
  expect(await told()).toEqual([]);
  local.shop.theme.settings = {};
});
