import { expect, type Page } from "@playwright/test";
import type { Control } from "#dev/demo/control.ts";
import type { Stack } from "#dev/demo/stack.ts";

/** What a step may use. People keep their browser from step to step. */
export interface Scene {
  urls: Stack["urls"];
  control: Control;
  /** The page of somebody in the story, opened at her first appearance. */
  person(name: string): Promise<Page>;
  /** Keeps a picture of the page, numbered like the step. */
  picture(page: Page, name: string): Promise<void>;
}

export interface TourStep {
  name: string;
  play: (scene: Scene) => Promise<void>;
}

export const STEPS: TourStep[] = [
  {
    name: "The merchant finds a month of figures on her home page",
    async play({ control, person, picture }) {
      const page = await person("merchant");
      const [shop] = (await control.state()).shops;
      await page.goto(`${shop?.admin}/apps/second-thought/app`);
      const app = page.frameLocator('iframe[name="app-iframe"]');
      await expect(
        app.getByRole("heading", { name: "What campaigns added" }),
      ).toBeVisible({ timeout: 20_000 });
      await expect(app.getByText("Hold-out", { exact: true })).toBeVisible();
      await picture(page, "home");
    },
  },
  {
    name: "A shopper sees what others bought, drawn without any script",
    async play({ urls, person, picture }) {
      const page = await person("first shopper");
      await page.goto(
        `${urls.storefront}/collections/all?sort_by=best-selling`,
      );
      await page.locator('main a[href*="/products/"]').first().click();
      await expect(
        page.getByText(/bought this in the last/i).first(),
      ).toBeVisible();
      await picture(page, "product");
    },
  },
  {
    name: "She fills a basket",
    async play({ urls, person, picture }) {
      const page = await person("first shopper");
      await page.getByRole("button", { name: /add to cart/i }).click();
      await expect(page.getByText("Added to your cart")).toBeAttached();
      await page.goto(`${urls.storefront}/cart`);
      await expect(
        page.getByRole("button", { name: /check ?out/i }).first(),
      ).toBeVisible();
      await picture(page, "cart");
    },
  },
];
