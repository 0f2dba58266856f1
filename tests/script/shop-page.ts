/** A page of a small shop with the shopper's script in it, served out of this file: every request it makes is seen. */
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  expect,
  test as base,
  type Locator,
  type Page,
} from "@playwright/test";
import { makeCampaign } from "#app/shared/campaign.fixture.ts";
import type { BeaconBody } from "#app/shared/events.ts";
import { buildStorefront } from "#dev/build-storefront.ts";
import { pageHtml, sectionHtml, SHOP } from "./shop-html.ts";
import type { Shop, ShopOptions } from "./shop-options.ts";
import { answerCart, changeCart, makeCart } from "./small-cart.ts";

/** What is asked for after her first act. */
export const MIND = ["mind", "arbiter", "senses"].map(
  (name) => `/assets/${name}.js`,
);

const CLAIMED = {
  status: 200,
  body: {
    kind: "code",
    code: "SECOND-7Q",
    incentive: { kind: "percent", percent: 10 },
    endsAt: "2026-11-21T23:00:00Z",
    now: "2026-11-21T20:00:00Z",
  },
};

export const test = base.extend<
  {
    openShop: (options?: ShopOptions) => Promise<Shop>;
    /** On a page of the story's own making. */
    openShopOn: (page: Page, options: ShopOptions) => Promise<Shop>;
  },
  { scripts: string }
>({
  scripts: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the braces
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), "script-"));
      await buildStorefront(folder);
      await use(folder);
    },
    { scope: "worker" },
  ],
  openShop: async ({ page, scripts }, use) => {
    await use((options = {}) => openShop(page, scripts, options));
  },
  openShopOn: async ({ scripts }, use) => {
    await use((page, options) => openShop(page, scripts, options));
  },
});

async function openShop(
  page: Page,
  scripts: string,
  options: ShopOptions,
): Promise<Shop> {
  const shop: Shop = {
    cart: makeCart(options.cart),
    beacons: [],
    claims: [],
    requests: [],
    errors: [],
    options,
  };
  page.on("pageerror", (error) => shop.errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") shop.errors.push(message.text());
  });
  // Playwright does not see a beacon's body when it is a blob.
  await page.exposeFunction("keepBeacon", (body: string) =>
    shop.beacons.push(JSON.parse(body) as BeaconBody),
  );
  await page.addInitScript(watchBeacons);
  await page.route(`${SHOP}/**`, async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    const json = (body: unknown, status = 200) =>
      route.fulfill({ status, json: body });
    if (pathname.endsWith(".js") && pathname.startsWith("/assets/")) {
      if (!pathname.endsWith("loader.js")) shop.requests.push(pathname);
      if (options.blocked?.some((name) => pathname.endsWith(`${name}.js`)))
        return route.abort("blockedbyclient");
      const body = await readFile(path.join(scripts, path.basename(pathname)));
      return route.fulfill({ body, contentType: "text/javascript" });
    }
    if (request.isNavigationRequest())
      return route.fulfill({ body: pageHtml(shop), contentType: "text/html" });
    if (pathname === "/favicon.ico") return route.fulfill({ status: 204 });
    shop.requests.push(pathname);
    if (pathname.endsWith("/events"))
      return route.fulfill({ status: options.beacon ?? 204 });
    if (pathname.endsWith("/claim")) {
      shop.claims.push(request.postDataJSON() as Record<string, unknown>);
      const claim = options.claim ?? CLAIMED;
      return claim === "down" ? route.abort() : json(claim.body, claim.status);
    }
    if (pathname.endsWith("/cart/update.js")) {
      const change = request.postDataJSON() as { sections?: string[] };
      changeCart(shop.cart, change);
      const drawn = (change.sections ?? []).map((id) => [
        id,
        sectionHtml(id, shop.cart),
      ]);
      return json(
        answerCart(
          shop.cart,
          Object.fromEntries(drawn) as Record<string, string>,
        ),
      );
    }
    if (pathname.endsWith("/cart/add.js")) {
      const change = request.postDataJSON() as { items: { id: number }[] };
      if (change.items.some(({ id }) => shop.cart.gone.includes(String(id))))
        return json({ status: 422, message: "Cart Error" }, 422);
      changeCart(shop.cart, change);
      return json({ items: change.items });
    }
    if (pathname.endsWith("/explain"))
      return json(
        { ok: true, campaigns: [{ id: makeCampaign().id, name: "Autumn" }] },
        request.url().includes("token=good") ? 200 : 403,
      );
    if (pathname.endsWith("/cart.js")) return json(answerCart(shop.cart));
    return route.fulfill({ status: 404 });
  });
  await page.goto(SHOP + (options.path ?? "/cart"), {
    ...(options.referrer ? { referer: options.referrer } : {}),
  });
  return shop;
}

/** A blob can only be read later, and a page that ends has no later: what goes into one is kept. */
function watchBeacons() {
  const kept = new WeakMap<Blob, string>();
  window.Blob = class extends Blob {
    constructor(parts: BlobPart[] = [], options?: BlobPropertyBag) {
      super(parts, options);
      kept.set(this, parts.join(""));
    }
  };
  const send = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (url, body) => {
    const { keepBeacon } = window as unknown as {
      keepBeacon: (text: string) => void;
    };
    keepBeacon(kept.get(body as Blob)!);
    return send(url, body);
  };
}

/** Until then the script waits too; where it has nothing to do, there is nothing to wait for. */
async function awaitConsent(page: Page): Promise<void> {
  const answered = () => {
    const { SecondThought } = window as unknown as {
      SecondThought?: { why: () => { consent: string } };
    };
    return SecondThought && SecondThought.why().consent !== "waiting";
  };
  await page.waitForFunction(answered, null, { timeout: 800 }).catch(() => {});
}

/** Loaded after her first act; where there is nothing to think about, it never comes. */
async function awaitMind(page: Page): Promise<void> {
  const thinking = () => {
    const { SecondThought } = window as unknown as {
      SecondThought?: { why: () => { signals?: unknown } };
    };
    return !SecondThought || Boolean(SecondThought.why().signals);
  };
  await page.waitForFunction(thinking, null, { timeout: 3000 }).catch(() => {});
}

/** Her first act, and what is noticed from then on. */
export async function wake(page: Page): Promise<void> {
  await awaitConsent(page);
  await page.mouse.move(200, 300);
  await page.mouse.move(210, 310);
  await awaitMind(page);
}

/** Kinds of the signals so far. */
export const signalsOf = async (page: Page) =>
  ((await why(page))?.signals ?? []).map(({ at: _, ...signal }) => signal);

/** The same, on a clock that stands still: idle work only goes on when it is moved. */
export async function runUntilMind(page: Page): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(50);
    expect(await why(page)).toHaveProperty("signals");
  }).toPass({ intervals: [20] });
}

/** A dialog that is still fading in has other colours than the one she reads. */
export async function settle(dialog: Locator): Promise<void> {
  await expect(dialog).toBeVisible();
  await dialog.evaluate(async (element) => {
    const running = element.ownerDocument.getAnimations();
    await Promise.all([
      ...running.map((one) => one.finished),
      ...element.getAnimations({ subtree: true }).map((one) => one.finished),
    ]);
  });
}

/** Lets the pointer leave through the top of the window, as towards the tab's cross. */
export async function leave(page: Page): Promise<void> {
  await awaitConsent(page);
  await page.mouse.move(160, 420);
  await awaitMind(page);
  await page.mouse.move(160, 421);
  for (const y of [300, 160, 40, 2]) await page.mouse.move(160, y);
  await page.evaluate(() =>
    document.documentElement.dispatchEvent(
      new MouseEvent("mouseout", {
        bubbles: true,
        clientY: -1,
        relatedTarget: null,
      }),
    ),
  );
}

/** Playwright cannot see what a page sends as it ends, so this page only believes that it does. */
export const endPage = (page: Page) =>
  page.evaluate(() => dispatchEvent(new Event("pagehide")));

export const dialogOf = (page: Page) =>
  page.locator("second-thought-offer").getByRole("dialog");

interface Why {
  consent: string;
  intent?: Record<string, number>;
  drop?: object;
  segment?: string;
  signals?: { kind: string; [field: string]: unknown }[];
  last?: {
    arm?: string;
    decision?: {
      winner?: { id: string };
      refusals: { campaignId: string; reason: string }[];
    };
  };
  failures: unknown[];
}

export const why = (page: Page) =>
  page.evaluate(() =>
    (
      window as unknown as { SecondThought?: { why: () => Why } }
    ).SecondThought?.why(),
  );
