/** What a shopper's device tells us, with analytics consent only. Sent to the app proxy's `events` in one beacon. */
import type { Drop, Intent, Segment } from "./intent-model.ts";
import type { WireSignal } from "./signal-codec.ts";

export const EVENT_KINDS = [
  "page-view",
  "exposure",
  "offer-accepted",
  "offer-declined",
  "offer-failed",
  "signals",
  "segment",
  "drop",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** "treatment" sees it, "holdout" does not; both are logged at the would-have-shown moment. */
export const ARMS = ["treatment", "holdout"] as const;
export type Arm = (typeof ARMS)[number];

export interface DeviceEvent {
  /** UUID, made on the device: the same event sent twice counts once. */
  id: string;
  kind: EventKind;
  /** Milliseconds before the beacon left: the device's own clock may be wrong by hours. */
  ago: number;
  page: string;
  productId?: string;
  campaignId?: string;
  arm?: Arm;
  /**
   * Of kind `signals` what she did since the beacon before (`encodeSignals`, 1 to 200; `ago` is the last one's); of `segment` the
   * one she is in from now on; of `drop` where intent fell. No other kind has any.
   */
  data?: WireSignal[] | SegmentData | Drop;
}

/** She came into a segment; `intent` is why. */
export interface SegmentData {
  segment: Segment;
  /** `IntentModel.id` of the model that scored. */
  model: string;
  intent: Intent;
}

export interface BeaconBody {
  v: 1;
  revision: number;
  visitId: string;
  shopperId?: string;
  events: DeviceEvent[];
}

export const BEACON_MAX_EVENTS = 50;
export const BEACON_MAX_BYTES = 32_768;

/** Name of the private cart attribute that carries the arms to checkouts and orders. */
export const CART_ATTRIBUTE = "__second_thought";
/** Name of the private cart attribute that carries the claims of promises to the order: their ids, separated by spaces. */
export const CLAIM_ATTRIBUTE = "__second_thought_claim";
/** An order may carry as many. */
export const CLAIM_ATTRIBUTE_MOST = 10;
