/** What the shop's own numbers say of an offer, for the merchant who edits it. Pure. */

export interface OfferFacts {
  /** Claims of this campaign that were refused for their cost, in words; empty when there were none. */
  refusals: string[];
  /** Variants that offers were about, with and without a unit cost. */
  costs: { known: number; unknown: number };
  /** Products that are often bought together with another, the most often first. */
  companions: CompanionChoice[];
}

export interface CompanionChoice {
  productId: string;
  variantId: string;
  title: string;
  /** What it is bought with. */
  withTitle: string;
  /** Orders of the last 90 days that hold both. */
  orders: number;
}

export const REFUSAL_DAYS = 30;

const WHY: Record<string, string> = {
  "below-floor": "it would have left less than the margin you ask for",
  "cost-unknown": "a unit cost is not known",
  "product-unknown": "the shop has no such product",
};

/** @param product title of the last product it was about, when it is known */
export function refusalText(
  { reason, count }: { reason: string; count: number },
  product: string | undefined,
): string {
  const times = count === 1 ? "once" : `${count} times`;
  const last = product ? `, last for ${product}` : "";
  return `Refused ${times} because ${WHY[reason] ?? reason}${last}.`;
}

/** Beside the field of the margin floor. */
export function marginHelp({ known, unknown }: OfferFacts["costs"]): string {
  const help = "Counted from the unit cost in Shopify.";
  if (unknown === 0) return help;
  const all = known + unknown;
  return `${help} ${unknown} of the ${all} variants that offers were about ${unknown === 1 ? "has" : "have"} none: with a floor, an offer on them is refused.`;
}
