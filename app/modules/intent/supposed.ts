/** What signals do not say of a visit and conditions may ask. Pure. */
import {
  type AudienceFacts,
  type FlagFact,
  RANGE_FACTS,
  type RangeFact,
  SET_FACTS,
  type SetFact,
} from "#app/shared/audience.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";

/** As merchants type it; what is left out is not known. */
export interface Supposed {
  /** Several are separated by commas. Ids are Shopify's numeric ids. */
  sets: Partial<Record<SetFact, string>>;
  /** Money in minor units of the shop's currency. */
  numbers: Partial<Record<RangeFact, string>>;
  flags: Partial<Record<FlagFact, boolean>>;
  /** The basket has a code of her own. */
  hasCode?: boolean;
}

export const NOTHING_SUPPOSED: Supposed = { sets: {}, numbers: {}, flags: {} };

/** Facts of the product on the page: they say nothing on other pages. */
const OF_PRODUCT: readonly string[] = [
  "product-tag",
  "product-type",
  "vendor",
  "price",
] satisfies (SetFact | RangeFact)[];

/** What the signals told so far. */
export interface ToldFacts {
  page: AudienceFacts["page"];
  sets: Partial<Record<SetFact, string[]>>;
  numbers: Partial<Record<RangeFact, number>>;
  flags: Partial<Record<FlagFact, boolean>>;
}

/** What signals told, and where they say nothing, what is supposed. */
export function addSupposed(
  told: ToldFacts,
  { sets, numbers, flags }: Supposed,
): ToldFacts {
  const applies = (fact: string) => {
    if (fact.startsWith("cart-")) return (told.numbers["cart-count"] ?? 0) > 0;
    if (fact === "collection")
      return told.page === "product" || told.page === "collection";
    return told.page === "product" || !OF_PRODUCT.includes(fact);
  };
  const all = { sets: { ...told.sets }, numbers: { ...told.numbers } };
  for (const fact of SET_FACTS) {
    const values = listOf(fact, sets[fact] ?? "");
    if (!all.sets[fact]?.length && values.length > 0 && applies(fact))
      all.sets[fact] = values;
  }
  for (const fact of RANGE_FACTS) {
    const value = numberOf(numbers[fact]);
    if (all.numbers[fact] === undefined && value !== undefined && applies(fact))
      all.numbers[fact] = value;
  }
  return { ...told, ...all, flags: { ...told.flags, ...flags } };
}

function listOf(fact: SetFact, text: string): string[] {
  const values = text.split(",").flatMap((part) => {
    const value = part.trim().toLowerCase();
    // `pt-br` is Portuguese too.
    return fact === "language" ? [value, value.split("-")[0]!] : [value];
  });
  return [...new Set(values.filter(Boolean))];
}

/** Undefined for what is no whole number. */
export function numberOf(text: string | undefined): number | undefined {
  const value = text?.trim() ?? "";
  return /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

export interface AskedFacts {
  sets: Map<SetFact, string[]>;
  numbers: Set<RangeFact>;
  flags: Set<FlagFact>;
}

/** What the running campaigns ask for, with the values they name: to suppose anything else changes nothing. */
export function askedFacts({
  campaigns,
}: Pick<StorefrontConfig, "campaigns">): AskedFacts {
  const asked: AskedFacts = {
    sets: new Map(),
    numbers: new Set(),
    flags: new Set(),
  };
  for (const { audience } of campaigns)
    for (const { conditions } of audience.groups ?? [])
      for (const one of conditions) {
        if ("any" in one) {
          const before = asked.sets.get(one.on) ?? [];
          asked.sets.set(one.on, [...new Set([...before, ...one.any])]);
        } else if ("is" in one) asked.flags.add(one.on);
        else if (one.on !== "hours" && one.on !== "traffic")
          asked.numbers.add(one.on);
      }
  return asked;
}
