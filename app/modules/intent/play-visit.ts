/** A visit played again, recorded or made up, through the very functions that run on the shopper's device. */
import {
  arbitrate,
  type ArbitrationFacts,
  type Decision,
} from "#app/shared/arbitration.ts";
import type { AudienceFacts } from "#app/shared/audience.ts";
import { think, type Thought } from "#app/shared/mind.ts";
import type { Signal } from "#app/shared/signals.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import { startVisit } from "#app/shared/visit-state.ts";

/** What signals do not say and conditions may ask; empty = not known. */
export interface Supposed {
  device: "" | "phone" | "tablet" | "desktop";
  /** Two letters, ISO 3166. */
  country: string;
  source: "" | "direct" | "search" | "social" | "email" | "paid" | "referral";
}

export const NOTHING_SUPPOSED: Supposed = {
  device: "",
  country: "",
  source: "",
};

export interface PlayedStep {
  signal: Signal;
  thought: Thought;
  decision: Decision;
}

interface PlayOptions {
  /** In the order of their time. */
  signals: Signal[];
  /** She had been in the shop before. */
  returning: boolean;
  config: StorefrontConfig;
  /** Milliseconds since 1970 at which the visit began. */
  startedAt: number;
  supposed: Supposed;
  /** Id of the shopper, else the visit: its share of traffic. */
  bucketId?: string | undefined;
}

/**
 * One step for each signal. A campaign that wins counts as shown from then on, and nobody answers it: what the shopper's own answer
 * would have changed is not played.
 */
export function playVisit({
  signals,
  returning,
  config,
  startedAt,
  supposed,
  bucketId,
}: PlayOptions): PlayedStep[] {
  const shown: { campaignId: string; at: number }[] = [];
  const added = new Set<string>();
  let state = startVisit(returning);
  let doubted: string | undefined;
  let productType: string | undefined;
  return signals.map((signal) => {
    const thought = think(state, signal, config.intent);
    state = thought.state;
    doubted = thought.drop?.productId ?? doubted;
    noteBasket(added, signal);
    if (signal.kind === "page") productType = signal.productType;
    const now = startedAt + state.at;
    const productId = state.productId ?? doubted;
    const facts: ArbitrationFacts = {
      audience: {
        ...factsOf(thought, { added, returning, supposed, productType }),
        clock: { now, timeZone: config.timeZone },
        ...(bucketId ? { bucketId } : {}),
      },
      moments: thought.moments,
      now,
      pageSeconds: thought.pageSeconds,
      shown: [...shown],
      lastExposed: {},
      hasCode: false,
      ...(productId ? { productId } : {}),
    };
    const decision = arbitrate(config, facts);
    if (decision.winner)
      shown.push({ campaignId: decision.winner.id, at: now });
    return { signal, thought, decision };
  });
}

function noteBasket(added: Set<string>, signal: Signal): void {
  if (signal.kind !== "cart") return;
  if (signal.count === 0) added.clear();
  else if (signal.productId && signal.change === "add")
    added.add(signal.productId);
  else if (signal.productId && signal.change === "remove")
    added.delete(signal.productId);
}

function factsOf(
  { state, segment }: Thought,
  {
    added,
    returning,
    productType,
    supposed: { device, country, source },
  }: {
    added: Set<string>;
    returning: boolean;
    productType: string | undefined;
    supposed: Supposed;
  },
): AudienceFacts {
  const { page, productId, priceMinor, counts } = state;
  const known = (value: string | undefined) =>
    value ? [value.trim().toLowerCase()] : undefined;
  const sets = {
    product: known(productId),
    "product-type": known(productType),
    "cart-product": [...added],
    device: known(device),
    country: known(country),
    source: known(source),
  };
  return {
    page,
    segment,
    sets: Object.fromEntries(
      Object.entries(sets).filter(([, values]) => values),
    ),
    numbers: {
      ...(priceMinor === undefined ? {} : { price: priceMinor }),
      "cart-value": state.cartTotalMinor,
      "cart-count": counts["cart-count"] ?? 0,
    },
    // Only consenting shoppers' visits are recorded, and nothing else can be known of a returning one.
    flags: { returning, "analytics-consent": true },
  };
}
