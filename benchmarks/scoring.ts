/**
 * What it costs to score one signal: all three outputs of the default model, on the features of made-up visits, in Chromium as
 * it is, and at 4x CPU slowdown.
 */
import { chromium, type Browser } from "@playwright/test";
import { build } from "esbuild";
import { DEFAULT_INTENT_MODEL } from "../app/shared/default-intent-model.ts";
import { findOrInstallBrowser } from "../dev/browser.ts";
import { makeUpVisits } from "../dev/visits/made-up-visit.ts";
import { playVisits } from "../dev/visits/play.ts";
import { type Figure, median, report, type Target } from "./figures.ts";
import type { timeScores } from "./scoring-page.ts";

const SLOWDOWN = 4;
const RUNS = 7;
const TIMES = 100_000;
const ROWS = 1000;

export const SCORING_TARGETS: Record<string, Target> = {
  "storefront.score_us": { atMost: 1 },
};

export async function measureScoring(): Promise<Figure[]> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/scoring-page.ts`],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    write: false,
  });
  const script = outputFiles[0]!.text;
  const rows = playVisits(makeUpVisits(200, 5), DEFAULT_INTENT_MODEL)
    .slice(0, ROWS)
    .map(({ thought }) => thought.features);
  const browser = await chromium.launch({
    executablePath: await findOrInstallBrowser(),
  });
  try {
    const medianAt = async (slowdown: number) => {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++)
        times.push(await timePage(browser, script, rows, slowdown));
      return median(times);
    };
    return [
      { name: "storefront.score_us", value: await medianAt(1), unit: "us" },
      {
        name: "storefront.score_us_4x",
        value: await medianAt(SLOWDOWN),
        unit: "us",
      },
    ];
  } finally {
    await browser.close();
  }
}

async function timePage(
  browser: Browser,
  script: string,
  rows: number[][],
  rate: number,
): Promise<number> {
  const page = await browser.newPage();
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    await page.addScriptTag({ content: script });
    return await page.evaluate(
      ([model, rows, times]) =>
        (globalThis as unknown as { timeScores: typeof timeScores }).timeScores(
          model,
          rows,
          times,
        ),
      [DEFAULT_INTENT_MODEL, rows, TIMES] as const,
    );
  } finally {
    await page.close();
  }
}

if (import.meta.main)
  await report(await measureScoring(), SCORING_TARGETS, undefined);
