/**
 * What the app embed wrote into the page: configuration, facts, words. Read with full suspicion, since a page may come from a
 * cache, a theme editor or a half-finished publication. The loader asks only for what it needs itself; the configuration is
 * looked through by what uses it (mind/read-config.ts).
 */
import type {
  PageKind,
  StorefrontConfig,
} from "../shared/storefront-config.ts";

/** Addresses of the code that is loaded when it is needed. */
export interface Chunks {
  mind: string;
  dialog: string;
  offer: string;
}

export interface Page {
  config: StorefrontConfig;
  facts: {
    kind: PageKind;
    /** Empty where the page shows no product. */
    productId: string;
    /** BCP 47, as the page is written. */
    locale: string;
    /** Currency in which campaigns count, ISO 4217. */
    shopCurrency: string;
    /** Path of the app proxy, without a slash at its end. */
    proxy: string;
    chunks: Chunks;
  };
  /** The extension's own words in the page's language. */
  words: Record<string, string>;
}

const TEXTS = ["kind", "productId", "locale", "shopCurrency", "proxy"];

/** The page's data, or undefined when it cannot be trusted. */
export function readPage(data: unknown): Page | undefined {
  const { config, facts, words } = Object(data) as Record<string, unknown>;
  const { v, revision } = Object(config) as Record<string, unknown>;
  const known = Object(facts) as Record<string, unknown>;
  const { mind } = Object(known.chunks) as Record<string, unknown>;
  return v === 2 &&
    typeof revision === "number" &&
    typeof mind === "string" &&
    typeof words === "object" &&
    words &&
    TEXTS.every((name) => typeof known[name] === "string") &&
    // A proxy elsewhere would receive what the shopper does; only a path of this shop will do.
    /^(\/[\w-]+)+$/.test(known.proxy as string)
    ? (data as Page)
    : undefined;
}
