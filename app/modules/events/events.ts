import { z } from "zod";
import { defineJob } from "#app/job.ts";

/** Fetches the orders of the last 60 days through the Admin API; declines when that has been done. */
export const importOrdersJob = defineJob({
  id: "events.import-orders",
  schema: z.object({ shop: z.string() }),
});

/** Older orders need another scope (read_all_orders), and no window of ours looks further back. */
export const IMPORT_DAYS = 60;

/** After so many failures a delivery is parked: it is not tried again by itself, and its error is there to be read. */
export const MAX_ATTEMPTS = 12;

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;

/** 5 s, 15 s, 45 s … one hour: together about seven hours before a delivery is parked. */
export function retryPause(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 3 ** (attempts - 1), LONGEST_RETRY_MS);
}

/**
 * The newer of two versions of one thing: the later `updatedAt`; Shopify's has whole seconds, so within one second
 * the larger text decides. Arbitrary, but the same in whichever order the two arrive.
 */
export function isNewer<Facts extends { updatedAt: Date }>(
  incoming: Facts,
  stored: Facts,
): boolean {
  const difference = incoming.updatedAt.getTime() - stored.updatedAt.getTime();
  return difference === 0
    ? fingerprint(incoming) > fingerprint(stored)
    : difference > 0;
}

/** The same text for the same facts, whatever the order of their keys. */
function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}`;
    const isPlain =
      typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return isPlain
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner;
  });
}

/** The visit that a cart attribute names, as the shopper's browser wrote it: joined, never trusted. */
export function visitOf(attribution: string | null): string | null {
  return (
    /^v1\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.|$)/.exec(
      attribution ?? "",
    )?.[1] ?? null
  );
}
