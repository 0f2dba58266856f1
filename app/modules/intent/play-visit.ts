/** A visit played again, recorded or made up, through the very functions that run on the shopper's device. */
import {
  arbitrate,
  type ArbitrationFacts,
  type Choice,
  type Decision,
} from "#app/shared/arbitration.ts";
import type { AudienceFacts } from "#app/shared/audience.ts";
import { think, type Thought } from "#app/shared/mind.ts";
import type { Signal } from "#app/shared/signals.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import {
  noticeSignal,
  startVisit,
  type VisitState,
} from "#app/shared/visit-state.ts";
import { addSupposed, type Supposed } from "./supposed.ts";

/** Answers to an offer, by `answerKey` of the step at which it showed. */
export type Answers = Readonly<Record<string, Choice>>;

/** An answer belongs to the campaign that showed: at a step where another one does, nobody answered yet. */
export const answerKey = (step: number, campaignId: string) =>
  `${step} ${campaignId}`;

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
  answers?: Answers;
  /** Id of the shopper, else the visit: its share of traffic. */
  bucketId?: string | undefined;
}

/**
 * One step for each signal. A campaign that wins counts as shown from then on. Unless it is answered, everything else goes on as
 * though nobody had looked at it. Supposed to be without analytics consent, she is nobody, and every page begins anew.
 */
export function playVisit({
  signals,
  returning,
  config,
  startedAt,
  supposed,
  answers = {},
  bucketId,
}: PlayOptions): PlayedStep[] {
  const observed = supposed.flags["analytics-consent"] !== false;
  let shown: { campaignId: string; at: number }[] = [];
  const added = new Set<string>();
  let state = startVisit(observed ? returning : undefined);
  let productType: string | undefined;
  let choice: Choice | undefined;
  return signals.map((signal, step) => {
    if (signal.kind === "page") {
      productType = signal.productType;
      if (!observed) {
        state = forget(state);
        shown = [];
      }
    }
    const thought = think(state, signal, config.intent);
    state = thought.state;
    noteBasket(added, signal);
    const now = startedAt + state.at;
    const productId =
      state.productId ?? thought.drop?.productId ?? first(added);
    const facts: ArbitrationFacts = {
      audience: {
        ...factsOf(thought, {
          added,
          returning,
          observed,
          supposed,
          productType,
        }),
        clock: { now, timeZone: config.timeZone },
        ...(bucketId && observed ? { bucketId } : {}),
      },
      moments: thought.moments,
      now,
      pageSeconds: thought.pageSeconds,
      ...(choice && { choice }),
      shown: [...shown],
      lastExposed: {},
      hasCode: supposed.hasCode === true,
      ...(productId ? { productId } : {}),
    };
    const decision = arbitrate(config, facts);
    const { winner } = decision;
    if (winner) {
      shown.push({ campaignId: winner.id, at: now });
      choice = answers[answerKey(step, winner.id)] ?? choice;
    }
    return { signal, thought, decision };
  });
}

const first = (ids: Set<string>): string | undefined => [...ids][0];

/** A page of a shopper who is not watched knows of nothing but the basket that it shows. */
function forget({ at, counts, cartTotalMinor }: VisitState): VisitState {
  const count = counts["cart-count"] ?? 0;
  const fresh = { ...startVisit(), at };
  if (!count) return fresh;
  const cart = { kind: "cart", change: "none", count } as const;
  return noticeSignal(fresh, { ...cart, at, totalMinor: cartTotalMinor });
}

function noteBasket(added: Set<string>, signal: Signal): void {
  if (signal.kind !== "cart") return;
  if (signal.count === 0) added.clear();
  else if (signal.productId && signal.change === "remove")
    added.delete(signal.productId);
  else if (signal.productId) added.add(signal.productId);
}

function factsOf(
  { state, segment }: Thought,
  {
    added,
    returning,
    observed,
    productType,
    supposed,
  }: {
    added: Set<string>;
    returning: boolean;
    /** With analytics consent. */
    observed: boolean;
    productType: string | undefined;
    supposed: Supposed;
  },
): AudienceFacts {
  const { page, productId, priceMinor, counts } = state;
  const told = {
    page,
    sets: {
      ...(productId && { product: [productId] }),
      ...(productType && {
        "product-type": [productType.trim().toLowerCase()],
      }),
      "cart-product": [...added],
    },
    numbers: {
      ...(priceMinor !== undefined && { price: priceMinor }),
      "cart-value": state.cartTotalMinor,
      "cart-count": counts["cart-count"] ?? 0,
      ...(counts["cart-count"] ? {} : { "cart-lines": 0 }),
    },
    // Only consenting shoppers' visits are recorded, and nothing else can be known of a returning one.
    flags: { "analytics-consent": observed, ...(observed && { returning }) },
  };
  const { sets, numbers, flags } = addSupposed(told, supposed);
  const { visits, ...others } = numbers;
  return {
    page,
    segment,
    sets,
    numbers: observed ? numbers : others,
    flags:
      visits !== undefined && observed
        ? { ...flags, returning: visits > 1 }
        : flags,
  };
}
