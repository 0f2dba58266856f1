import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { makeCampaign, makeConfig } from "#app/shared/campaign.fixture.ts";
import { buildStorefront } from "#dev/build-storefront.ts";
import {
  CODE,
  startLocalShop,
  type LocalShop,
} from "#tests/support/local-shop.ts";
import { dialogOf, leave, settle } from "../script/shop-page.ts";

const THEMES = (process.env.THEMES ?? "").split(path.delimiter).filter(Boolean);
// Nothing to check must never look like a pass.
if (THEMES.length === 0)
  throw new Error("Name the themes: npm run check:themes -- DIR [DIR …]");

const SIZES = {
  desktop: { width: 1280, height: 860 },
  phone: { width: 390, height: 844 },
};
const PAGES = {
  home: "/",
  collection: "/collections/all",
  product: "/products/stoneware-mug",
  cart: "/cart",
  search: "/search?q=mug",
  nothing: "/search?q=zeppelin",
};

/** A shop with this theme, the embed on, and a block on the product's page and in the cart. */
async function open(themeDir: string): Promise<LocalShop> {
  await buildStorefront();
  const local = await startLocalShop({ size: "full", themeDir });
  local.publish(
    "en",
    makeConfig({
      campaigns: [
        makeCampaign({
          audience: { pages: ["cart", "product"], minCartMinor: 1 },
          moment: { kind: "exit", afterSeconds: 0 },
          experiment: { seed: "seed", holdout: 0 },
          limits: { cooldownHours: 0 },
        }),
      ],
    }),
  );
  local.setProductMetafield(local.product("stoneware-mug"), {
    namespace: "$app",
    key: "proof",
    type: "json",
    value: {
      bought: 14,
      days: 7,
      countedAt: local.ctx.clock.now().toISOString(),
    },
  });
  for (const [template, block] of [
    ["product", "bought"],
    ["cart", "cart-proof"],
  ] as const)
    local.shop.theme.blocks.push({ id: block, template, block, settings: {} });
  return local;
}

function listen(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error")
      errors.push(`${message.text()} ${message.location().url}`);
  });
  return errors;
}

const picture = (theme: string, name: string) =>
  path.join("test-results", "themes", path.basename(theme), `${name}.png`);

for (const theme of THEMES)
  test.describe(path.basename(theme), () => {
    let local: LocalShop;
    test.beforeAll(async () => {
      local = await open(path.resolve(theme));
    });
    test.afterAll(() => local.close());

    for (const [size, viewport] of Object.entries(SIZES))
      test(`every page on ${size}: drawn, without errors in the console`, async ({
        page,
      }) => {
        await page.setViewportSize(viewport);
        const errors = listen(page);
        const mug = local.product("stoneware-mug").variants[0]!.id;
        await page.goto(`${local.url}/cart/${mug}:2?storefront=true`);
        for (const [name, at] of Object.entries(PAGES)) {
          const answer = await page.goto(local.url + at);
          expect([name, answer?.status()]).toEqual([name, 200]);
          await page.waitForLoadState("load");
          await page.waitForTimeout(600);
          await page.screenshot({ path: picture(theme, `${name}-${size}`) });
        }
        expect(errors).toEqual([]);
        expect(local.ctx.themeNotes?.list()).toEqual([]);
      });

    test("blocks, embed and offer work, and the total falls", async ({
      page,
    }) => {
      const errors = listen(page);
      await page.goto(`${local.url}/products/stoneware-mug`);
      await expect(page.getByText(/14 bought/)).toBeVisible();
      const mug = local.product("stoneware-mug").variants[0]!.id;
      await page.goto(`${local.url}/cart/${mug}:2?storefront=true`);
      await page.goto(`${local.url}/cart`);
      await page.waitForLoadState("load");
      await page.waitForTimeout(300);
      const before = await totalOf(page, local);
      await leave(page);
      const dialog = dialogOf(page);
      await settle(dialog);
      await page.screenshot({ path: picture(theme, "offer") });
      await dialog.getByRole("button", { name: "Take 10% off" }).click();
      await expect(dialog.getByRole("status")).toContainText("10% is applied");
      expect(await totalOf(page, local)).toBe(Math.round(before * 0.9));
      await dialog.getByRole("button", { name: "Continue" }).click();
      // Not every theme names the codes: what the shop itself says of its cart counts.
      const { discount_codes: codes } = await cartOf(page, local);
      expect(codes).toEqual([{ code: CODE, applicable: true }]);
      await page.waitForLoadState("load");
      await page.screenshot({ path: picture(theme, "taken") });
      expect(errors).toEqual([]);
    });
  });

interface Cart {
  total_price: number;
  discount_codes: { code: string; applicable: boolean }[];
}

async function cartOf(page: Page, local: LocalShop): Promise<Cart> {
  const answer = await page.request.get(`${local.url}/cart.js`);
  return (await answer.json()) as Cart;
}

const totalOf = async (page: Page, local: LocalShop) =>
  (await cartOf(page, local)).total_price;
