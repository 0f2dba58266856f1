/**
 * The ladder: the lightest thing that helps comes first, money last. A rung is a kind of answer, not a strength of it; which rungs a
 * shopper has been shown is told by the campaigns that had their moment with her.
 */
import type { Incentive, OfferTreatment } from "./storefront-config.ts";

export const RUNGS = { help: 1, proof: 2, benefit: 3, price: 4 } as const;
export type Rung = (typeof RUNGS)[keyof typeof RUNGS];

const RUNG_OF_INCENTIVE: Record<Incentive["kind"], Rung> = {
  benefit: RUNGS.help,
  gift: RUNGS.benefit,
  "free-shipping": RUNGS.benefit,
  "faster-shipping": RUNGS.benefit,
  promise: RUNGS.benefit,
  bundle: RUNGS.price,
  percent: RUNGS.price,
  amount: RUNGS.price,
};

export function rungOf({ incentive }: OfferTreatment): Rung {
  // Companions at their full price answer "have I everything I need?": that is help.
  return incentive.kind === "bundle" && !incentive.percent
    ? RUNGS.help
    : RUNG_OF_INCENTIVE[incentive.kind];
}
