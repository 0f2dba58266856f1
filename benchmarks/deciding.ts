/**
 * What one signal costs a slow phone: it is thought through, and 1, 20 and 200 campaigns are judged. Chromium at 4x CPU
 * slowdown, a fresh page for every run. The first signal of a page, at which the browser compiles all of it, is a figure of its own.
 */
import { chromium, type Browser } from "@playwright/test";
import { build } from "esbuild";
import { busyShop } from "../app/modules/campaigns/busy-shop.fixture.ts";
import {
  compileStorefrontConfig,
  CONFIG_MAX_BYTES,
  configBytes,
} from "../app/modules/campaigns/storefront-config.ts";
import { DEFAULT_APPEARANCE } from "../app/modules/shops/shops.ts";
import type { ArbitrationFacts } from "../app/shared/arbitration.ts";
import {
  AUDIENCE_VISIT,
  factsOfVisit,
} from "../app/shared/audience.fixture.ts";
import type { StorefrontConfig } from "../app/shared/storefront-config.ts";
import type { Signal } from "../app/shared/signals.ts";
import { findOrInstallBrowser } from "../dev/browser.ts";
import { type Figure, median, report, type Target } from "./figures.ts";
import type { DecisionTimes, timeDecisions } from "./deciding-page.ts";

const SLOWDOWN = 4;
const RUNS = 15;
const SIGNALS_TIMED = 400;
const CAMPAIGNS = [1, 20, 200];
const LOCALES = ["en", "de", "fr", "es", "it", "nl", "pt-BR", "ja", "ar"];

export const DECIDING_TARGETS: Record<string, Target> = {
  "storefront.config_bytes_20": { atMost: CONFIG_MAX_BYTES },
  "storefront.decide_us_20": { atMost: 200 },
  // Ten times the campaigns may cost ten times as much, and a little for the noise.
  "storefront.decide_growth": { atMost: 12 },
};

const now = Date.parse("2026-11-21T20:00:00Z");
const productId = "8200000000001";
const SIGNALS: Signal[] = [
  { at: 0, kind: "page", page: "cart" },
  { at: 0, kind: "act" },
  { at: 0, kind: "cart", change: "quantity", count: 3, totalMinor: 16_800 },
  { at: 0, kind: "scroll", depth: 50 },
  { at: 0, kind: "opened", topic: "delivery" },
  { at: 0, kind: "page", page: "product", productId, priceMinor: 8400 },
  { at: 0, kind: "exit", how: "pointer-left" },
  { at: 0, kind: "coupon-failed" },
];

/** A full basket, every fact known, no campaign refused before its audience is read. */
function makeFacts(): ArbitrationFacts {
  const [line] = AUDIENCE_VISIT.cart.lines;
  const lines = Array.from({ length: 20 }, (_, at) => ({
    ...line!,
    product: `82000000000${10 + at}`,
    tags: Array.from({ length: 10 }, (_, tag) => `tag ${at} ${tag}`),
  }));
  const cart = { count: 40, total: 90_000, lines };
  const page = { ...AUDIENCE_VISIT.page, kind: "cart" as const, cart };
  return {
    audience: factsOfVisit({ ...AUDIENCE_VISIT, page, cart }),
    moments: [],
    now,
    pageSeconds: 600,
    shown: [],
    lastExposed: {},
    hasCode: false,
    productId,
  };
}

export async function measureDeciding(): Promise<Figure[]> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/deciding-page.ts`],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    write: false,
  });
  const script = outputFiles[0]!.text;
  const browser = await chromium.launch({
    executablePath: await findOrInstallBrowser(),
  });
  try {
    const times: number[] = [];
    const firsts: number[] = [];
    for (const count of CAMPAIGNS) {
      const runs: DecisionTimes[] = [];
      for (let run = 0; run < RUNS; run++)
        runs.push(await timePage(browser, script, count));
      times.push(median(runs.map(({ each }) => each)));
      firsts.push(median(runs.map(({ first }) => first)));
    }
    return [
      ...CAMPAIGNS.map((count, at) => ({
        name: `storefront.decide_us_${count}`,
        value: times[at]!,
        unit: "us",
      })),
      {
        name: "storefront.decide_first_us_20",
        value: firsts[1]!,
        unit: "us",
      },
      {
        name: "storefront.decide_growth",
        value: times[2]! / times[1]!,
        unit: "times",
      },
    ];
  } finally {
    await browser.close();
  }
}

function compileBusyShop(count: number, locale: string): StorefrontConfig {
  return compileStorefrontConfig({
    campaigns: busyShop(count),
    appearance: DEFAULT_APPEARANCE,
    locale,
    primaryLocale: "en",
    timeZone: "America/New_York",
    now: new Date(now),
    revision: 1_000_000,
  });
}

/** What twenty campaigns weigh in a page, in the language that needs most room. */
export function weighConfig(): Figure {
  const bytes = LOCALES.map((locale) =>
    configBytes(compileBusyShop(20, locale)),
  );
  return {
    name: "storefront.config_bytes_20",
    value: Math.max(...bytes),
    unit: "bytes",
  };
}

async function timePage(
  browser: Browser,
  script: string,
  count: number,
): Promise<DecisionTimes> {
  const page = await browser.newPage();
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.addScriptTag({ content: script });
    const config = compileBusyShop(count, "en");
    const options = { config, facts: makeFacts(), signals: SIGNALS };
    return await page.evaluate(
      ([{ config, facts, signals }, times]) =>
        (
          globalThis as unknown as { timeDecisions: typeof timeDecisions }
        ).timeDecisions(config, facts, signals, times),
      [options, SIGNALS_TIMED] as const,
    );
  } finally {
    await page.close();
  }
}

if (import.meta.main)
  await report(
    [weighConfig(), ...(await measureDeciding())],
    DECIDING_TARGETS,
    undefined,
  );
