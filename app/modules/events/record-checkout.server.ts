import type { Checkout } from "@prisma/client";
import type { Transaction } from "#app/db.server.ts";
import { isNewer } from "./events.ts";
import { lockForWriting } from "./lock-for-writing.server.ts";
import { readCheckout } from "./payloads.ts";

/**
 * Webhooks checkouts/create and checkouts/update, in any order and any number of times. Answers the checkout as it
 * stands now, which is not what this payload says when a newer one came before it.
 */
export async function recordCheckout(
  tx: Transaction,
  { shop, payload }: { shop: string; payload: unknown },
): Promise<Checkout> {
  const facts = readCheckout(payload);
  const where = { shop_token: { shop, token: facts.token } };
  await lockForWriting(tx, `checkout ${shop} ${facts.token}`);
  const stored = await tx.checkout.findUnique({ where });
  if (stored && !isNewer(facts, pickKeys(stored, facts))) return stored;
  return await tx.checkout.upsert({
    where,
    create: { shop, ...facts },
    update: facts,
  });
}

/** The columns of `row` that `like` has: without the shop, so that the two can be compared. */
function pickKeys<Facts extends object>(row: object, like: Facts): Facts {
  const entries = Object.keys(like).map((key) => [
    key,
    (row as Record<string, unknown>)[key],
  ]);
  return Object.fromEntries(entries) as Facts;
}
