import path from "node:path";
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
} from "@playwright/test";
import {
  BROWSER_ARGS,
  findOrInstallBrowser,
  USER_AGENT,
} from "#dev/browser.ts";
import { say } from "#dev/print.ts";

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 800 };

/** What slides or fades in has arrived. */
const SETTLED_MS = 500;

/** Somebody at a browser of her own. Whatever goes wrong on her pages is kept, and fails the step that meets it. */
export interface Person {
  page: Page;
  /** Saves what she sees as `<name>.png`. */
  picture(name: string, options?: { fullPage?: boolean }): Promise<void>;
  /** Throws when a page of hers had an error since the last time. */
  expectCalm(): void;
  /** Leaves the page as shoppers do, and stays until what it had to tell has arrived: to be done before the clock jumps. */
  lookAway(): Promise<void>;
  /** The same browser, another tab, so much later by the device's own clock; the tab she had is closed. */
  comeBack(laterMs: number): Promise<Person>;
  leave(): Promise<void>;
}

export interface People {
  enter(options?: {
    phone?: boolean;
    /** Runs in every page before anything else. */
    before?: { script: (value: string) => void; value: string };
  }): Promise<Person>;
  goHome(): Promise<void>;
}

export async function invitePeople(out: string): Promise<People> {
  const browser: Browser = await chromium.launch({
    executablePath: await findOrInstallBrowser(say),
    args: BROWSER_ARGS,
  });
  return {
    async enter({ phone = false, before } = {}) {
      const context = await browser.newContext({
        viewport: phone ? PHONE : DESKTOP,
        deviceScaleFactor: phone ? 2 : 1,
        hasTouch: phone,
        isMobile: phone,
        userAgent: USER_AGENT,
        locale: "en-US",
      });
      context.setDefaultTimeout(20_000);
      if (before) await context.addInitScript(before.script, before.value);
      return makePerson(context, await context.newPage(), out);
    },
    goHome: () => browser.close(),
  };
}

function makePerson(context: BrowserContext, page: Page, out: string): Person {
  const faults: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`error: ${error.error()}`));
  context.on("response", (response) => {
    if (response.status() >= 400)
      faults.push(`${response.status()} ${response.url()}`);
  });
  return {
    page,
    async picture(name, { fullPage = false } = {}) {
      await page.waitForTimeout(SETTLED_MS);
      await page.screenshot({ path: path.join(out, `${name}.png`), fullPage });
    },
    expectCalm() {
      const found = faults.splice(0);
      if (found.length > 0) throw new Error(found.join("\n"));
    },
    async lookAway() {
      await page.goto("about:blank");
      await page.waitForTimeout(SETTLED_MS);
    },
    async comeBack(laterMs) {
      await page.close();
      await context.addInitScript(setClockAhead, laterMs);
      return makePerson(context, await context.newPage(), out);
    },
    leave: () => context.close(),
  };
}

/** The device's clock goes with the shop's, which the tour moves by days. Runs in the page, once for each time it was moved. */
function setClockAhead(ms: number): void {
  const Before = Date;
  globalThis.Date = class extends Before {
    constructor(...given: [number]) {
      if (given.length > 0) super(...given);
      else super(Before.now() + ms);
    }
    static override now() {
      return Before.now() + ms;
    }
  } as DateConstructor;
}
