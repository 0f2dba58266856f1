import type { PrivacyRequest, Prisma } from "@prisma/client";
import { v7 as uuidv7 } from "uuid";
import { db, type Database, type Transaction } from "#app/db.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import * as events from "#app/modules/events/events.server.ts";
import * as experiments from "#app/modules/experiments/experiments.server.ts";
import * as intent from "#app/modules/intent/intent.server.ts";
import * as messages from "#app/modules/messages/messages.server.ts";
import * as offers from "#app/modules/offers/offers.server.ts";
import * as recovery from "#app/modules/recovery/recovery.server.ts";
import * as shoppers from "#app/modules/shoppers/shoppers.server.ts";
import { hasLiveToken } from "#app/modules/shops/shops.server.ts";
import { eraseTables } from "./erase-tables.server.ts";
import { customerPayload, KEEP_EXPORT_DAYS } from "./privacy.ts";

interface Delivery {
  shop: string;
  deliveryId: string;
  receivedAt: Date;
  payload: unknown;
}

/** Webhook customers/data_request: gathers what every module holds; the merchant hands it to the customer. */
export async function receiveDataRequest(
  tx: Transaction,
  delivery: Delivery,
  { now }: { now: Date },
): Promise<void> {
  const query = customerOf(delivery);
  const rows = await events.findCustomerRows(tx, query);
  const { shop } = delivery;
  const byAddress = await Promise.all(
    rows.emails.map(async (email) => ({
      email,
      ...(await shoppers.exportCustomer(tx, { shop, email })),
      messages: await messages.exportCustomer(tx, { shop, email }),
    })),
  );
  const data = {
    ...(await events.exportCustomer(tx, { shop, rows })),
    reminders: await recovery.exportCustomer(tx, {
      shop,
      checkoutTokens: rows.checkoutTokens,
    }),
    drops: await intent.exportCustomer(tx, {
      shop,
      checkoutTokens: rows.checkoutTokens,
    }),
    codes: await offers.exportCustomer(tx, {
      shop,
      orderIds: rows.orderIds,
    }),
    addresses: byAddress,
  };
  await note(tx, { delivery, kind: "data-request", now, data: toJson(data) });
}

/** Webhook customers/redact: takes the person out of every module. */
export async function redactCustomer(
  tx: Transaction,
  delivery: Delivery,
  { now }: { now: Date },
): Promise<void> {
  const { shop } = delivery;
  const query = customerOf(delivery);
  const rows = await events.findCustomerRows(tx, query);
  // First what was still to be sent, which finds its way by the checkouts.
  await recovery.eraseCustomer(tx, {
    shop,
    checkoutTokens: rows.checkoutTokens,
    now,
  });
  for (const email of rows.emails) {
    await messages.eraseCustomer(tx, { shop, email });
    await shoppers.eraseCustomer(tx, { shop, email, at: now });
  }
  const { orderIds } = rows;
  await offers.eraseCustomer(tx, {
    shop,
    orderIds,
    customerId: query.customerId,
  });
  await experiments.eraseCustomer(tx, { shop, orderIds });
  await intent.eraseCustomer(tx, {
    shop,
    checkoutTokens: rows.checkoutTokens,
  });
  await events.eraseCustomer(tx, { ...query, rows });
  await eraseExports(tx, {
    shop,
    emails: rows.emails,
    customerId: query.customerId,
  });
  await note(tx, { delivery, kind: "customer-redact", now });
}

/**
 * Webhook shop/redact, 48 hours after the uninstall: every row of the shop in every table. What stays is the note that
 * it was done. A shop that has come back meanwhile keeps everything.
 */
export async function redactShop(
  tx: Transaction,
  delivery: Delivery,
  { now }: { now: Date },
): Promise<void> {
  const { shop } = delivery;
  if (await hasLiveToken(tx, { shop, now })) {
    logFor({ shop }).warn(
      "shop/redact for a shop that has the app: nothing was erased",
    );
    return;
  }
  await eraseTables(tx, { shop });
  await note(tx, { delivery, kind: "shop-redact", now });
  logFor({ shop }).info("the shop's data were erased");
}

/** Newest first, for the merchant's page. */
export async function listPrivacyRequests({
  shop,
}: {
  shop: string;
}): Promise<(Omit<PrivacyRequest, "export"> & { hasExport: boolean })[]> {
  const rows = await db.privacyRequest.findMany({
    where: { shop },
    orderBy: { receivedAt: "desc" },
    take: 100,
    omit: { export: true },
  });
  // Only whether they are there: a hundred of them are megabytes of people's data.
  const kept = await db.$queryRaw<{ id: string }[]>`
    select id::text from "PrivacyRequest" where shop = ${shop} and export is not null`;
  const ids = new Set(kept.map(({ id }) => id));
  return rows.map((row) => ({ ...row, hasExport: ids.has(row.id) }));
}

/** @throws AppError "unknown-export" when there is none, or its 30 days are over. */
export async function getExport({
  shop,
  id,
}: {
  shop: string;
  id: string;
}): Promise<Prisma.JsonValue> {
  const row = await db.privacyRequest.findUnique({
    where: { shop_id: { shop, id } },
  });
  if (!row?.export)
    throw new AppError(
      "unknown-export",
      404,
      "There is no such export any more.",
    );
  return row.export;
}

/** Chore: exports whose time is over. */
export async function purgeExports({ now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - KEEP_EXPORT_DAYS * 86_400_000);
  await db.$executeRaw`update "PrivacyRequest" set export = null where export is not null and "receivedAt" < ${before}`;
}

function customerOf({ shop, payload }: Delivery): events.CustomerQuery {
  const { customer, orders_requested, orders_to_redact } =
    customerPayload.parse(payload);
  return {
    shop,
    customerId: customer.id,
    email: customer.email,
    phone: customer.phone,
    orderIds: [...orders_requested, ...orders_to_redact],
  };
}

async function note(
  tx: Transaction,
  {
    delivery,
    kind,
    now,
    data,
  }: {
    delivery: Delivery;
    kind: string;
    now: Date;
    data?: Prisma.InputJsonValue;
  },
): Promise<void> {
  const { shop, deliveryId, receivedAt } = delivery;
  await tx.privacyRequest.createMany({
    data: [
      {
        shop,
        id: uuidv7({ msecs: now.getTime() }),
        kind,
        deliveryId,
        receivedAt,
        doneAt: now,
        export: data,
      },
    ],
    skipDuplicates: true, // the same delivery again
  });
}

/** Exports made for this customer before. */
async function eraseExports(
  tx: Database,
  {
    shop,
    emails,
    customerId,
  }: { shop: string; emails: string[]; customerId: string | null },
): Promise<void> {
  const needles = [...emails, ...(customerId ? [`"${customerId}"`] : [])];
  await tx.$executeRaw`
    update "PrivacyRequest" set export = null where shop = ${shop} and export is not null
       and exists (select from unnest(${needles}::text[]) needle where strpos(lower(export::text), needle) > 0)`;
}

/** Rows as JSON: big numbers as text, since JSON's are too small for them. */
function toJson(rows: object): Prisma.JsonObject {
  return JSON.parse(
    JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    ),
  ) as Prisma.JsonObject;
}
