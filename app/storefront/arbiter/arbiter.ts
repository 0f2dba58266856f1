/** Asks the arbiter at every signal, makes sure of the basket before anything shows, and hands over to who won. */
import {
  arbitrate,
  type ArbitrationFacts,
  type Decision,
} from "../../shared/arbitration.ts";
import { armOf } from "../../shared/bucketing.ts";
import { CART_ATTRIBUTE, type Arm } from "../../shared/events.ts";
import type { NoticedMoment, Thought } from "../../shared/mind.ts";
import { factsOf, type CartFacts } from "../../shared/page-facts.ts";
import { wallMsOf } from "../../shared/shop-clock.ts";
import type { StorefrontCampaign } from "../../shared/storefront-config.ts";
import * as memory from "../memory.ts";
import type { MindContext } from "../mind-context.ts";
import type { DialogChunk, OfferChunk } from "../treatment-context.ts";
import type { Telling } from "../mind/telling.ts";
import type { Recalled } from "../mind/recall.ts";
import type { CallCart, CartAnswer } from "../senses/cart.ts";
import { keepChoice, keepClaim, readChoice, readClaim } from "./choices.ts";
import { deviceFacts } from "./device.ts";
import { isOtherOpen } from "./surroundings.ts";

export interface Deciding {
  /** To be asked at every signal. */
  judge: (thought: Thought, moments: readonly NoticedMoment[]) => void;
  setCart: (cart: CartFacts) => void;
  last: () => { decision?: Decision; arm?: Arm };
}

export interface DecidingOptions extends MindContext {
  recalled: Recalled;
  telling: Telling;
  touch: boolean;
  callCart: CallCart;
  onCart: (cart: CartAnswer) => void;
  save: () => void;
}

/** Moments at which it helps to know what one already has. */
const HESITATES = new Set(["exit", "idle", "intent-fell", "return-visit"]);

export { readConfig } from "./read-config.ts";

export function startDeciding(options: DecidingOptions): Deciding {
  const { page, guard, known, recalled, telling, callCart, touch } = options;
  const { session, local } = options.stores;
  const { facts, config } = page;
  let cart: CartFacts = facts.cart;
  let audience: ReturnType<typeof factsOf> | undefined;
  let asked: string | undefined;
  let confirming = false;
  let showing = false;
  /** Looked into on this page already. */
  let reminding = false;
  let fetched = false;
  /** Visit whose id is on its way to the cart, and the last of these writes. */
  let marking: string | undefined;
  let written: Promise<unknown> = Promise.resolve();
  let decision: Decision | undefined;
  let arm: Arm | undefined;

  // The first question to the shop's clock takes a slow phone 40 ms: where a campaign will ask it, it gets a moment of its own.
  const asksClock = ({ audience: { pages, groups } }: StorefrontCampaign) =>
    pages.includes(facts.kind) &&
    groups?.some((group) => group.conditions.some((one) => "days" in one));
  if (config.campaigns.some(asksClock))
    options.later(
      guard(() => wallMsOf({ now: Date.now(), timeZone: config.timeZone })),
    );

  /** Gathered anew only when something of it may have changed: this is asked at every signal. */
  function audienceNow() {
    const key = known.consent + Boolean(known.who);
    if (!audience || asked !== key) {
      asked = key;
      const { arrival } = recalled;
      audience = factsOf(
        facts,
        cart,
        deviceFacts({ facts, known, arrival, touch }),
      );
    }
    return audience;
  }

  function factsAt(
    thought: Thought,
    moments: readonly NoticedMoment[],
  ): ArbitrationFacts {
    const now = Date.now();
    const { who } = known;
    const choice = readChoice(session, local, now);
    const productId =
      facts.product?.id ?? thought.drop?.productId ?? cart.lines[0]?.product;
    const bucketId = (who?.shopper ?? who?.visit)?.id;
    return {
      audience: {
        ...audienceNow(),
        segment: thought.segment,
        clock: { now, timeZone: config.timeZone },
        ...(bucketId ? { bucketId } : {}),
      },
      moments,
      now,
      pageSeconds: thought.pageSeconds,
      ...(known.consent === "waiting"
        ? { busy: "consent-waiting" as const }
        : {}),
      ...(choice ? { choice } : {}),
      shown: recalled.shown,
      lastExposed: who?.shopper?.seen ?? {},
      hasCode: false,
      ...(productId ? { productId } : {}),
    };
  }

  function decide(given: ArbitrationFacts): StorefrontCampaign | undefined {
    const ask = (busy?: ArbitrationFacts["busy"]) =>
      (decision = arbitrate(config, busy ? { ...given, busy } : given));
    // Whether something of the theme's is open can cost a layout: asked only when everything else agrees.
    return ask().winner && isOtherOpen(document)
      ? ask("other-dialog-open").winner
      : decision!.winner;
  }

  function judge(thought: Thought, moments: readonly NoticedMoment[]) {
    const visitId = known.who?.visit.id;
    // A new basket begins empty, and carries nothing yet.
    if (!cart.count) recalled.marked = marking = undefined;
    else if (visitId && ![marking, recalled.marked].includes(visitId))
      markCart();
    // While something of ours stands there, what led to it stays the last word: it can be looked up meanwhile.
    if (confirming || showing) return;
    const given = factsAt(thought, moments);
    const wins = decide(given);
    const { choice } = given;
    // Who looks at it in the theme editor is the merchant: for her it is decided, and nothing is shown.
    if (facts.design) return;
    if (!wins) {
      // Whoever asked for quiet is not reminded either.
      if (!choice || choice === "accepted") void guard(remind)(moments);
      return prepare(given);
    }
    confirming = true;
    // Fetched beside the basket's answer: she need not wait for one after the other. The hold-out never loads it.
    if (armFor(wins) === "treatment") void guard(load)();
    void guard(async () => {
      const answer = await callCart("cart.js");
      // Another tab may have changed it.
      options.onCart(answer);
      const now = { ...factsAt(thought, moments), hasCode: hasCode(answer) };
      const winner = decide(now);
      if (winner) await expose(winner, answer, now.productId);
    })()?.finally(() => (confirming = false));
  }

  /** The basket tells the checkout of which visit it is. One write after the other: what is said last stays. */
  function markCart() {
    marking = known.who?.visit.id;
    const write = guard(async () => {
      const { who } = known;
      if (!who) return;
      const { visit } = who;
      await callCart("cart/update.js", {
        attributes: { [CART_ATTRIBUTE]: memory.writeVisit(visit) },
      });
      recalled.marked = visit.id;
      options.save();
    });
    written = written.then(write);
  }

  /** Fetches ahead what shows an offer, once nothing but its moment is missing: when she turns to go, there is no time for it. */
  function prepare(given: ArbitrationFacts) {
    const isLikely =
      cart.count || given.moments.some(({ kind }) => kind === "intent-fell");
    if (fetched || !isLikely) return;
    const { winner } = arbitrate(config, { ...given, anyMoment: true });
    if (!winner || armFor(winner) === "holdout") return;
    fetched = true;
    options.later(
      guard(async () => {
        const [, chunk] = await load();
        for (const step of chunk.warmings(page)) options.later(guard(step));
      }),
    );
  }

  /** Without consent nobody is in an experiment. */
  function armFor({ id, experiment }: StorefrontCampaign): Arm {
    const who = known.who?.shopper ?? known.who?.visit;
    const { seed = id, holdout } = experiment;
    return who ? armOf(seed, who.id, holdout) : "treatment";
  }

  /** The would-have-shown moment. Without consent there is no experiment: she sees the offer, and nothing is written down. */
  async function expose(
    campaign: StorefrontCampaign,
    answer: CartAnswer,
    productId: string | undefined,
  ) {
    const { who } = known;
    const { id, treatment } = campaign;
    const own = armFor(campaign);
    recalled.shown.push({ campaignId: id, at: Date.now() });
    if (who) {
      who.visit.arms[id] = own;
      if (who.shopper) who.shopper.seen[id] = Date.now();
      memory.keep(who, session, local);
      options.save();
      telling.campaign("exposure", id, own);
      telling.publish("exposure", { campaignId: id, arm: own });
      markCart();
    }
    arm = own;
    if (own === "holdout") return;
    // Where a chunk is blocked nothing shows, and nothing stands in the way of what comes later.
    const [shell, chunk] = await load();
    showing = true;
    chunk.showOffer({
      campaign,
      cart: answer,
      productId,
      page,
      who,
      shell,
      callCart,
      promises: readClaim(session, who && local)?.claimIds ?? [],
      remember: guard((choice) => {
        // The cross is about this one offer, and the history knows of it; where nothing may be kept, only silence does.
        if (choice !== "declined")
          keepChoice(session, who && local, choice, Date.now());
        else if (!who) keepChoice(session, undefined, "not-now", Date.now());
      }),
      keepClaim: guard((claim) => {
        // Where she took it she knows of it.
        reminding = true;
        keepClaim(session, who && local, { ...claim, campaignId: id });
        telling.publish("claim", {
          campaignId: id,
          incentive: treatment.incentive.kind,
        });
      }),
      report: guard((kind) => telling.campaign(kind, id, own)),
      onGone: guard(() => (showing = false)),
    });
  }

  async function load(): Promise<[DialogChunk, OfferChunk]> {
    const { dialog, offer } = facts.chunks;
    return (await Promise.all([import(dialog), import(offer)])) as [
      DialogChunk,
      OfferChunk,
    ];
  }

  /** What she took and has not used is hers: when she hesitates again, she is told once in a visit. */
  async function remind(moments: readonly NoticedMoment[]) {
    const kept = known.who && local;
    const claim = readClaim(session, kept);
    if (
      !claim ||
      claim.told ||
      showing ||
      reminding ||
      known.consent === "waiting" ||
      !moments.some(({ kind }) => HESITATES.has(kind)) ||
      claim.endsAt! < Date.now() + claim.skew ||
      isOtherOpen(document)
    )
      return;
    const { code } = claim;
    reminding = true;
    if (code && !JSON.stringify(await callCart("cart.js")).includes(code))
      return;
    keepClaim(session, kept, { ...claim, told: true });
    const [shell, chunk] = await load();
    showing = true;
    chunk.showReminder({
      claim,
      page,
      shell,
      onGone: guard(() => (showing = false)),
    });
  }

  return {
    judge,
    setCart(next) {
      cart = next;
      audience = undefined;
    },
    last: () => ({
      ...(decision ? { decision } : {}),
      ...(arm ? { arm } : {}),
    }),
  };
}

/** Does a code lower the total already? */
function hasCode(cart: CartAnswer): boolean {
  return cart.discount_codes
    ? cart.discount_codes.some((one) => one.applicable)
    : JSON.stringify(cart).includes('"discount_code"');
}
