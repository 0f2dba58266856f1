/** One sentence for every reason why a campaign did not show, for the visit player and the explain overlay. Merchants read it. */
import type { Refusal } from "./arbitration.ts";

export const REFUSAL_TEXTS: Record<Refusal, string> = {
  "consent-waiting":
    "The consent banner still waits for an answer. One question at a time.",
  accepted: "The shopper accepted an offer in this session.",
  "not-now": 'The shopper said "not now" to an offer in this session.',
  fewer: "The shopper asked for fewer of these within the last 30 days.",
  "budget-spent":
    "This visit has had as many interruptions as the shop allows.",
  gap: "The last interruption was too short a time ago.",
  "already-showing": "Something of ours is on the screen already.",
  "other-dialog-open": "The theme shows a drawer, dialog or pop-up of its own.",
  committed: "The shopper is about to buy. Committed shoppers are left alone.",
  ended: "The campaign is over.",
  "other-page": "The campaign is not for this kind of page.",
  "other-segment": "The campaign is not for shoppers of this segment.",
  "basket-too-small":
    "The basket is worth less than the campaign's smallest basket.",
  condition: "A condition of the audience does not hold.",
  "no-moment": "The campaign's moment has not come.",
  "too-soon": "The shopper has not been on the page for long enough.",
  "shown-already": "The campaign had its moment in this visit.",
  "cooling-down":
    "The shopper saw the campaign a short while ago, and its pause is not over.",
  excluded: "A campaign that excludes this one had its moment in this visit.",
  "code-of-her-own":
    "A code lowers the basket already, and the campaign does not stand beside other codes.",
  "no-product":
    "The offer is for the product the shopper hesitates over, and there is none.",
  "other-step":
    "Another step of the ladder comes first: help, then proof, then a benefit, and price last. For a last chancer it is the other way round.",
  "lower-priority": "Another campaign on the same step has a higher priority.",
};
