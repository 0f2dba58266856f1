import {
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import pg from "pg";
import { openControl, type Control } from "../../dev/demo/control.ts";
import { watchWork, type Work } from "../../dev/demo/seed/work.ts";
import { closedWorld, type ClosedWorld } from "./closed-world.ts";
import { openInbox, type Inbox } from "./inbox.ts";
import { bringLive, type LiveShop } from "./live-shop.ts";
import { takeSeat, type MerchantAtWork } from "./merchant.ts";
import { readStackAddresses, type StackAddresses } from "./stack-addresses.ts";

interface Fixtures {
  /** The main shop's merchant. */
  merchant: MerchantAtWork;
  /** Another shop's, or this one's on another device. */
  newMerchant: (
    shop: string,
    options?: BrowserContextOptions,
  ) => Promise<MerchantAtWork>;
  /** A new shopper: a browser of her own. Relative addresses are those of the main shop. */
  newShopper: (options?: BrowserContextOptions) => Promise<Page>;
  /** The main shop with embed, blocks and a campaign that runs, made so when an earlier story did not. */
  live: LiveShop;
  world: ClosedWorld;
}

interface Shared {
  stack: StackAddresses;
  control: Control;
  inbox: Inbox;
  /** Waits until the worker has nothing due: better than guessing how long it takes. */
  work: Work;
  database: pg.Client;
}

// Playwright reads from the first parameter's pattern what a fixture needs, so "nothing" has to be written as {}.
/* eslint-disable no-empty-pattern */
export const test = base.extend<Fixtures, Shared>({
  stack: [async ({}, use) => use(readStackAddresses()), { scope: "worker" }],
  control: [
    async ({ stack }, use) => use(openControl(stack.urls.platform)),
    { scope: "worker" },
  ],
  inbox: [
    async ({ control }, use) => use(openInbox(control)),
    { scope: "worker" },
  ],
  work: [
    async ({ stack, control }, use) => {
      const work = await watchWork(stack.databaseUrl, control);
      await use(work);
      await work.close();
    },
    { scope: "worker" },
  ],
  database: [
    async ({ stack }, use) => {
      const client = new pg.Client({ connectionString: stack.databaseUrl });
      await client.connect();
      await use(client);
      await client.end();
    },
    { scope: "worker" },
  ],

  world: async ({ stack }, use) => {
    const world = closedWorld();
    await use(world);
    const faults = world.faults();
    if (faults.length > 0)
      throw new Error(
        `The browser complained (logs in ${stack.dataDir}):\n${faults.join("\n")}`,
      );
  },

  newMerchant: async ({ browser, control, world }, use) => {
    const open: BrowserContext[] = [];
    await use(async (shop, options) => {
      const context = await browser.newContext(options);
      open.push(context);
      world.watch(context);
      return takeSeat(await context.newPage(), { control, shop });
    });
    for (const context of open) await context.close();
  },

  merchant: async ({ newMerchant, control }, use) => {
    const [shop] = (await control.state()).shops;
    await use(await newMerchant(shop!.shop));
  },

  newShopper: async ({ browser, stack, world }, use) => {
    const open: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({
        baseURL: stack.urls.storefront,
        ...options,
      });
      open.push(context);
      world.watch(context);
      return context.newPage();
    });
    for (const context of open) await context.close();
  },

  live: async ({ stack, control, work }, use) =>
    use(await bringLive({ stack, control, work })),
});
/* eslint-enable no-empty-pattern */

export { expect } from "@playwright/test";
