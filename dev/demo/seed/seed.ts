import { openControl, type Control } from "#dev/demo/control.ts";
import { readCatalogue } from "#dev/demo/seed/goods.ts";
import { openShop } from "#dev/demo/seed/open-shop.ts";
import { takePlaybooks } from "#dev/demo/seed/playbooks.ts";
import { planMonth, type PlannedVisit } from "#dev/demo/seed/plan.ts";
import {
  playVisit,
  pay,
  readPage,
  type ShopPlace,
} from "#dev/demo/seed/shopper.ts";
import { openClient } from "#dev/demo/seed/client.ts";
import { watchWork } from "#dev/demo/seed/work.ts";
import type { Stack } from "#dev/demo/stack.ts";

/**
 * A lived-in month, made as life makes it: a merchant installs the app and sets it up in the admin, shoppers come
 * to the storefront over HTTP, webhooks arrive, mails go out, some come back. Nothing is written past the product,
 * so what the admin shows afterwards is what the product counted. The clock starts `days` ago and ends now.
 */
export interface SeedOptions {
  stack: Pick<Stack, "urls" | "databaseUrl" | "env">;
  days: number;
  report?: (text: string) => void;
}

export interface SeedResult {
  visits: number;
  mails: number;
}

const SEED = 21;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How often time stands still until the worker has caught up. */
const SETTLE_EVERY_MS = 8 * HOUR_MS;

export async function seedMonth({
  stack,
  days,
  report = () => {},
}: SeedOptions): Promise<SeedResult> {
  const control = openControl(stack.urls.platform);
  const work = await watchWork(stack.databaseUrl, control);
  try {
    const { now, shops } = await control.state();
    const shop = shops[0];
    if (!shop) throw new Error("The local Shopify has no shop.");
    report("the merchant installs the app");
    const merchant = await openShop({ stack, control, shop: shop.shop });
    await takePlaybooks(merchant);
    await work.settle({ jobs: true });
    const goods = await readCatalogue(shop.storefront);
    const place: ShopPlace = {
      shop: shop.shop,
      storefront: shop.storefront,
      goods,
      page: null,
    };
    const from = new Date(now.getTime() + HOUR_MS);
    const end = new Date(now.getTime() + days * DAY_MS);
    const visits = planMonth({
      seed: SEED,
      from,
      days,
      products: goods.length,
    }).filter(({ at }) => at < end);
    await playMonth({
      control,
      place,
      visits,
      settle: () => work.settle(),
      report,
    });
    await control.moveTo(new Date()); // today, and from here on at everybody's pace
    await work.settle();
    return { visits: visits.length, mails: (await control.mails()).length };
  } finally {
    await work.close();
  }
}

interface Month {
  control: Control;
  place: ShopPlace;
  visits: PlannedVisit[];
  settle: () => Promise<void>;
  report: (text: string) => void;
}

interface Return {
  at: Date;
  visit: PlannedVisit;
}

async function playMonth({
  control,
  place,
  visits,
  settle,
  report,
}: Month): Promise<void> {
  const returns: Return[] = [];
  let settledAt = 0;
  let day = "";
  for (const visit of visits) {
    for (const due of takeDue(returns, visit.at)) {
      await control.moveTo(due.at);
      await comeBack(control, due.visit);
    }
    await control.moveTo(visit.at);
    if (visit.at.getTime() - settledAt > SETTLE_EVERY_MS) {
      await settle();
      settledAt = visit.at.getTime();
    }
    if (day !== visit.at.toISOString().slice(0, 10)) {
      day = visit.at.toISOString().slice(0, 10);
      report(day);
      // As every page view would: what the merchant publishes meanwhile reaches the next shopper.
      place.page = readPage(
        (await openClient().get(`${place.storefront}/cart`)).text,
      );
    }
    await playVisit(place, visit);
    if (visit.kind === "leaves-checkout" && visit.returnsAfterHours !== null) {
      returns.push({
        at: new Date(
          visit.at.getTime() + (1 + visit.returnsAfterHours) * HOUR_MS,
        ),
        visit,
      });
    }
  }
}

function takeDue(returns: Return[], before: Date): Return[] {
  const due = returns
    .filter(({ at }) => at <= before)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const one of due) returns.splice(returns.indexOf(one), 1);
  return due;
}

/** She reads the reminder, if one was sent, and buys what is in the basket it brings back. */
async function comeBack(
  control: Control,
  { person }: PlannedVisit,
): Promise<void> {
  const [mail] = await control.mails(person.email);
  const link = /https?:\/\/[^"'\s<>]+\/email\/restore\/[^"'\s<>]+/.exec(
    mail?.html ?? "",
  )?.[0];
  if (!link) return;
  const client = openClient();
  const page = await client.get(link.replaceAll("&amp;", "&"));
  if (/\/checkouts\/[\w-]+/.test(page.url) && page.status < 400)
    await pay(client, page.url.split("?")[0] ?? page.url, person);
}
