import path from "node:path";
import { expect, test as base } from "@playwright/test";
import { startPlatform } from "#dev/fake-shopify/platform/start.ts";
import { writeFiles } from "#dev/fake-shopify/storefront/testing.ts";
import { startLocalShop, type LocalShop } from "#tests/support/local-shop.ts";

/** The local Shopify's theme editor, with an app that has one embed and one block. */
const EXTENSION = {
  "storefront/blocks/mark.liquid": `<p {{ block.shopify_attributes }}>{% if request.design_mode %}seen by the merchant{% else %}seen by shoppers{% endif %}</p>
{% schema %}{ "name": "Mark", "target": "body", "settings": [] }{% endschema %}`,
  "storefront/blocks/note.liquid": `<p {{ block.shopify_attributes }}>{{ block.settings.words }}</p>
{% schema %}{ "name": "Note", "target": "section", "settings": [{ "type": "text", "id": "words", "label": "Words", "default": "a note" }] }{% endschema %}`,
};

const test = base.extend<object, { local: LocalShop; admin: string }>({
  local: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the braces
    async ({}, use) => {
      const home = await writeFiles(EXTENSION);
      const local = await startLocalShop({
        extensionDir: path.join(home, "storefront"),
      });
      await use(local);
      await local.close();
    },
    { scope: "worker" },
  ],
  admin: [
    async ({ local }, use) => {
      const platform = await startPlatform(local.ctx, { platform: 0, smtp: 0 });
      const name = local.shop.shop.split(".")[0];
      await use(`${local.ctx.urls.platform}/store/${name}`);
      await platform.close();
    },
    { scope: "worker" },
  ],
});

test("a deep link prepares the embed: the preview shows it, shoppers only after Save", async ({
  page,
  local,
  admin,
}) => {
  await page.goto(
    `${admin}/themes/current/editor?context=apps&activateAppId=client/mark`,
  );
  const preview = page.frameLocator(".preview iframe");
  await expect(preview.getByText("seen by the merchant")).toBeVisible();
  await expect(preview.getByText("seen by the merchant")).toHaveAttribute(
    "data-shopify-editor-block",
    "app-embed-mark",
  );
  await expect(page.getByText("Press Save to put it live")).toBeVisible();
  expect(await local.get("/")).not.toContain("seen by");

  // A link followed inside the frame stays in the editor.
  await preview.getByRole("link", { name: /gifts/i }).first().click();
  await expect(preview.locator("body")).toHaveClass(/template-collection/);
  await expect(preview.getByText("seen by the merchant")).toBeVisible();
  const frame = page.frames().find((one) => one.url().includes("/collections"));
  expect(
    await frame?.evaluate(
      () =>
        (window as unknown as { Shopify: { designMode: boolean } }).Shopify
          .designMode,
    ),
  ).toBe(true);

  await page.locator("[data-save]").click();
  await expect(page.getByText("Saved. The storefront shows it")).toBeVisible();
  const shown = await local.get("/");
  expect(shown).toContain("seen by shoppers");
  expect(shown).not.toContain("data-shopify-editor-block");
});

test("leaving without Save leaves the shop as it was", async ({
  page,
  local,
  admin,
}) => {
  const before = structuredClone(local.shop.theme);
  await page.goto(
    `${admin}/themes/current/editor?template=product&addAppBlockId=client/note&target=mainSection`,
  );
  const preview = page.frameLocator(".preview iframe");
  await expect(preview.getByText("a note")).toBeVisible();
  await page.getByLabel("Words").fill("another note");
  await expect(preview.getByText("another note")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("editor.png") });
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${admin}/themes`);
  expect(local.shop.theme).toEqual(before);
  const product = local.shop.products[0]!;
  expect(await local.get(`/products/${product.handle}`)).not.toContain(
    "another note",
  );
});
