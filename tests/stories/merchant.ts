import {
  expect,
  type FrameLocator,
  type Locator,
  type Page,
} from "@playwright/test";
import type { Control } from "../../dev/demo/control.ts";

/** The merchant in the admin: the page around, and the app in its frame. */
export interface MerchantAtWork {
  page: Page;
  app: FrameLocator;
  /** Shopify's contextual save bar, drawn by the admin around the app. */
  save: Locator;
  /** Opens a page of the app ("/app/campaigns"), installing it first when it is not. */
  open(path?: string): Promise<void>;
  /** Before the clock jumps: a request under way would arrive with a token that is too old. */
  leave(): Promise<void>;
  /** By the app's menu in the admin. */
  goTo(name: string): Promise<void>;
}

export function takeSeat(
  page: Page,
  { control, shop }: { control: Control; shop: string },
): MerchantAtWork {
  const app = page.frameLocator('iframe[name="app-iframe"]');
  const find = async () => {
    const found = (await control.state()).shops.find(
      (one) => one.shop === shop,
    );
    if (!found) throw new Error(`There is no shop ${shop}.`);
    return found;
  };
  return {
    page,
    app,
    save: page.getByRole("button", { name: "Save", exact: true }),
    async open(path = "/app") {
      const { installed, admin } = await find();
      await page.goto(`${admin}/apps/second-thought${installed ? path : ""}`);
      if (!installed) {
        await page.getByRole("button", { name: "Install app" }).click();
        await expectAwake(app);
        if (path !== "/app")
          await page.goto(`${admin}/apps/second-thought${path}`);
      }
      await expectAwake(app);
    },
    leave: async () => void (await page.goto("about:blank")),
    async goTo(name) {
      await page
        .getByRole("navigation", { name: "Admin" })
        .getByRole("link", { name, exact: true })
        .click();
    },
  };
}

/** Until React has taken over the server's markup, what is typed into it is lost: its fibers hang on the elements then. */
async function expectAwake(app: FrameLocator): Promise<void> {
  const heading = app.getByRole("heading").first();
  await expect(heading).toBeVisible();
  await expect
    .poll(() =>
      heading.evaluate((element) =>
        Object.keys(element).some((key) => key.startsWith("__reactFiber")),
      ),
    )
    .toBe(true);
}
