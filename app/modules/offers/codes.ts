/** Codes: what they look like, and how many are kept ready. Pure: chance is an argument. */

/** No vowels (no words), nothing that is mistaken for something else when it is read out or typed. */
const ALPHABET = "BCDFGHJKMNPQRTVWXYZ2346789";
export const CODE_PREFIX = "STAY";

/**
 * A code nobody can guess (26^10, 47 bits) and everybody can type: `STAY-K7QMH-2PX9R`.
 * @param chance an integer from 0 to below its argument; from a cryptographic source.
 */
export function makeCode(chance: (below: number) => number): string {
  const letters = Array.from(
    { length: 10 },
    () => ALPHABET[chance(ALPHABET.length)],
  ).join("");
  return `${CODE_PREFIX}-${letters.slice(0, 5)}-${letters.slice(5)}`;
}

export const POOL = { smallest: 20, largest: 250 } as const;

/**
 * How many ready codes a bucket should have: enough for half of the last hour's claims again, within one bulk request of
 * Shopify, and never more than the campaign may still hand out today.
 */
export function poolTarget({
  claimsLastHour,
  leftToday,
}: {
  claimsLastHour: number;
  leftToday?: number | undefined;
}): number {
  const wanted = Math.min(
    POOL.largest,
    Math.max(POOL.smallest, Math.ceil(claimsLastHour * 1.5)),
  );
  return Math.max(0, Math.min(wanted, leftToday ?? wanted));
}
