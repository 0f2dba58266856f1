/**
 * What the app embed wrote into the page: configuration, facts, words. Read with full suspicion, since a page may come from a
 * cache, a theme editor or a half-finished publication. The loader asks only for what it needs itself; the configuration is
 * looked through by what uses it (mind/read-config.ts).
 */
import type {
  CartFacts,
  CartLineFacts,
  PageFacts,
  ProductFacts,
} from "../shared/page-facts.ts";
import type { StorefrontConfig } from "../shared/storefront-config.ts";

export interface Page {
  config: StorefrontConfig;
  facts: Facts;
  /** The extension's own words in the page's language. */
  words: Record<string, string>;
}

export interface Facts extends PageFacts {
  product?: ProductFacts & {
    title: string;
    /** Names of its options: "Size", "Colour". */
    options: string[];
    /** In the cart's own units, see cart-money.ts. */
    price: number;
  };
  cart: CartFacts & { lines: PageLine[] };
  /** A search without result. */
  nothingFound?: boolean;
  /** The theme editor shows this page. */
  design?: boolean;
  /** Path of the app proxy, without a slash at its end. */
  proxy: string;
  /** Addresses of the code that is loaded when it is needed. */
  chunks: Record<ChunkName, string>;
}

export interface PageLine extends CartLineFacts {
  /** Of one piece, before codes, in the cart's own units. */
  price: number;
  /** At most 20; null where the shop sells on without stock. */
  stock: number | null;
}

export type ChunkName =
  "mind" | "arbiter" | "senses" | "dialog" | "offer" | "explain";

const TEXTS = ["kind", "locale", "shopCurrency", "proxy"];

/** The page's data, or undefined when it cannot be trusted. */
export function readPage(data: unknown): Page | undefined {
  const { config, facts, words } = Object(data) as Record<string, unknown>;
  const { v, revision } = Object(config) as Record<string, unknown>;
  const known = Object(facts) as Record<string, unknown>;
  const { mind } = Object(known.chunks) as Record<string, unknown>;
  const { lines } = Object(known.cart) as Record<string, unknown>;
  return v === 2 &&
    typeof revision === "number" &&
    typeof mind === "string" &&
    Array.isArray(lines) &&
    typeof words === "object" &&
    words &&
    TEXTS.every((name) => typeof known[name] === "string") &&
    // A proxy elsewhere would receive what the shopper does; only a path of this shop will do.
    /^(\/[\w-]+)+$/.test(known.proxy as string)
    ? (data as Page)
    : undefined;
}
