import type { Database } from "#app/db.server.ts";
import { logFor } from "#app/log.server.ts";
import { visitOf } from "#app/modules/events/events.ts";
import { enqueue } from "#app/queue.server.ts";
import { customerKeys } from "./customer-keys.server.ts";
import { tagOrderJob } from "./jobs.ts";
import { incentiveOf } from "./terms.ts";

export interface PromisedOrder {
  shop: string;
  id: string;
  /** As the shopper's browser wrote them into the cart: any of them may be made up, old or somebody else's. */
  claimIds: string[];
  customerId: string | null;
  /** The cart attribute that names her visit; a browser wrote it too. */
  attribution: string | null;
  placedAt: Date;
  cancelledAt: Date | null;
}

/** Two clocks that differ by this are the same. */
const SKEW_MS = 5 * 60_000;

type Fault =
  | "unknown"
  | "used"
  | "too-late"
  | "other-customer"
  | "other-shopper"
  | "without-its-item";

/**
 * Verifies the promises that an order names, binds each to it, and has the order tagged. Harmless when it runs again; a
 * cancelled order gives its promises back.
 */
export async function keepPromises(
  tx: Database,
  order: PromisedOrder,
): Promise<void> {
  const { shop, id, claimIds, placedAt, cancelledAt } = order;
  if (claimIds.length === 0) return;
  if (cancelledAt) {
    await tx.claim.updateMany({
      where: { shop, orderId: id, promise: { not: null } },
      data: { orderId: null, redeemedAt: null, taggedAt: null },
    });
    return;
  }
  for (const claimId of claimIds) {
    const fault = await findFault(tx, order, claimId);
    if (fault) {
      logFor({ shop }).info(
        { orderId: id, claimId, fault },
        "an order names a promise that is not kept",
      );
      continue;
    }
    // Only who binds it tags: of two orders with one claim, the first.
    await tx.claim.updateMany({
      where: { shop, id: claimId, OR: [{ orderId: null }, { orderId: id }] },
      data: { orderId: id, redeemedAt: placedAt, discountMinor: 0n },
    });
  }
  const untagged = await tx.claim.count({
    where: { shop, orderId: id, promise: { not: null }, taggedAt: null },
  });
  if (untagged > 0)
    await enqueue(
      tx,
      tagOrderJob,
      { shop, orderId: id },
      { jobKey: `${shop}|${id}` },
    );
}

/** Why a claim is not this order's; undefined when it is. */
async function findFault(
  tx: Database,
  { shop, id, customerId, attribution, placedAt }: PromisedOrder,
  claimId: string,
): Promise<Fault | undefined> {
  const claim = await tx.claim.findUnique({
    where: { shop_id: { shop, id: claimId } },
  });
  if (!claim?.promise) return "unknown";
  if (claim.orderId !== null && claim.orderId !== id) return "used";
  const early = placedAt.getTime() < claim.claimedAt.getTime() - SKEW_MS;
  if (early || placedAt > claim.endsAt) return "too-late";
  const owned = await tx.shopperClaim.findFirst({ where: { shop, claimId } });
  // A key that is not the visitor's own id was made of a signed-in customer's.
  const person = owned?.shopperKey.split(".")[1] ?? claim.shopperId;
  const ofCustomer = person !== claim.shopperId && customerId !== null;
  if (ofCustomer && !customerKeys(customerId).includes(person ?? ""))
    return "other-customer";
  if (!ofCustomer && (await isOfOther(tx, { shop, attribution, claim })))
    return "other-shopper";
  const incentive = incentiveOf(claim.promise);
  const variantId =
    incentive.kind === "promise" ? incentive.variantId : undefined;
  if (variantId) {
    const line = await tx.orderLine.findFirst({
      where: { shop, orderId: id, variantId, quantity: { gt: 0 } },
    });
    if (!line) return "without-its-item";
  }
  return undefined;
}

/**
 * The order was placed in the visit of somebody else than claimed. A promise outlives its visit, so that two visits are
 * compared by whose they are; while one of the two is unknown, that says nothing.
 */
async function isOfOther(
  tx: Database,
  {
    shop,
    attribution,
    claim,
  }: {
    shop: string;
    attribution: string | null;
    claim: { visitId: string; shopperId: string | null };
  },
): Promise<boolean> {
  const visitId = visitOf(attribution);
  if (!visitId || visitId === claim.visitId || !claim.shopperId) return false;
  const visit = await tx.visit.findUnique({
    where: { shop_id: { shop, id: visitId } },
  });
  return !!visit?.shopperId && visit.shopperId !== claim.shopperId;
}
