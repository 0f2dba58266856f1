/** Why a claim was refused: the `error.code` of the claim's answer, read by the page and by the server. */
const CLAIM_REFUSALS = [
  "bad-claim",
  "campaign-unknown",
  "campaign-ended",
  /** Not for this product: it would cost more than the merchant allows. */
  "offer-unavailable",
  /** She had it before, and it is used or over. */
  "already-had",
  "offer-spent",
  "too-many",
  "try-again",
] as const;
export type ClaimRefusal = (typeof CLAIM_REFUSALS)[number];

export function isClaimRefusal(code: unknown): code is ClaimRefusal {
  return CLAIM_REFUSALS.some((known) => known === code);
}
