import {
  test as base,
  type BrowserContext,
  type FrameLocator,
  type Page,
} from "@playwright/test";
import {
  openControl,
  type Control,
  type Mail,
} from "../../dev/demo/control.ts";
import { readStackAddresses, type StackAddresses } from "./stack-addresses.ts";

/** The merchant in the admin: the page around, and the app in its frame. */
export interface MerchantAtWork {
  page: Page;
  app: FrameLocator;
  /** Opens a page of the app ("/app/campaigns"), installing it first when it is not. */
  open(path?: string): Promise<void>;
}

export interface Inbox {
  /** Waits until a mail to this address arrives that was not there before `after` mails. */
  waitForMail(to: string, options?: { after?: number }): Promise<Mail>;
  count(to: string): Promise<number>;
}

interface Fixtures {
  stack: StackAddresses;
  control: Control;
  merchant: MerchantAtWork;
  /** A new shopper: a browser of her own at the shop's door. */
  shopper: Page;
  newShopper: () => Promise<Page>;
  inbox: Inbox;
  /** Faults a story expects: lines that match are no failure. */
  expectedFaults: RegExp[];
}

const MAIL_SECONDS = 20;

// Playwright reads from the first parameter's pattern what a fixture needs, so "nothing" has to be written as {}.
/* eslint-disable no-empty-pattern */
export const test = base.extend<Fixtures>({
  stack: async ({}, use) => use(readStackAddresses()),
  control: async ({ stack }, use) => use(openControl(stack.urls.platform)),
  expectedFaults: async ({}, use) => use([]),

  merchant: async ({ browser, stack, control, expectedFaults }, use) => {
    const context = await browser.newContext();
    const faults = watch(context, expectedFaults);
    const page = await context.newPage();
    const app = page.frameLocator('iframe[name="app-iframe"]');
    const [shop] = (await control.state()).shops;
    await use({
      page,
      app,
      async open(path = "/app") {
        const { installed } = (await control.state()).shops[0] ?? {};
        await page.goto(
          `${shop?.admin}/apps/second-thought${installed ? path : ""}`,
        );
        if (!installed)
          await page.getByRole("button", { name: "Install app" }).click();
        await app.locator("body").waitFor();
      },
    });
    await context.close();
    expectNone(faults(), stack);
  },

  newShopper: async ({ browser, stack, expectedFaults }, use) => {
    const open: { context: BrowserContext; faults: () => string[] }[] = [];
    await use(async () => {
      const context = await browser.newContext({
        baseURL: stack.urls.storefront,
      });
      open.push({ context, faults: watch(context, expectedFaults) });
      return context.newPage();
    });
    for (const { context } of open) await context.close();
    expectNone(
      open.flatMap(({ faults }) => faults()),
      stack,
    );
  },

  shopper: async ({ newShopper }, use) => use(await newShopper()),

  inbox: async ({ control }, use) => {
    const count = async (to: string) => (await control.mails(to)).length;
    await use({
      count,
      async waitForMail(to, { after = 0 } = {}) {
        const deadline = Date.now() + MAIL_SECONDS * 1000;
        for (;;) {
          const mail = (await control.mails(to))[after];
          if (mail) return mail;
          if (Date.now() > deadline)
            throw new Error(`No mail to ${to} within ${MAIL_SECONDS} s.`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
    });
  },
});
/* eslint-enable no-empty-pattern */

export { expect } from "@playwright/test";

/** Collects what a person with open developer tools would see in red. */
function watch(context: BrowserContext, expected: RegExp[]): () => string[] {
  const faults: string[] = [];
  const note = (fault: string) =>
    void (
      expected.some((pattern) => pattern.test(fault)) || faults.push(fault)
    );
  context.on("console", (message) => {
    if (message.type() === "error")
      note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) =>
    note(`page: ${error.error().stack ?? error.error().message}`),
  );
  context.on("requestfailed", (request) => {
    const { errorText = "" } = request.failure() ?? {};
    // A page that is left cancels what it still asked for.
    if (errorText !== "net::ERR_ABORTED")
      note(`request: ${request.url()} ${errorText}`);
  });
  return () => faults;
}

function expectNone(faults: string[], { dataDir }: StackAddresses): void {
  if (faults.length > 0)
    throw new Error(
      `The browser complained (logs in ${dataDir}):\n${faults.join("\n")}`,
    );
}
