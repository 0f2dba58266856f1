import { expect, type Page } from "@playwright/test";
import type { ShopOptions } from "./shop-options.ts";
import {
  endPage,
  leave,
  runUntilMind,
  signalsOf,
  test,
  wake,
  why,
} from "./shop-page.ts";

const PRODUCT: ShopOptions = {
  path: "/products/jumper",
  facts: {
    kind: "product",
    product: {
      id: "11",
      title: "Fjell Merino Jumper",
      type: "Jumper",
      vendor: "Fjell",
      tags: [],
      collections: [],
      options: ["Size", "Colour"],
      price: 12_900,
    },
  },
};

const expectSignal = (page: Page, signal: Record<string, unknown>) =>
  expect
    .poll(() => signalsOf(page))
    .toContainEqual(expect.objectContaining(signal));

test("the page, its product and the basket that Liquid shows", async ({
  page,
  openShop,
}) => {
  await openShop(PRODUCT);
  await wake(page);
  const signals = await signalsOf(page);
  expect(signals.slice(0, 2)).toEqual([
    {
      kind: "page",
      page: "product",
      productId: "11",
      productType: "Jumper",
      sized: true,
      priceMinor: 12_900,
    },
    { kind: "cart", change: "none", count: 2, totalMinor: 9400 },
  ]);
  expect(signals).toContainEqual({ kind: "act" });
});

test("how far she scrolls, in quarters, and that she goes away and comes back", async ({
  page,
  openShop,
}) => {
  await openShop();
  await wake(page);
  await page.mouse.wheel(0, 1200);
  await expectSignal(page, { kind: "scroll", depth: 50 });
  for (const hidden of [true, false])
    await page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await expectSignal(page, { kind: "hidden" });
  await expectSignal(page, { kind: "visible" });
});

test("a pause, in steps of fifteen seconds", async ({ page, openShop }) => {
  await page.clock.install();
  await openShop();
  await page.clock.runFor(500);
  await page.mouse.move(100, 100);
  await page.mouse.move(120, 120);
  await runUntilMind(page);
  await page.clock.runFor(36_000);
  expect((await signalsOf(page)).filter(({ kind }) => kind === "idle")).toEqual(
    [
      { kind: "idle", seconds: 15 },
      { kind: "idle", seconds: 30 },
    ],
  );
});

const helps: [name: string, markup: string, topic: string][] = [
  ["words", `<button>Size guide</button>`, "size"],
  ["a link's address", `<a href="#size-chart">?</a>`, "size"],
  [
    "a policy",
    `<a href="/policies/shipping-policy" onclick="return false">More</a>`,
    "delivery",
  ],
  ["a fold", `<details><summary>Returns</summary>x</details>`, "returns"],
  ["data for a modal", `<span data-modal="#warranty">i</span>`, "warranty"],
  ["an anchor", `<a href="#product-reviews">4.8</a>`, "reviews"],
];
for (const [name, markup, topic] of helps)
  test(`information she opens, by ${name}`, async ({ page, openShop }) => {
    await openShop({
      ...PRODUCT,
      body: `<div id="help" style="position: fixed; top: 0; right: 0">${markup}</div>`,
    });
    await wake(page);
    await page.locator("#help > *").click();
    await expectSignal(page, { kind: "opened", topic });
  });

test("the same in German, and nothing for a word of another kind", async ({
  page,
  openShop,
}) => {
  await openShop({
    ...PRODUCT,
    locale: "de",
    body: `<p id="help" style="position: fixed; top: 0"><button>Größentabelle</button><button>Zur Kasse</button></p>`,
  });
  await wake(page);
  await page.getByText("Zur Kasse").click();
  await page.getByText("Größentabelle").click();
  await expectSignal(page, { kind: "opened", topic: "size" });
  expect(
    (await signalsOf(page)).filter(({ kind }) => kind === "opened"),
  ).toHaveLength(1);
});

test("the product's name is copied, other words are not", async ({
  page,
  openShop,
}) => {
  await openShop({
    ...PRODUCT,
    body: `<h1 id="title" style="position: fixed; top: 0">Fjell Merino Jumper</h1><p id="other" style="position: fixed; top: 80px">Washes well</p>`,
  });
  await wake(page);
  const copy = (id: string) =>
    page.evaluate((of) => {
      document.getSelection()!.selectAllChildren(document.getElementById(of)!);
      document.dispatchEvent(new ClipboardEvent("copy", { bubbles: true }));
    }, id);
  await copy("other");
  expect(await signalsOf(page)).not.toContainEqual({ kind: "copied" });
  await copy("title");
  await expectSignal(page, { kind: "copied" });
});

test("the coupon field, and a code that does not apply", async ({
  page,
  openShop,
}) => {
  const { cart } = await openShop({
    body: `<input id="code" placeholder="Gift card or discount code" style="position: fixed; top: 0">`,
  });
  await wake(page);
  await page.locator("#code").focus();
  await expectSignal(page, { kind: "coupon-focus" });
  const apply = (discount: string) =>
    page.evaluate(
      (code) =>
        fetch("/cart/update.js", {
          method: "POST",
          body: JSON.stringify({ discount: code }),
        }).then(() => undefined),
      discount,
    );
  await apply("SECOND-7Q");
  await page.waitForTimeout(600);
  cart.codes = ["NOPE"];
  await apply("NOPE");
  await expectSignal(page, { kind: "coupon-failed" });
});

test("what the theme does to the basket by its own requests", async ({
  page,
  openShop,
}) => {
  await openShop(PRODUCT);
  await wake(page);
  const post = (path: string, body: object) =>
    page.evaluate(
      ([to, data]) =>
        fetch(to as string, {
          method: "POST",
          body: JSON.stringify(data),
        }).then(() => undefined),
      [path, body] as const,
    );
  await post("/cart/add.js", { items: [{ id: 9 }] });
  await expectSignal(page, {
    kind: "cart",
    change: "add",
    count: 3,
    productId: "12",
  });
  await post("/cart/update.js", { updates: { 9: 0 } });
  await expectSignal(page, { kind: "cart", change: "remove", productId: "12" });
});

test("a search without result, and the way to the checkout", async ({
  page,
  openShop,
}) => {
  await openShop({
    path: "/search",
    facts: { kind: "search", nothingFound: true },
  });
  await wake(page);
  await expectSignal(page, { kind: "search-empty" });
  await page.evaluate(() =>
    document.addEventListener("submit", (event) => event.preventDefault()),
  );
  await page.locator("#checkout").click();
  await expectSignal(page, { kind: "checkout" });
});

test("a line that became dearer or rarer, and back and forth, are known on the next page", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await wake(page);
  await endPage(page);
  const [line] = (await import("./small-cart.ts")).liquidCart(shop.cart).lines;
  shop.options.facts = {
    cart: { count: 2, total: 9600, lines: [{ ...line!, price: 4800 }] },
  };
  await page.reload();
  await wake(page);
  await expectSignal(page, {
    kind: "line-changed",
    what: "price",
    productId: "11",
  });
});

test("with consent what she did is told in one beacon, and her segment to the merchant's own pixels", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await leave(page);
  await endPage(page);
  await expect
    .poll(() =>
      shop.beacons
        .flatMap(({ events }) => events)
        .filter(({ kind }) => kind === "signals")
        .flatMap(({ data }) => data as unknown[][])
        .map(([kind]) => kind),
    )
    .toEqual(expect.arrayContaining(["page", "cart", "act", "exit"]));
  const segment = (await why(page))?.segment;
  const published = await page.evaluate(
    () => (window as unknown as { published?: [string, object][] }).published,
  );
  expect(published).toContainEqual([
    "second-thought:segment",
    expect.objectContaining({ segment }),
  ]);
  expect(published!.map(([name]) => name)).toContain("second-thought:exposure");
});

test("without consent the same is noticed, and nothing is sent, kept or published", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({ consent: "no", campaigns: [] });
  await leave(page);
  await endPage(page);
  await expectSignal(page, { kind: "exit", how: "pointer-left" });
  expect(shop.beacons).toEqual([]);
  expect(
    await page.evaluate(() => [
      localStorage.length,
      sessionStorage.length,
      (window as unknown as { published?: unknown }).published,
    ]),
  ).toEqual([0, 0, undefined]);
});
