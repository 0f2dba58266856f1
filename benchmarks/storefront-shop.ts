import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { buildIfStale } from "#dev/build-steps.ts";
import {
  BROWSER_ARGS,
  findOrInstallBrowser,
  USER_AGENT,
} from "#dev/browser.ts";
import { openControl } from "#dev/demo/control.ts";
import { openShop as openSampleShop } from "#dev/demo/seed/open-shop.ts";
import { waitUntilPublished } from "#dev/demo/tour/merchant-steps.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";
import { choosePorts, startDatabase, startStack } from "#dev/demo/stack.ts";
import { makeState } from "#dev/demo/state.ts";
import { buildHeavyTheme } from "#dev/fake-shopify/theme-heavy/build.ts";
import { findFreePort } from "#dev/ports.ts";
import { removeDatabase } from "#dev/postgres.ts";

const FIRST_PORT = 4850;
const PRODUCT = "/products/fjell-merino-jumper";
/**
 * The planted script is as careless apps bring them: so large that it arrives after the first paint, from which on blocking
 * counts. (Lighthouse reckons when each file would arrive on a slow phone; what is small or inline it puts before the paint.)
 */
const PLANTED_BYTES = 150_000;
const PLANTED_TAG = `<script data-planted src="{{ 'planted.js' | asset_url }}" async></script>`;
const HEAD_END = "</head>";

/** A shop on the heavy theme with a running campaign, and a Chromium whose shopper gave consent and has a basket. */
export interface BenchShop {
  pages: { name: string; url: string }[];
  /** Where Lighthouse finds the Chromium. */
  debuggingPort: number;
  switchEmbed: (on: boolean) => Promise<void>;
  /** A script that blocks the page for `ms`; 0 takes it out again. */
  plantScript: (ms: number) => Promise<void>;
  /** What was fetched is fetched again; cookies, and with them consent and basket, stay. */
  clearCache: () => Promise<void>;
  storageState: () => ReturnType<BrowserContext["storageState"]>;
  close: () => Promise<void>;
}

export async function openShop(): Promise<BenchShop> {
  await buildIfStale();
  const folder = await fs.mkdtemp(
    path.join(os.tmpdir(), "second-thought-bench-"),
  );
  const closings: (() => Promise<unknown>)[] = [
    () => fs.rm(folder, { recursive: true, force: true }),
  ];
  const close = async () => {
    for (const end of closings.reverse()) await end();
  };
  try {
    const themeDir = path.join(folder, "theme");
    await buildHeavyTheme({ to: themeDir });
    const { ports } = await choosePorts(FIRST_PORT);
    const database = await startDatabase(
      { dataDir: folder, durable: false },
      FIRST_PORT + 4,
    );
    closings.push(() => removeDatabase(path.join(folder, "pg")));
    const stack = await startStack({
      dataDir: folder,
      state: makeState(),
      ports,
      databaseUrl: database.url,
      themeDir,
      durable: false,
      onCrash: (remark) => console.log(remark),
    });
    closings.push(stack.stop);
    const control = openControl(stack.urls.platform);
    const shop = (await control.state()).shops[0];
    if (!shop) throw new Error("The local Shopify has no shop.");
    await openSampleShop({ stack, control, shop: shop.shop });
    const switchEmbed = (on: boolean) =>
      control.theme({ embeds: { embed: { disabled: !on } } });
    await switchEmbed(true);
    await waitUntilPublished(shop);
    const debuggingPort = await findFreePort(9300);
    const context = await openBrowser(folder, debuggingPort);
    closings.push(() => context.close());
    await becomeShopper(context, shop.storefront);
    return {
      pages: [
        { name: "product", url: `${shop.storefront}${PRODUCT}` },
        { name: "cart", url: `${shop.storefront}/cart` },
      ],
      debuggingPort,
      switchEmbed,
      plantScript: (ms) => plant({ themeDir, page: `${shop.storefront}/`, ms }),
      clearCache: () => clearCache(context),
      storageState: () => context.storageState(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function openBrowser(folder: string, port: number): Promise<BrowserContext> {
  return findOrInstallBrowser().then((executablePath) =>
    chromium.launchPersistentContext(path.join(folder, "browser"), {
      executablePath,
      userAgent: USER_AGENT,
      args: [...BROWSER_ARGS, `--remote-debugging-port=${port}`],
    }),
  );
}

/** Consent and a basket, given as a person gives them. */
async function becomeShopper(
  context: BrowserContext,
  storefront: string,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${storefront}${PRODUCT}`);
  await page.evaluate(async () => {
    await new Promise<void>((resolve) => {
      window.Shopify.customerPrivacy.setTrackingConsent(
        { analytics: true, marketing: true, preferences: true },
        () => resolve(),
      );
    });
    const form = document.querySelector<HTMLFormElement>(
      'form[action*="/cart/add"]',
    );
    if (!form) throw new Error("The product page has no form to add it.");
    const added = await fetch("/cart/add.js", {
      method: "POST",
      body: new FormData(form),
    });
    if (!added.ok) throw new Error(`Adding to the cart: ${added.status}`);
  });
  await page.close();
}

declare global {
  interface Window {
    Shopify: {
      customerPrivacy: {
        setTrackingConsent(
          consent: Record<string, boolean>,
          done: () => void,
        ): void;
      };
    };
  }
}

async function plant({
  themeDir,
  page,
  ms,
}: {
  themeDir: string;
  page: string;
  ms: number;
}): Promise<void> {
  const work = `for (const end = performance.now() + ${ms}; performance.now() < end; );`;
  const padding = `/*${"-".repeat(PLANTED_BYTES)}*/`;
  await fs.writeFile(path.join(themeDir, "assets/planted.js"), work + padding);
  const layout = path.join(themeDir, "layout/theme.liquid");
  const clean = (await fs.readFile(layout, "utf8")).replace(PLANTED_TAG, "");
  await fs.writeFile(
    layout,
    ms ? clean.replace(HEAD_END, () => PLANTED_TAG + HEAD_END) : clean,
  );
  // The storefront looks at its theme's files now and then.
  await waitFor("the theme to be read again", async () => {
    const html = await (await fetch(page)).text();
    return html.includes("data-planted") === ms > 0;
  });
}

async function clearCache(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.detach();
}
