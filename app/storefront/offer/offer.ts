import type { OfferContext } from "../offer-context.ts";

export function showOffer(context: OfferContext): void {
  context.report("offer-declined");
}
