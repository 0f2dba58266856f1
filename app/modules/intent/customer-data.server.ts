import type { Database } from "#app/db.server.ts";
import { hashCheckoutToken } from "#app/modules/events/events.server.ts";

interface Theirs {
  shop: string;
  checkoutTokens: string[];
}

const ofThem = ({ shop, checkoutTokens }: Theirs) => ({
  shop,
  checkoutHash: { in: checkoutTokens.map(hashCheckoutToken) },
});

/** Where their checkouts came to rest. */
export async function exportCustomer(tx: Database, theirs: Theirs) {
  return await tx.checkoutDrop.findMany({ where: ofThem(theirs) });
}

/** What stays (a checkout rested at the delivery) names nobody; what leads from it to a visit goes. */
export async function eraseCustomer(
  tx: Database,
  theirs: Theirs,
): Promise<void> {
  await tx.checkoutDrop.updateMany({
    where: ofThem(theirs),
    data: { visitId: null },
  });
}
