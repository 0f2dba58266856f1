import type { Message } from "@prisma/client";
import { db } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { makeLink } from "#app/links.server.ts";
import type { OnOrder } from "#app/modules/events/events.server.ts";
import type {
  MessageTemplate,
  RenderedMail,
} from "#app/modules/messages/messages.server.ts";
import {
  contentSchema,
  guardReminder,
  settleReminder,
} from "./abandoned-checkout.server.ts";
import { linesOf } from "./basket.server.ts";
import { askForMissedOrders } from "./missed-orders.server.ts";
import { FLOW } from "./recovery.ts";
import { startDueRuns as decideDueRuns } from "./recovery.server.ts";
import type { DueResult } from "./recovery.server.ts";
import type { ReminderInput } from "./reminder-view.ts";
import { renderReminder } from "./render-reminder.server.tsx";
import { readVariantFacts } from "./variant-facts.server.ts";

/** The worker's chore: asks Shopify for orders we were not told of, then decides the runs that are due. */
export async function startDueRuns(options: {
  /** What an order that is found causes: the same as one that a webhook told of. */
  onOrder: OnOrder;
  now: Date;
  limit?: number;
}): Promise<DueResult> {
  await askForMissedOrders(options);
  return decideDueRuns(options);
}

/** The templates of this module, for the worker's hand-over. */
export const recoveryTemplates: Record<string, MessageTemplate> = {
  [FLOW]: {
    guard: guardReminder,
    render: drawReminder,
    onSettled: settleReminder,
  },
};

/** The basket as it is now, not as it was when the run became due. */
async function drawReminder({
  message,
  now,
}: {
  message: Message;
  now: Date;
}): Promise<RenderedMail> {
  const { shop, id: messageId } = message;
  const { checkoutToken: token } = contentSchema.parse(message.content);
  const checkout = await db.checkout.findUnique({
    where: { shop_token: { shop, token } },
  });
  // The guard has just seen it: it can only have been erased in this very second.
  if (!checkout) throw new AppError("basket-gone", 410, "The basket is gone.");
  const ours = await db.discountCode.findMany({
    where: { shop, code: { in: checkout.discountCodes } },
    select: { code: true, endsAt: true },
  });
  return draw({
    shop,
    now,
    locale: message.locale,
    currency: checkout.currency,
    lines: linesOf(checkout),
    codes: checkout.discountCodes,
    discountMinor: checkout.discountMinor,
    codeEnds: new Map(ours.map(({ code, endsAt }) => [code, endsAt])),
    basis: message.basis,
    restoreUrl: makeLink("restore", { shop, messageId }),
    unsubscribeUrl: makeLink("unsubscribe", { shop, messageId }),
  });
}

/**
 * The reminder as the merchant's shoppers get it, for the admin: with the newest basket of the shop, or an example
 * when there is none yet. Its links lead to the shop's home.
 */
export async function previewReminder({
  shop,
  locale,
  now,
}: {
  shop: string;
  locale: string;
  now: Date;
}): Promise<RenderedMail> {
  const { currency, primaryUrl } = await db.shop.findUniqueOrThrow({
    where: { shop },
  });
  const newest = await db.checkout.findFirst({
    where: { shop },
    orderBy: { updatedAt: "desc" },
  });
  const lines = newest ? linesOf(newest) : [];
  const example = {
    productId: null,
    variantId: null,
    title: "Example product",
    variantTitle: "Size M",
    quantity: 1,
    lineMinor: 4900n,
    fullMinor: 4900n,
  };
  return draw({
    shop,
    now,
    locale,
    currency: newest?.currency ?? currency,
    lines: lines.length > 0 ? lines : [example],
    codes: newest?.discountCodes ?? [],
    discountMinor: newest?.discountMinor ?? 0n,
    codeEnds: new Map(),
    basis: "subscribed-at-checkout",
    restoreUrl: primaryUrl,
    unsubscribeUrl: primaryUrl,
  });
}

async function draw({
  shop,
  ...given
}: Omit<ReminderInput, "shop" | "variants" | "canReply"> & {
  shop: string;
}): Promise<RenderedMail> {
  const row = await db.shop.findUniqueOrThrow({ where: { shop } });
  const settings = await db.shopSettings.findUnique({ where: { shop } });
  const variants = await readVariantFacts({
    shop,
    variantIds: given.lines.flatMap((line) => line.variantId ?? []),
    now: given.now,
  });
  const replyTo = settings?.replyTo ?? row.contactEmail;
  const mail = await renderReminder({
    ...given,
    shop: {
      name: row.name,
      url: row.primaryUrl,
      timeZone: row.timeZone,
      address: row.postalAddress,
    },
    variants,
    canReply: replyTo !== null,
  });
  return { ...mail, fromName: settings?.senderName ?? row.name, replyTo };
}
