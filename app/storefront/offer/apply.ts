/** Puts the code on the cart beside the shopper's own, or leaves everything as it was. */
import type { CallCart } from "../senses/cart.ts";
import { isSameCode, readTotals, withoutTwins, type Totals } from "./totals.ts";

export interface Applied {
  before: Totals;
  after: Totals;
  sections: Record<string, string | null>;
}

export interface ApplyOptions {
  code: string;
  call: CallCart;
  /** Sections to be drawn again with the same answer, at most 5, and the path of the page they stand on. */
  sections: string[];
  path: string;
  /** The code is for something that is not in the cart yet: then it may stay there without applying. */
  waits?: boolean;
}

/**
 * Undefined when Shopify does not take the code, or takes it only instead of one of hers: then her codes are set back.
 * Throws when the cart cannot be reached.
 * @see https://shopify.dev/docs/api/ajax/reference/cart `discount` replaces the whole set
 */
export async function applyCode(
  options: ApplyOptions,
): Promise<Applied | undefined> {
  const { code, call, sections, path, waits } = options;
  const before = readTotals(await call("cart.js"));
  const answer = await call("cart/update.js", {
    discount: withoutTwins([...before.codes, code]).join(","),
    ...(sections.length > 0 ? { sections, sections_url: path } : {}),
  });
  const after = readTotals(answer);
  const has = (codes: string[], one: string) =>
    codes.some((other) => isSameCode(one, other));
  const lost = before.applied.some((one) => !has(after.applied, one));
  if (lost || !has(waits ? after.codes : after.applied, code)) {
    await call("cart/update.js", { discount: before.codes.join(",") });
    return undefined;
  }
  return { before, after, sections: answer.sections ?? {} };
}
