import { type Browser, chromium, type Page } from "@playwright/test";
import {
  BROWSER_ARGS,
  findOrInstallBrowser,
  USER_AGENT,
} from "#dev/browser.ts";
import type { BenchShop } from "./storefront-shop.ts";

/** Long enough for everything a page does by itself, idle work and a beacon included. */
const WATCH_MS = 6_000;
/** The loader itself, and Shopify's own consent script, which it asks for by Shopify.loadFeatures. */
const NOT_COUNTED = /\/(loader|consent-tracking-api)\.js$/;

/**
 * How many requests the embed adds to a page on which nobody touches anything, with consent given: the page is loaded
 * without it and with it, and what the second asks for beyond the first is counted.
 */
export async function requestsBeforeInteraction(
  url: string,
  shop: BenchShop,
): Promise<number> {
  const browser = await chromium.launch({
    executablePath: await findOrInstallBrowser(),
    args: BROWSER_ARGS,
  });
  try {
    await shop.switchEmbed(false);
    const without = await watch(browser, url, shop);
    await shop.switchEmbed(true);
    const added = await watch(browser, url, shop);
    for (const address of without) {
      const at = added.indexOf(address);
      if (at >= 0) added.splice(at, 1);
    }
    const counted = added.filter((address) => !NOT_COUNTED.test(address));
    for (const address of counted)
      console.log(`before interaction: ${address}`);
    return counted.length;
  } finally {
    await browser.close();
  }
}

async function watch(
  browser: Browser,
  url: string,
  shop: BenchShop,
): Promise<string[]> {
  const context = await browser.newContext({
    userAgent: USER_AGENT,
    storageState: await shop.storageState(),
  });
  try {
    const page = await context.newPage();
    const addresses = listen(page);
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(WATCH_MS);
    return addresses;
  } finally {
    await context.close();
  }
}

/** Addresses without their query: versions and signatures change from one load to the next. */
function listen(page: Page): string[] {
  const addresses: string[] = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    addresses.push(`${request.method()} ${origin}${pathname}`);
  });
  return addresses;
}
