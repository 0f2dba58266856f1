/** What thinks, loaded after the shopper's first act: turns inputs into moments, asks the arbiter, and shows who won. */
import {
  arbitrate,
  type ArbitrationFacts,
  type Decision,
} from "./first-arbiter.ts";
import { armOf } from "../../shared/bucketing.ts";
import {
  CART_ATTRIBUTE,
  type Arm,
  type EventKind,
} from "../../shared/events.ts";
import type { StorefrontCampaign } from "../../shared/storefront-config.ts";
import { currencyDecimals } from "../cart-money.ts";
import { shopify } from "../consent.ts";
import * as memory from "../memory.ts";
import type { MindContext } from "../mind-context.ts";
import type { DialogChunk, OfferChunk } from "../treatment-context.ts";
import { callCart, hasCode, type CartAnswer } from "./cart.ts";
import { engagedMs, type MomentName } from "./gestures.ts";
import { watchMoments } from "./inputs.ts";
import { readCampaigns } from "./read-config.ts";
import { isOtherOpen } from "./surroundings.ts";

export function startMind(context: MindContext): () => object {
  const { page, guard, ear, known: visit } = context;
  const { session, local } = context.stores;
  const { facts } = page;
  const campaigns = readCampaigns(page.config);
  const now = () => performance.now();
  let busy = false;
  let last: { moment: MomentName; decision?: Decision; arm?: Arm } | undefined;

  const state = watchMoments(guard, ear, (moment) => {
    last = { moment };
    if (busy || visit.consent === "waiting") return;
    busy = true;
    void guard(judge)()?.finally(() => (busy = false));
  });

  function report(kind: EventKind, campaignId: string, arm: Arm) {
    visit.beacon?.add({ kind, campaignId, arm });
    visit.beacon?.flush();
  }

  /** Asks the cart only when everything else agrees: most moments end before. */
  async function judge() {
    const { who } = visit;
    const choice = memory.readChoice(session);
    const known: ArbitrationFacts = {
      page: facts.kind,
      cartMinor: Infinity,
      engagedMs: engagedMs(state, now()),
      now: Date.now(),
      hasCode: false,
      otherOpen: isOtherOpen(document),
      interrupted: Boolean(who && Object.keys(who.visit.arms)[0]),
      ...(choice ? { choice } : {}),
      lastExposed: who?.shopper?.seen ?? {},
    };
    if (!decide(known)) return;
    const cart = await callCart("cart.js");
    const winner = decide({
      ...known,
      cartMinor: inShopCurrency(cart),
      hasCode: hasCode(cart),
    });
    if (winner) await expose(winner, cart);
  }

  function decide(known: ArbitrationFacts) {
    const decision = arbitrate(campaigns, known);
    last!.decision = decision;
    return decision.winner;
  }

  /** The cart counts in the shopper's currency, with at least two digits (see `minorFromCart`). */
  function inShopCurrency(cart: CartAnswer): number {
    const rate = Number(shopify().currency?.rate) || 1;
    const digits =
      currencyDecimals(facts.shopCurrency) -
      Math.max(2, currencyDecimals(cart.currency));
    return Math.round((cart.total_price / rate) * 10 ** digits);
  }

  /** The would-have-shown moment. Without consent there is no experiment: she sees the offer, and nothing is written down. */
  async function expose(campaign: StorefrontCampaign, cart: CartAnswer) {
    const { who } = visit;
    const { id, experiment } = campaign;
    let arm: Arm = "treatment";
    if (who) {
      arm = armOf(
        experiment.seed ?? id,
        (who.shopper ?? who.visit).id,
        experiment.holdout,
      );
      who.visit.arms[id] = arm;
      if (who.shopper) who.shopper.seen[id] = Date.now();
      memory.keep(who, session, local);
      report("exposure", id, arm);
      void guard(callCart)("cart/update.js", {
        attributes: { [CART_ATTRIBUTE]: memory.writeVisit(who.visit) },
      });
    }
    last!.arm = arm;
    if (arm === "holdout") return;
    const [shell, chunk] = (await Promise.all([
      import(facts.chunks.dialog),
      import(facts.chunks.offer),
    ])) as [DialogChunk, OfferChunk];
    chunk.showOffer({
      campaign,
      cart,
      page,
      who,
      shell,
      callCart,
      remember: guard((choice) => memory.keepChoice(session, choice)),
      report: guard((kind) => report(kind, id, arm)),
    });
    // Without consent nothing else would remember, on this page, that she has been asked.
    campaigns.length = 0;
  }

  return () => ({ engagedMs: engagedMs(state, now()), last });
}
