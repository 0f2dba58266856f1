import type { Control } from "../../dev/demo/control.ts";
import { openShop } from "../../dev/demo/seed/open-shop.ts";
import { readPage } from "../../dev/demo/seed/shopper.ts";
import type { Work } from "../../dev/demo/seed/work.ts";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";
import type { StorefrontCampaign } from "../../app/shared/storefront-config.ts";
import type { StackAddresses } from "./stack-addresses.ts";

export interface LiveShop {
  /** "x.myshopify.com" */
  shop: string;
  storefront: string;
  campaign: StorefrontCampaign;
}

/** The first campaign that the shop's pages carry; null when they carry none. */
export async function readPublished(
  storefront: string,
): Promise<StorefrontCampaign | null> {
  const html = await (await fetch(`${storefront}/cart`)).text();
  return readPage(html)?.config.campaigns[0] ?? null;
}

export async function waitUntilPublished(
  storefront: string,
): Promise<StorefrontCampaign> {
  return waitFor("a campaign on the storefront", () =>
    readPublished(storefront),
  );
}

/** A story that does not tell how a shop goes live begins with one that is, whichever stories were told before. */
export async function bringLive(options: {
  stack: StackAddresses;
  control: Control;
  work: Work;
}): Promise<LiveShop> {
  const { stack, control, work } = options;
  const [first] = (await control.state()).shops;
  if (!first) throw new Error("The local Shopify has no shop.");
  const { shop, storefront } = first;
  await control.faults(NO_FAULTS);
  if (!(await readPublished(storefront))) {
    await openShop({ stack, control, shop });
    await work.settle({ jobs: true });
  }
  return { shop, storefront, campaign: await waitUntilPublished(storefront) };
}

export const NO_FAULTS = {
  api: { mode: "ok" },
  webhooks: { duplicate: false, disorder: false, delayMs: 0, drop: false },
  mail: { mode: "ok" },
};
