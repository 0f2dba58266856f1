/** Tells what was thought, with consent only: to our server in beacons, to the merchant's own pixels as events. */
import type { Arm, EventKind, SegmentData } from "../../shared/events.ts";
import type { Thought } from "../../shared/mind.ts";
import { encodeSignals, SIGNALS_PER_EVENT } from "../../shared/signal-codec.ts";
import type { Signal } from "../../shared/signals.ts";
import { shopify } from "../consent.ts";
import type { Known } from "../mind-context.ts";

export interface Telling {
  signal: (signal: Signal) => void;
  thought: (thought: Thought) => void;
  /** Leaves at once. */
  campaign: (kind: EventKind, campaignId: string, arm: Arm) => void;
  publish: (name: "segment" | "exposure" | "claim", data: object) => void;
}

export function makeTelling(known: Known, model: string): Telling {
  let signals: Signal[] = [];
  let segment: string | undefined;

  /** Before a beacon leaves, it takes along what she did since the one before. */
  function collect() {
    if (!signals[0]) return;
    const data = encodeSignals(signals);
    signals = [];
    if (data[0]) known.beacon?.add({ kind: "signals", data });
  }

  function publish(name: string, data: object) {
    if (!known.beacon) return;
    shopify().analytics?.publish?.(`second-thought:${name}`, data);
  }

  return {
    publish,
    signal(signal) {
      if (!known.beacon) return;
      known.beacon.collect = collect;
      signals.push(signal);
      if (signals.length > SIGNALS_PER_EVENT) signals.shift();
    },
    thought({ segment: now, intent, drop }) {
      if (drop) known.beacon?.add({ kind: "drop", data: drop });
      if (now === segment) return;
      segment = now;
      const round = (value: number) => Math.round(value * 1000) / 1000;
      const data: SegmentData = {
        segment: now,
        model,
        intent: {
          purchase: round(intent.purchase),
          abandon: round(intent.abandon),
          return: round(intent.return),
        },
      };
      known.beacon?.add({ kind: "segment", data });
      publish("segment", data);
    },
    campaign(kind, campaignId, arm) {
      known.beacon?.add({ kind, campaignId, arm });
      known.beacon?.flush();
    },
  };
}
