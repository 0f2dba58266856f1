import type { Order } from "@prisma/client";
import { db, type Database } from "#app/db.server.ts";
import { hashCheckoutToken } from "#app/modules/events/events.server.ts";
import { visitOf } from "#app/modules/events/events.ts";
import {
  type CheckoutSteps,
  stageOfCheckout,
} from "#app/shared/checkout-steps.ts";
import { holdsIn, likelyAnxiety } from "#app/shared/drop.ts";
import type { Anxiety, Stage } from "#app/shared/intent-model.ts";
import { noticeSignal, startVisit } from "#app/shared/visit-state.ts";
import { KEEP_DROPS_DAYS, STALLED_MS } from "./intent.ts";
import { readVisit } from "./visits.server.ts";

const DAY_MS = 86_400_000;
/** What nobody followed for so long is of no use now. */
const LOOK_BACK_MS = 2 * DAY_MS;
const AT_ONCE = 500;

interface Stalled extends CheckoutSteps {
  shop: string;
  checkoutHash: string;
  visitId: string | null;
  attribution: string | null;
  productId: string | null;
  lastAt: Date;
}

/**
 * Chore: checkouts without a sign of life for half an hour, and without an order, get one fact: where they came to rest, and
 * what it was likely about, by the rules that the shopper's device uses (app/shared/drop-rules.ts). Answers how many.
 */
export async function noteCheckoutDrops({
  now,
}: {
  now: Date;
}): Promise<number> {
  const window = {
    from: new Date(now.getTime() - LOOK_BACK_MS),
    to: new Date(now.getTime() - STALLED_MS),
  };
  const stalled = [
    ...(await findStalled(window)),
    ...(await findUnnamed(window)),
  ];
  for (const one of stalled) await noteDrop(one);
  await sweepCleared(window.from);
  return stalled.length;
}

interface Window {
  from: Date;
  to: Date;
}

/** Checkouts that Shopify told of; the web pixel may know of later steps. */
async function findStalled({ from, to }: Window): Promise<Stalled[]> {
  return await db.$queryRaw<Stalled[]>`
    select checkout.shop, checkout."tokenHash" as "checkoutHash", pixel."visitId", checkout.attribution,
           checkout.lines #>> '{0,productId}' as "productId",
           greatest(checkout."updatedAt", pixel."lastAt") as "lastAt",
           least(checkout."contactAt", pixel."contactAt") as "contactAt",
           least(checkout."addressAt", pixel."addressAt") as "addressAt",
           least(checkout."shippingAt", pixel."shippingAt") as "shippingAt",
           least(checkout."paymentAt", pixel."paymentAt") as "paymentAt"
      from "Shop" known
      join "Checkout" checkout on checkout.shop = known.shop
      left join lateral (
        select max("reachedAt") as "lastAt", (array_agg("visitId") filter (where "visitId" is not null))[1] as "visitId",
               min("reachedAt") filter (where step = 'contact') as "contactAt",
               min("reachedAt") filter (where step = 'address') as "addressAt",
               min("reachedAt") filter (where step = 'shipping') as "shippingAt",
               min("reachedAt") filter (where step = 'payment') as "paymentAt",
               bool_or(step = 'completed') as completed
          from "PixelStep" step
         where step.shop = checkout.shop and step."checkoutHash" = checkout."tokenHash") pixel on true
     where known."uninstalledAt" is null and checkout."completedAt" is null and pixel.completed is not true
       and checkout."updatedAt" > ${from}::timestamptz and checkout."updatedAt" <= ${to}::timestamptz
       and (pixel."lastAt" is null or pixel."lastAt" <= ${to}::timestamptz)
       and not exists (select from "Order" placed where placed.shop = checkout.shop and placed."checkoutToken" = checkout.token)
       and not exists (select from "Order" placed where placed.shop = checkout.shop and placed."cartToken" = checkout."cartToken")
       and not exists (select from "CheckoutDrop" noted
                        where noted.shop = checkout.shop and noted."checkoutHash" = checkout."tokenHash")
     order by checkout.shop, checkout."updatedAt" limit ${AT_ONCE}`;
}

/**
 * Checkouts that were opened and never got a name or address, of which Shopify tells nothing: only the web pixel has seen them. It can be
 * forged, so that only those of a visit count that we recorded ourselves.
 */
async function findUnnamed({ from, to }: Window): Promise<Stalled[]> {
  return await db.$queryRaw<Stalled[]>`
    select step.shop, step."checkoutHash", visit.id::text as "visitId", null as attribution, null as "productId",
           max(step."reachedAt") as "lastAt",
           min(step."reachedAt") filter (where step.step = 'contact') as "contactAt",
           min(step."reachedAt") filter (where step.step = 'address') as "addressAt",
           min(step."reachedAt") filter (where step.step = 'shipping') as "shippingAt",
           min(step."reachedAt") filter (where step.step = 'payment') as "paymentAt"
      from "Shop" known
      join "PixelStep" step on step.shop = known.shop and step."reachedAt" > ${from}::timestamptz
      join "Visit" visit on visit.shop = step.shop and visit.id = step."visitId" and visit."boughtAt" is null
     where known."uninstalledAt" is null
       and not exists (select from "Checkout" checkout
                        where checkout.shop = step.shop and checkout."tokenHash" = step."checkoutHash")
       and not exists (select from "CheckoutDrop" noted
                        where noted.shop = step.shop and noted."checkoutHash" = step."checkoutHash")
     group by step.shop, step."checkoutHash", visit.id
    having max(step."reachedAt") <= ${to}::timestamptz and not bool_or(step.step = 'completed')
     limit ${AT_ONCE}`;
}

async function noteDrop(stalled: Stalled): Promise<void> {
  const { shop, checkoutHash, productId, lastAt } = stalled;
  const visitId = stalled.visitId ?? visitOf(stalled.attribution);
  const stage = stageOfCheckout(stalled);
  await db.checkoutDrop.createMany({
    data: [
      {
        shop,
        checkoutHash,
        visitId,
        stage,
        anxiety: await anxietyOf({ shop, visitId, stage }),
        productId,
        droppedAt: lastAt,
      },
    ],
    skipDuplicates: true, // another worker was faster
  });
}

/** What she looked into before weighs as on the device, where there is a recorded visit; else the stage speaks alone. */
async function anxietyOf({
  shop,
  visitId,
  stage,
}: {
  shop: string;
  visitId: string | null;
  stage: Stage;
}): Promise<Anxiety> {
  const visit = visitId ? await readVisit({ shop, id: visitId }) : null;
  if (!visit) return likelyAnxiety(stage, () => false);
  const state = visit.signals.reduce(noticeSignal, startVisit(visit.returning));
  return likelyAnxiety(stage, (clue) => holdsIn(state, clue));
}

/** An order came after all. Harmless when it runs again; called in the transaction that keeps the order. */
export async function clearCheckoutDrop(
  tx: Database,
  {
    shop,
    checkoutToken,
    cartToken,
    placedAt,
  }: Pick<Order, "shop" | "checkoutToken" | "cartToken" | "placedAt">,
): Promise<void> {
  const hash = checkoutToken ? hashCheckoutToken(checkoutToken) : null;
  await tx.$executeRaw`
    update "CheckoutDrop" set "clearedAt" = ${placedAt}::timestamptz
     where shop = ${shop} and "clearedAt" is null
       and ("checkoutHash" = ${hash}
            or "checkoutHash" in (select "tokenHash" from "Checkout" where shop = ${shop} and "cartToken" = ${cartToken}::text))`;
}

/** Orders that came between our looking for them and the note. */
async function sweepCleared(from: Date): Promise<void> {
  await db.$executeRaw`
    update "CheckoutDrop" noted set "clearedAt" = placed."placedAt"
      from "Checkout" checkout
      join "Order" placed on placed.shop = checkout.shop
           and (placed."checkoutToken" = checkout.token or placed."cartToken" = checkout."cartToken")
     where noted."clearedAt" is null and noted."droppedAt" > ${from}::timestamptz
       and checkout.shop = noted.shop and checkout."tokenHash" = noted."checkoutHash"`;
}

/** Chore: as old as the events they belong to. */
export async function tidyDrops({ now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - KEEP_DROPS_DAYS * DAY_MS);
  await db.checkoutDrop.deleteMany({ where: { droppedAt: { lt: before } } });
}
