import { signatures } from "#app/crypto.server.ts";

/**
 * The same for the same customer and key of ours; says nothing of who she is. The newest first: keys may have been rotated.
 */
export function customerKeys(customerId: string): string[] {
  return signatures(customerId, { purpose: "claims" }).map((signature) =>
    signature.subarray(0, 18).toString("base64url"),
  );
}
