import type { Order, Run } from "@prisma/client";
import type { Database } from "#app/db.server.ts";
import { creditOrder, endsBasket, FLOW } from "./recovery.ts";
import { stopRun, updateRun } from "./run.server.ts";

/**
 * An order was placed or changed: ends every run it belongs to, and credits the one whose mail came before it. Safe to call for
 * each delivery; call it after the order is stored, in the same transaction.
 */
export async function onOrder(
  tx: Database,
  order: Order,
  { now }: { now: Date },
): Promise<void> {
  const found = await lockRunsOf(tx, order);
  for (const { run } of found)
    if (run.state === "waiting" || run.state === "queued")
      await stopRun(tx, run, "ordered", now);
  await creditRun(tx, { order, found });
}

interface FoundRun {
  run: Run;
  match: "token" | "person";
}

async function lockRunsOf(tx: Database, order: Order): Promise<FoundRun[]> {
  const { shop, checkoutToken, cartToken, placedAt } = order;
  const { email, phone, customerId } = order;
  // By id, so that two orders of one person never wait for each other in a circle.
  const keys = await tx.$queryRaw<{ id: string }[]>`
    select r.id::text from "Run" r
      join "Checkout" c on c.shop = r.shop and c.token = r."checkoutToken"
     where r.shop = ${shop} and r.flow = ${FLOW} and c.shop = ${shop}
       and (c.token = ${checkoutToken}::text or c."cartToken" = ${cartToken}::text
            or (c."createdAt" <= ${placedAt}::timestamptz
                and (c.email = ${email}::text or c.phone = ${phone}::text or c."customerId" = ${customerId}::text)))
     order by r.id for update of r`;
  const ids = keys.map(({ id }) => id);
  const runs = await tx.run.findMany({
    where: { shop, id: { in: ids } },
    orderBy: { id: "asc" },
  });
  const checkouts = await tx.checkout.findMany({
    where: { shop, token: { in: runs.map((run) => run.checkoutToken) } },
  });
  return runs.flatMap((run) => {
    const checkout = checkouts.find(({ token }) => token === run.checkoutToken);
    const match = checkout ? endsBasket(order, checkout) : null;
    return match ? [{ run, match }] : [];
  });
}

async function creditRun(
  tx: Database,
  { order, found }: { order: Order; found: FoundRun[] },
): Promise<void> {
  const { shop } = order;
  const done = found.filter(
    ({ run }) => run.state === "mailed" || run.state === "recovered",
  );
  if (done.length === 0) return;
  const messages = await tx.message.findMany({
    where: { shop, id: { in: done.flatMap(({ run }) => run.messageId ?? []) } },
    select: { id: true, sentAt: true },
  });
  const credited = await tx.order.findMany({
    where: { shop, id: { in: done.flatMap(({ run }) => run.orderId ?? []) } },
    select: { id: true, placedAt: true },
  });
  const mailed = done.flatMap(({ run, match }) => {
    const sentAt = messages.find(({ id }) => id === run.messageId)?.sentAt;
    const creditedOrder = credited.find(({ id }) => id === run.orderId) ?? null;
    return sentAt ? [{ id: run.id, match, sentAt, creditedOrder }] : [];
  });
  const winner = creditOrder(order, mailed);
  const run = done.find((one) => one.run.id === winner)?.run;
  if (run)
    await updateRun(tx, run, {
      state: "recovered",
      stateReason: null,
      orderId: order.id,
      orderMinor: order.totalMinor,
      // When it was recovered, whenever and however often we hear of it: the days of the home page count by it.
      updatedAt: order.placedAt,
    });
}
