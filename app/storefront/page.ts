/**
 * What the app embed wrote into the page: configuration, facts, words. Read with full suspicion, since a page may come from a
 * cache, a theme editor or a half-finished publication: what does not have the shape we know is left out, and nothing shows.
 */
import type {
  PageKind,
  StorefrontCampaign,
  StorefrontConfig,
} from "../shared/storefront-config.ts";

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
    /** Address of the offer's code. */
    chunk: string;
  };
  /** The extension's own words in the page's language. */
  words: Record<string, string>;
}

/** An empty leaf stands for any value of its type, a filled one for itself. */
const PAGE = {
  config: { v: 2, revision: 0, campaigns: [] },
  facts: {
    kind: "",
    productId: "",
    locale: "",
    shopCurrency: "",
    proxy: "",
    chunk: "",
  },
  words: {},
};
const CAMPAIGN = {
  id: "",
  priority: 0,
  audience: { pages: [], minCartMinor: 0 },
  moment: { kind: "exit", afterSeconds: 0 },
  treatment: {
    kind: "offer",
    incentive: { kind: "" },
    stacks: false,
    texts: { heading: "", body: "", accept: "", decline: "" },
  },
  limits: { cooldownHours: 0 },
  experiment: { seed: "", holdout: 0 },
};

/** The page's data, or undefined when it cannot be trusted. */
export function readPage(data: unknown): Page | undefined {
  if (!fits(data, PAGE)) return undefined;
  const page = data as Page;
  // A proxy elsewhere would receive what the shopper does; only a path of this shop will do.
  if (!/^(\/[\w-]+)+$/.test(page.facts.proxy)) return undefined;
  // One damaged campaign must not silence the others.
  const campaigns = page.config.campaigns.filter(
    (one): one is StorefrontCampaign => fits(one, CAMPAIGN),
  );
  return { ...page, config: { ...page.config, campaigns } };
}

function fits(value: unknown, shape: unknown): boolean {
  if (typeof value !== typeof shape || value === null) return false;
  if (typeof shape !== "object") return !shape || value === shape;
  return (
    Array.isArray(value) === Array.isArray(shape) &&
    Object.entries(shape!).every(([key, part]) =>
      fits((value as Record<string, unknown>)[key], part),
    )
  );
}
