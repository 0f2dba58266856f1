import fs from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import {
  BROWSER_ARGS,
  findOrInstallBrowser,
  USER_AGENT,
} from "#dev/browser.ts";
import { openControl } from "#dev/demo/control.ts";
import type { Stack } from "#dev/demo/stack.ts";
import { say, step } from "#dev/print.ts";
import { STEPS, type Scene } from "#dev/tour/steps.ts";

interface StepReport {
  name: string;
  ok: boolean;
  ms: number;
}

/**
 * Plays the story in a headless browser and leaves pictures and `report.json` in `out`. Every step is tried, each
 * builds on those before; answers whether all held.
 */
export async function playTour(options: {
  stack: Pick<Stack, "urls">;
  out: string;
}): Promise<boolean> {
  const { stack, out } = options;
  await fs.mkdir(out, { recursive: true });
  const executablePath = await step("Browser", (report) =>
    findOrInstallBrowser(report),
  );
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
  const people = new Map<string, Awaited<ReturnType<typeof browser.newPage>>>();
  const reports: StepReport[] = [];
  const scene: Scene = {
    urls: stack.urls,
    control: openControl(stack.urls.platform),
    async person(name) {
      const found = people.get(name);
      if (found) return found;
      const context = await browser.newContext({
        userAgent: USER_AGENT,
        locale: "en-US",
        viewport: { width: 1280, height: 860 },
      });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      people.set(name, page);
      return page;
    },
    async picture(page, name) {
      await page.screenshot({
        path: path.join(
          out,
          `${String(reports.length + 1).padStart(2, "0")}-${name}.png`,
        ),
      });
    },
  };
  try {
    for (const { name, play } of STEPS) {
      const from = performance.now();
      const ok = await step(name, () => play(scene)).then(
        () => true,
        (error: unknown) => {
          say(
            `    ${error instanceof Error ? error.message.split("\n").slice(0, 4).join("\n    ") : String(error)}`,
          );
          return false;
        },
      );
      reports.push({ name, ok, ms: Math.round(performance.now() - from) });
    }
  } finally {
    await browser.close();
    await fs.writeFile(
      path.join(out, "report.json"),
      `${JSON.stringify({ steps: reports }, null, 2)}\n`,
    );
  }
  return reports.every(({ ok }) => ok);
}
