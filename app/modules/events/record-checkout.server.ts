import type { Checkout } from "@prisma/client";
import type { Database, Transaction } from "#app/db.server.ts";
import { type CheckoutSteps, mergeSteps } from "#app/shared/checkout-steps.ts";
import { readCheckoutSteps } from "./checkout-steps.ts";
import { hashCheckoutToken } from "./checkout-hash.server.ts";
import { isNewer } from "./events.ts";
import { lockForWriting } from "./lock-for-writing.server.ts";
import { readCheckout } from "./payloads.ts";

/**
 * Webhooks checkouts/create and checkouts/update, in any order and any number of times. Answers the checkout as it
 * stands now, which is not what this payload says when a newer one came before it; its steps are the first of all that was told.
 */
export async function recordCheckout(
  tx: Transaction,
  { shop, payload }: { shop: string; payload: unknown },
): Promise<Checkout> {
  const facts = readCheckout(payload);
  const where = { shop_token: { shop, token: facts.token } };
  await lockForWriting(tx, `checkout ${shop} ${facts.token}`);
  const stored = await tx.checkout.findUnique({ where });
  const tokenHash = hashCheckoutToken(facts.token);
  const told = mergeSteps(
    readCheckoutSteps(payload),
    await readPixelSteps(tx, { shop, checkoutHash: tokenHash }),
  );
  const steps = stored ? mergeSteps(stepsOf(stored), told) : told;
  if (stored && !isNewer(facts, pickKeys(stored, facts)))
    return await tx.checkout.update({ where, data: steps });
  return await tx.checkout.upsert({
    where,
    create: { shop, ...facts, tokenHash, ...steps },
    update: { ...facts, ...steps },
  });
}

const STEP_COLUMNS: Record<string, keyof CheckoutSteps> = {
  contact: "contactAt",
  address: "addressAt",
  shipping: "shippingAt",
  payment: "paymentAt",
};

async function readPixelSteps(
  tx: Database,
  { shop, checkoutHash }: { shop: string; checkoutHash: string },
): Promise<CheckoutSteps> {
  const rows = await tx.pixelStep.findMany({ where: { shop, checkoutHash } });
  const steps: CheckoutSteps = {
    contactAt: null,
    addressAt: null,
    shippingAt: null,
    paymentAt: null,
  };
  for (const { step, reachedAt } of rows) {
    const column = STEP_COLUMNS[step];
    if (column) steps[column] = reachedAt;
  }
  return steps;
}

const stepsOf = ({
  contactAt,
  addressAt,
  shippingAt,
  paymentAt,
}: Checkout): CheckoutSteps => ({
  contactAt,
  addressAt,
  shippingAt,
  paymentAt,
});

/** The columns of `row` that `like` has: without the shop, so that the two can be compared. */
function pickKeys<Facts extends object>(row: object, like: Facts): Facts {
  const entries = Object.keys(like).map((key) => [
    key,
    (row as Record<string, unknown>)[key],
  ]);
  return Object.fromEntries(entries) as Facts;
}
