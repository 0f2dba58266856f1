import { randomUUID } from "node:crypto";
import { arbitrate } from "#app/shared/arbitration.ts";
import { armOf } from "#app/shared/bucketing.ts";
import type { Arm, BeaconBody, DeviceEvent } from "#app/shared/events.ts";
import { think, type Thought } from "#app/shared/mind.ts";
import { encodeSignals } from "#app/shared/signal-codec.ts";
import type { Signal } from "#app/shared/signals.ts";
import type {
  StorefrontCampaign,
  StorefrontConfig,
} from "#app/shared/storefront-config.ts";
import { startVisit } from "#app/shared/visit-state.ts";

/** What the storefront's script does in a browser, in one go: it thinks, decides, and writes down what it may, with consent only. */
export interface Device {
  visitId: string;
  shopperId: string | undefined;
  /** Thinks one signal through. Answers who has the moment, and in which arm she is. */
  notice(
    signal: Signal,
  ): { campaign: StorefrontCampaign; arm: Arm } | undefined;
  answer(
    kind: "offer-accepted" | "offer-declined",
    campaign: StorefrontCampaign,
  ): void;
  /** Value of the cart attribute that carries the arms to the order; empty when there is none. */
  readonly attribute: string;
  /** Null without consent, or when nothing happened. */
  beacon(): BeaconBody | null;
}

export function openDevice(options: {
  config: StorefrontConfig;
  consent: boolean;
  /** Of the shop, milliseconds since 1970: when the visit ends. */
  endsAt: number;
}): Device {
  const { config, consent, endsAt } = options;
  const visitId = randomUUID();
  const shopperId = consent ? randomUUID() : undefined;
  const events: (Omit<DeviceEvent, "id" | "ago"> & { at: number })[] = [];
  const signals: Signal[] = [];
  const shown: { campaignId: string; at: number }[] = [];
  const arms: [string, Arm][] = [];
  let state = startVisit(consent ? false : undefined);
  let segment: string | undefined;
  let accepted = false;
  let productId: string | undefined;

  const note = (event: Omit<DeviceEvent, "id" | "ago" | "page">) => {
    if (consent)
      events.push({
        page: state.page,
        ...(productId ? { productId } : {}),
        ...event,
        at: state.at,
      });
  };

  function write(thought: Thought) {
    const { intent, drop } = thought;
    if (drop) note({ kind: "drop", data: drop });
    if (thought.segment === segment) return;
    segment = thought.segment;
    const data = { segment: thought.segment, model: config.intent.id, intent };
    note({ kind: "segment", data });
  }

  function decide(thought: Thought, signal: Signal) {
    const now = endsAt - 600_000 + signal.at;
    const { winner } = arbitrate(config, {
      audience: {
        page: state.page,
        sets: {},
        numbers: {
          "cart-value": state.cartTotalMinor,
          "cart-count": state.counts["cart-count"] ?? 0,
        },
        flags: { returning: false },
        segment: thought.segment,
        clock: { now, timeZone: config.timeZone },
        bucketId: shopperId ?? visitId,
      },
      moments: thought.moments,
      now,
      pageSeconds: thought.pageSeconds,
      ...(accepted ? { choice: "accepted" as const } : {}),
      shown,
      lastExposed: {},
      hasCode: false,
      ...(productId ? { productId } : {}),
    });
    if (!winner || !state.counts["cart-count"]) return undefined;
    const { id, experiment } = winner;
    const arm = shopperId
      ? armOf(experiment.seed ?? id, shopperId, experiment.holdout)
      : ("treatment" as const); // without consent there is no experiment
    shown.push({ campaignId: id, at: now });
    arms.push([id, arm]);
    note({ kind: "exposure", campaignId: id, arm });
    return { campaign: winner, arm };
  }

  return {
    visitId,
    shopperId,
    notice(signal) {
      // Without consent each page is thought about afresh.
      if (!consent && signal.kind === "page") state = startVisit();
      if (signal.kind === "page") productId = signal.productId ?? productId;
      const thought = think(state, signal, config.intent);
      state = thought.state;
      signals.push(signal);
      if (signal.kind === "page") note({ kind: "page-view" });
      write(thought);
      return decide(thought, signal);
    },
    answer(kind, { id }) {
      accepted ||= kind === "offer-accepted";
      note({ kind, campaignId: id, arm: "treatment" });
    },
    get attribute() {
      const parts = arms.flatMap(([id, arm]) => [
        id,
        arm === "holdout" ? "h" : "t",
      ]);
      return consent && parts.length > 0
        ? ["v1", visitId, ...parts].join(".")
        : "";
    },
    beacon() {
      if (!shopperId || signals.length === 0) return null;
      note({ kind: "signals", data: encodeSignals(signals) });
      const last = state.at;
      return {
        v: 1,
        revision: config.revision,
        visitId,
        shopperId,
        events: events.map(({ at, ...event }) => ({
          id: randomUUID(),
          ...event,
          ago: last - at,
        })),
      };
    },
  };
}
