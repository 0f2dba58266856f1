import type { Database } from "#app/db.server.ts";
import { hashCheckoutToken } from "./checkout-hash.server.ts";

/** Who a compliance webhook is about; any of them may be missing. `email` in lower case. */
export interface CustomerQuery {
  shop: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  orderIds: string[];
}

export interface CustomerRows {
  orderIds: string[];
  checkoutTokens: string[];
  /** The address asked for, and those of the same customer's orders and checkouts. */
  emails: string[];
}

/** Which orders and checkouts are theirs: by customer, address, telephone or number. */
export async function findCustomerRows(
  tx: Database,
  { shop, customerId, email, phone, orderIds }: CustomerQuery,
): Promise<CustomerRows> {
  const theirs = [
    ...(customerId ? [{ customerId }] : []),
    ...(email ? [{ email }] : []),
    ...(phone ? [{ phone }] : []),
  ];
  const select = { customerId: true, email: true } as const;
  const checkouts = await tx.checkout.findMany({
    where: { shop, OR: theirs },
    select: { token: true, ...select },
  });
  const orders = await tx.order.findMany({
    where: { shop, OR: [...theirs, { id: { in: orderIds } }] },
    select: { id: true, ...select },
  });
  // A telephone may be a family's: only the customer's own rows say which other addresses are theirs.
  const own = [...checkouts, ...orders].filter(
    (row) => customerId !== null && row.customerId === customerId,
  );
  const emails = [email, ...own.map((row) => row.email)].filter(
    (address) => address !== null,
  );
  return {
    orderIds: orders.map(({ id }) => id),
    checkoutTokens: checkouts.map(({ token }) => token),
    emails: [...new Set(emails)],
  };
}

/** Everything this module holds about a customer. */
export async function exportCustomer(
  tx: Database,
  { shop, rows }: { shop: string; rows: CustomerRows },
) {
  return {
    checkouts: await tx.checkout.findMany({
      where: { shop, token: { in: rows.checkoutTokens } },
    }),
    orders: await tx.order.findMany({
      where: { shop, id: { in: rows.orderIds } },
    }),
    orderLines: await tx.orderLine.findMany({
      where: { shop, orderId: { in: rows.orderIds } },
    }),
    refunds: await tx.refund.findMany({
      where: { shop, orderId: { in: rows.orderIds } },
    }),
    checkoutSteps: await tx.pixelStep.findMany({
      where: {
        shop,
        checkoutHash: { in: rows.checkoutTokens.map(hashCheckoutToken) },
      },
    }),
  };
}

/**
 * Takes the person out and leaves the numbers (what was bought, for how much), which name nobody. Raw deliveries go as
 * a whole when they mention the customer; so does what links a purchase to visits.
 */
export async function eraseCustomer(
  tx: Database,
  {
    shop,
    customerId,
    phone,
    rows,
  }: {
    shop: string;
    customerId: string | null;
    phone: string | null;
    rows: CustomerRows;
  },
): Promise<void> {
  const { orderIds, checkoutTokens, emails } = rows;
  await tx.order.updateMany({
    where: { shop, id: { in: orderIds } },
    data: {
      email: null,
      phone: null,
      customerId: null,
      attribution: null,
      claimIds: [],
    },
  });
  // What a shopper typed into a product's fields (an engraving) and the link to her basket are hers as well.
  await tx.$executeRaw`
    update "Checkout" set email = null, phone = null, "customerId" = null, attribution = null, "recoveryUrl" = null,
      lines = coalesce((select jsonb_agg(line - 'properties') from jsonb_array_elements(lines) line), '[]')
     where shop = ${shop} and token = any(${checkoutTokens}::text[])`;
  await tx.pixelStep.deleteMany({
    where: {
      shop,
      checkoutHash: { in: checkoutTokens.map(hashCheckoutToken) },
    },
  });
  const needles = [...emails, ...(phone ? [phone] : [])];
  await tx.$executeRaw`
    delete from "WebhookDelivery" where shop = ${shop} and topic not like 'customers/%' and topic not like 'shop/%'
       and (payload -> 'customer' ->> 'id' = ${customerId} or payload ->> 'token' = any(${checkoutTokens}::text[])
         or payload ->> 'id' = any(${orderIds}::text[]) or payload ->> 'order_id' = any(${orderIds}::text[])
         or exists (select from unnest(${needles}::text[]) needle where strpos(lower(payload::text), needle) > 0))`;
  // Compliance deliveries themselves name the customer: what was worked of them is not needed any more.
  await tx.$executeRaw`
    update "WebhookDelivery" set payload = '{}' where shop = ${shop} and "doneAt" is not null
       and topic like 'customers%' and (payload -> 'customer' ->> 'id' = ${customerId} or payload ->> 'customer_id' = ${customerId}
         or exists (select from unnest(${needles}::text[]) needle where strpos(lower(payload::text), needle) > 0))`;
}
