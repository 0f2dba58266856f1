import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { AppError } from "#app/errors.ts";
import { wallTimeOf } from "#app/shared/time-zone.ts";
import { withBucketLock } from "./bucket-lock.server.ts";
import * as rows from "./code-rows.server.ts";
import type { DiscountRow } from "./code-rows.server.ts";
import { discountRequest } from "./discount-input.ts";
import { readReserve } from "./offer-costs.server.ts";
import type { RunningOffer } from "./running-offers.server.ts";
import * as shopify from "./shopify-discounts.server.ts";

interface Stock {
  offer: RunningOffer;
  endsAt: Date;
  /** Ready codes there should be; asked late, because more shoppers may have come while the discount was made. */
  target: () => number;
  now: Date;
  /** Milliseconds that may be spent on Shopify, waiting included. */
  patience: number;
  /** Called as soon as there is something to take: the first code exists long before the others. */
  onFirst?: () => void;
}

/** Shopify makes the codes of a bulk request within a second or two. */
const POLL_MS = 300;

/** Codes work from a little before they are made, so that two clocks that differ do not refuse them. */
const HEAD_START_MS = 5 * 60_000;

/**
 * Brings one end bucket of an offer to `target` ready codes. Whatever step a former run died at, this one goes on from
 * there: every step is written down before Shopify is asked for it. False when another process is at it.
 */
export async function stockBucket(stock: Stock): Promise<boolean> {
  const { shop, campaignId, productId } = stock.offer;
  return withBucketLock(
    { shop, campaignId, productId, endsAt: stock.endsAt },
    () => stockLocked(stock),
  );
}

async function stockLocked({
  offer,
  endsAt,
  target,
  now,
  patience,
  onFirst,
}: Stock): Promise<void> {
  const deadline = performance.now() + patience;
  const discount = await rows.ensureDiscountRow({
    offer,
    endsAt,
    now,
    id: uuid({ msecs: now.getTime() }),
    title: titleOf(offer, endsAt),
    reserveMinor: await readReserve({ offer, now }),
  });
  if (!discount) return;
  const shopifyId =
    discount.shopifyId ??
    (await makeDiscount({ offer, discount, now, patience }));
  if (discount.bulkId)
    await settleBulk({ discount, bulkId: discount.bulkId, deadline });
  // Asked for by a run that died before it learned of what: whether Shopify has them is not worth finding out.
  await rows.failCodes({ discount });
  const ready = await rows.countCodes({ discount, state: "ready" });
  if (ready > 0) onFirst?.();
  const missing = target() - ready;
  if (missing <= 0) return;

  const codes = await rows.insertCodes({
    discount,
    count: missing,
    now,
  });
  if (codes.length === 0) return;
  const left = deadline - performance.now();
  const { bulkId, userErrors } = await shopify.addCodes({
    shop: offer.shop,
    patience: left,
    discountId: shopifyId,
    codes,
  });
  if (!bulkId) {
    if (shopify.saysUnknownDiscount(userErrors))
      await rows.forgetDiscount(discount);
    else await rows.failCodes({ discount, codes });
    throw refused(userErrors);
  }
  await rows.updateDiscount(discount, { bulkId });
  await settleBulk({ discount, bulkId, deadline });
}

/** Creates the discount with its first code; finds it again when a former run was not told that it did. */
async function makeDiscount({
  offer,
  discount,
  now,
  patience,
}: {
  offer: RunningOffer;
  discount: DiscountRow;
  now: Date;
  patience: number;
}): Promise<string> {
  const { shop } = offer;
  const begun = await rows.findWaitingCode(discount);
  const code =
    begun ?? (await rows.insertCodes({ discount, count: 1, now }))[0];
  if (!code)
    throw new AppError(
      "campaign-changed",
      409,
      "The campaign was paused just now.",
    );
  const known =
    begun && (await shopify.findDiscountByCode({ shop, patience, code }));
  const found = known || (await create());
  await rows.updateDiscount(discount, { shopifyId: found.id });
  await rows.confirmCodes({
    discount,
    codes: [{ code, shopifyId: found.code?.id ?? null }],
  });
  return found.id;

  async function create(): Promise<shopify.ShopifyDiscount> {
    const request = discountRequest({
      title: discount.title,
      code: code!,
      terms: offer.terms,
      currency: offer.currency,
      startsAt: new Date(now.getTime() - HEAD_START_MS),
      endsAt: discount.endsAt,
    });
    const { discount: made, userErrors } = await shopify.createDiscount({
      shop,
      patience,
      request,
    });
    if (made) return made;
    // A connection that broke after the first try: nobody else can have a code that we drew.
    const taken = userErrors.some((error) => error.code === "TAKEN");
    const own =
      taken &&
      (await shopify.findDiscountByCode({ shop, patience, code: code! }));
    if (own) return own;
    await rows.failCodes({ discount, codes: [code!] });
    throw refused(userErrors);
  }
}

async function settleBulk({
  discount,
  bulkId,
  deadline,
}: {
  discount: DiscountRow;
  bulkId: string;
  deadline: number;
}): Promise<void> {
  for (;;) {
    const patience = Math.max(1_000, deadline - performance.now());
    const bulk = await shopify.readBulk({
      shop: discount.shop,
      patience,
      bulkId,
    });
    if (!bulk || bulk.done) {
      const codes = bulk?.codes ?? [];
      await rows.confirmCodes({
        discount,
        codes: codes.filter(({ failed }) => !failed),
      });
      await rows.failCodes({
        discount,
        codes: codes.filter(({ failed }) => failed).map(({ code }) => code),
      });
      return rows.updateDiscount(discount, { bulkId: null });
    }
    if (performance.now() + POLL_MS > deadline)
      throw new AppError(
        "try-again",
        503,
        "Shopify is still making the codes.",
      );
    await sleep(POLL_MS);
  }
}

/** What the merchant reads in the list of discounts. */
function titleOf({ name, timeZone }: RunningOffer, endsAt: Date): string {
  return `${name} (until ${wallTimeOf(endsAt, timeZone).replace("T", " ")})`;
}

function refused(userErrors: { message: string }[]): AppError {
  const said = userErrors.map(({ message }) => message).join("; ");
  return new AppError(
    "discount-refused",
    502,
    `Shopify refused the discount: ${said}`,
  );
}
