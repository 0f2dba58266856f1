/** One page of a visit: ties signals, consent, memory and the arbiter together. */
import {
  arbitrate,
  type ArbitrationFacts,
  type Decision,
} from "./first-arbiter.ts";
import { armOf } from "../shared/bucketing.ts";
import { CART_ATTRIBUTE, type Arm, type EventKind } from "../shared/events.ts";
import { currencyDecimals } from "./cart-money.ts";
import type { StorefrontCampaign } from "../shared/storefront-config.ts";
import { makeBeacon, type Beacon } from "./beacon.ts";
import { callCart, hasCode, type CartAnswer } from "./cart.ts";
import { shopify, watchConsent, type Consent } from "./consent.ts";
import type { Guard } from "./guard.ts";
import type { Later } from "./idle.ts";
import * as memory from "./memory.ts";
import { engagedMs, type MomentName } from "./moment.ts";
import type { OfferChunk } from "./offer-context.ts";
import type { Page } from "./page.ts";
import { watchMoments } from "./signals.ts";
import { isOtherOpen } from "./surroundings.ts";

/** Returns what answers `SecondThought.why()`. */
export function startVisit(
  page: Page,
  guard: Guard,
  later: Later,
): () => object {
  const { campaigns } = page.config;
  const { facts } = page;
  const now = () => performance.now();
  const makeId = () => crypto.randomUUID();

  let session: memory.Store;
  let local: memory.Store;
  let consent: Consent = "waiting";
  let who: memory.Who | undefined;
  let beacon: Beacon | undefined;
  let busy = false;
  let last: { moment: MomentName; decision?: Decision; arm?: Arm } | undefined;

  const state = watchMoments(guard, (moment) => {
    last = { moment };
    if (busy || consent === "waiting") return;
    busy = true;
    void guard(judge)()?.finally(() => (busy = false));
  });
  const onConsent = guard((answer: Consent) => {
    if (answer === consent) return;
    consent = answer;
    if (answer === "yes") return observe();
    who = beacon = undefined;
    memory.forgetIds(session, local);
  });
  // The first touch of a storage may wait for the disk; that, too, gets a moment of its own.
  later(() => {
    session = guard(() => window.sessionStorage)();
    local = guard(() => window.localStorage)();
    later(() => guard(watchConsent)(onConsent));
  });

  /** Knows the visit and tells that a page was seen; where the browser keeps nothing, there is no visit to know. */
  function observe() {
    if (!session) return;
    const visit = memory.readVisit(session) ?? { id: makeId(), arms: {} };
    const shopper =
      local && (memory.readShopper(local) ?? { id: makeId(), seen: {} });
    who = { visit, shopper };
    memory.keep(who, session, local);
    const send = (body: string) =>
      navigator.sendBeacon(
        `${facts.proxy}/events`,
        new Blob([body], { type: "application/json" }),
      );
    beacon = makeBeacon({ page, who, makeId, now, send });
    beacon.add({ kind: "page-view" });
    // Waits for company or for the page's end: no request while she looks, and none that could fail before her eyes.
    const flush = guard(() => document.hidden && beacon?.flush());
    document.addEventListener("visibilitychange", flush);
    addEventListener(
      "pagehide",
      guard(() => beacon?.flush()),
    );
  }

  function report(kind: EventKind, campaignId: string, arm: Arm) {
    beacon?.add({ kind, campaignId, arm });
    beacon?.flush();
  }

  /** Asks the cart only when everything else agrees: most moments end before. */
  async function judge() {
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
  async function expose(
    { id, experiment, ...rest }: StorefrontCampaign,
    cart: CartAnswer,
  ) {
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
    const chunk = (await import(facts.chunk)) as OfferChunk;
    chunk.showOffer({
      campaign: { id, experiment, ...rest },
      cart,
      page,
      who,
      remember: guard((choice) => memory.keepChoice(session, choice)),
      report: guard((kind) => report(kind, id, arm)),
    });
    // Without consent nothing else would remember, on this page, that she has been asked.
    campaigns.length = 0;
  }

  return () => ({ consent, engagedMs: engagedMs(state, now()), last });
}
