/** One signal, thought through: the same in the browser, in the visit player and in tests. */
import { DROP_POINTS, dropOf } from "./drop.ts";
import { featuresOf } from "./features.ts";
import type { Drop, Intent, IntentModel, Segment } from "./intent-model.ts";
import { followIntent, momentumOf, startTrace } from "./intent-trace.ts";
import { percentileOf, scoreIntent } from "./score.ts";
import { LEANS, leansOf, segmentOf } from "./segments.ts";
import type { Signal } from "./signals.ts";
import type { MomentKind } from "./storefront-config.ts";
import { noticeSignal, type Count, type VisitState } from "./visit-state.ts";

/**
 * A moment that is there with this signal. Some are happenings and are told with their one signal: `exit`, `idle`,
 * `coupon-focus`, `coupon-failed`, `cart-changed`, `line-changed`, `back-and-forth`. The others are conditions and are told with
 * every signal while they last, so that a campaign that had to wait (for its dwell, for another dialog) gets its turn:
 * `page-load` and `time-on-page` as long as the page, `return-visit` as long as a returning shopper's visit, `intent-fell` as
 * long as purchase is below the best of the visit, `after-purchase` from the purchase on. Nothing is told while the tab is hidden.
 */
export interface NoticedMoment {
  kind: MomentKind;
  /** Of `idle`: without an act. */
  seconds?: number;
  /** Of `intent-fell`: percentile points below the best of the visit. */
  points?: number;
}

export interface Thought {
  /** To be given back with the next signal. */
  state: VisitState;
  features: number[];
  /** Propensities, 0 to 1. */
  intent: Intent;
  /** Where they stand among visits, 0 to 100. */
  percentiles: Intent;
  segment: Segment;
  /** Percentile points that purchase stands above its recent mean, -100 to 100. */
  momentum: number;
  /** Visible on this page. */
  pageSeconds: number;
  /** Told once for each fall. */
  drop?: Drop;
  moments: NoticedMoment[];
}

export function think(
  before: VisitState,
  signal: Signal,
  model: IntentModel,
): Thought {
  const state = noticeSignal(before, signal);
  const features = featuresOf(state);
  const intent = scoreIntent(model, features);
  const percentiles = {
    purchase: percentileOf(model.purchase, intent.purchase),
    abandon: percentileOf(model.abandon, intent.abandon),
    return: percentileOf(model.return, intent.return),
  };
  const trace = before.trace
    ? followIntent(before.trace, state.at, percentiles.purchase)
    : startTrace(state.at, percentiles.purchase);
  state.trace = trace;
  const momentum = momentumOf(trace);
  // With a basket, or without, all stands elsewhere: what she leant to before says nothing then.
  const turned = !before.counts["cart-count"] !== !state.counts["cart-count"];
  trace.leans = leansOf(turned ? {} : trace.leans, {
    ...percentiles,
    momentum,
  });
  const points = Math.round(trace.best - trace.last);
  let drop: Drop | undefined;
  const grew = (name: Count) => state.counts[name] !== before.counts[name];
  const fell =
    trace.peak >= LEANS.interested[1] && trace.peak - trace.last >= DROP_POINTS;
  if (!state.purchased && (fell || grew("checkout-returns"))) {
    // Whoever goes to another page lost heart on the one before.
    drop = dropOf(before, points);
    trace.peak = trace.last;
  }
  return {
    state,
    features,
    intent,
    percentiles,
    segment: segmentOf(state, trace.leans),
    momentum,
    pageSeconds: state.pageMs / 1000,
    ...(drop ? { drop } : {}),
    moments: momentsOf(state, signal, points, grew("back-and-forth")),
  };
}

function momentsOf(
  state: VisitState,
  signal: Signal,
  points: number,
  wentBack: boolean,
): NoticedMoment[] {
  const moments: NoticedMoment[] = [];
  if (!state.visible) return moments;
  if (state.purchased) return [{ kind: "after-purchase" }];
  switch (signal.kind) {
    case "exit":
    case "line-changed":
    case "coupon-focus":
    case "coupon-failed":
      moments.push({ kind: signal.kind });
      break;
    case "idle":
      moments.push({ kind: "idle", seconds: signal.seconds });
      break;
    case "cart":
      if (signal.change !== "none") moments.push({ kind: "cart-changed" });
      break;
    default:
  }
  if (wentBack) moments.push({ kind: "back-and-forth" });
  if (points > 0) moments.push({ kind: "intent-fell", points });
  if (state.returning) moments.push({ kind: "return-visit" });
  moments.push({ kind: "time-on-page" }, { kind: "page-load" });
  return moments;
}
