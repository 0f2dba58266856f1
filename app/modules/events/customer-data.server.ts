import type { Prisma } from "@prisma/client";
import { db, type Transaction } from "#app/db.server.ts";

/** Who a compliance webhook is about; any of them may be missing. Addresses are compared in lower case. */
export interface Customer {
  id: string | null;
  email: string | null;
  phone: string | null;
}

const isTheirs = ({ id, email, phone }: Customer) => ({
  OR: [
    ...(id ? [{ customerId: id }] : []),
    ...(email ? [{ email: email.toLowerCase() }] : []),
    ...(phone ? [{ phone }] : []),
  ],
});

/** Everything this module holds about a customer, for customers/data_request. */
export async function exportCustomer({
  shop,
  customer,
}: {
  shop: string;
  customer: Customer;
}): Promise<Prisma.JsonObject> {
  const where = { shop, ...isTheirs(customer) };
  const checkouts = await db.checkout.findMany({
    where,
    orderBy: { createdAt: "asc" },
  });
  const orders = await db.order.findMany({
    where,
    orderBy: { placedAt: "asc" },
  });
  return toJson({ checkouts, orders });
}

/**
 * customers/redact: takes the person out and leaves the numbers (what was bought, for how much), which name nobody.
 * Raw deliveries go as a whole when they mention the customer.
 */
export async function eraseCustomer(
  tx: Transaction,
  {
    shop,
    customer,
    orderIds,
  }: { shop: string; customer: Customer; orderIds: string[] },
): Promise<void> {
  const nobody = { email: null, phone: null, customerId: null };
  const theirs = isTheirs(customer);
  const checkouts = await tx.checkout.findMany({
    where: { shop, ...theirs },
    select: { token: true },
  });
  const orders = await tx.order.findMany({
    where: { shop, OR: [...theirs.OR, { id: { in: orderIds } }] },
    select: { id: true },
  });
  const tokens = checkouts.map(({ token }) => token);
  const ids = orders.map(({ id }) => id);
  await tx.order.updateMany({
    where: { shop, id: { in: ids } },
    data: { ...nobody, attribution: null },
  });
  // What a shopper typed into a product's fields (an engraving) and the link to her basket are hers as well.
  await tx.$executeRaw`
    update "Checkout" set email = null, phone = null, "customerId" = null, attribution = null, "recoveryUrl" = null,
      lines = coalesce((select jsonb_agg(line - 'properties') from jsonb_array_elements(lines) line), '[]')
     where shop = ${shop} and token = any(${tokens}::text[])`;
  const needles = [customer.email?.toLowerCase(), customer.phone].filter(
    (needle) => needle != null,
  );
  await tx.$executeRaw`
    delete from "WebhookDelivery" where shop = ${shop} and topic not in ('customers/redact', 'customers/data_request')
       and (payload -> 'customer' ->> 'id' = ${customer.id} or payload ->> 'customer_id' = ${customer.id}
         or payload ->> 'token' = any(${tokens}::text[]) or payload ->> 'id' = any(${ids}::text[])
         or payload ->> 'order_id' = any(${ids}::text[])
         or exists (select from unnest(${needles}::text[]) needle where strpos(lower(payload::text), needle) > 0))`;
}

/** shop/redact: all rows of the shop. */
export async function eraseShop(
  tx: Transaction,
  { shop }: { shop: string },
): Promise<void> {
  await tx.webhookDelivery.deleteMany({ where: { shop } });
  await tx.event.deleteMany({ where: { shop } });
  await tx.checkout.deleteMany({ where: { shop } });
  await tx.orderLine.deleteMany({ where: { shop } });
  await tx.refund.deleteMany({ where: { shop } });
  await tx.order.deleteMany({ where: { shop } });
}

/** Rows as JSON: big numbers as text, since JSON's are too small for them. */
function toJson(rows: object): Prisma.JsonObject {
  return JSON.parse(
    JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    ),
  ) as Prisma.JsonObject;
}
