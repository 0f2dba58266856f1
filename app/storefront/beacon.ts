/** Collects what happened and sends it in as few beacons as may be. Nothing enters it without consent. */
import type { BeaconBody, DeviceEvent } from "../shared/events.ts";
import type { Who } from "./memory.ts";
import type { Page } from "./page.ts";

export interface Beacon {
  add: (
    event: Pick<DeviceEvent, "kind" | "campaignId" | "arm" | "data">,
  ) => void;
  /** Asked before a beacon leaves, by whoever has more to send along. */
  collect?: () => void;
  /** Sends what is waiting, if anything. */
  flush: () => void;
}

export interface BeaconOptions {
  page: Page;
  who: Who;
  makeId: () => string;
  /** Milliseconds of a steady clock. */
  now: () => number;
  send: (body: string) => void;
}

/** A page left open for longer says nothing of this visit; the server would refuse it. */
const DAY_MS = 86_400_000;

export function makeBeacon({
  page,
  who,
  makeId,
  now,
  send,
}: BeaconOptions): Beacon {
  const { kind, product } = page.facts;
  let waiting: DeviceEvent[] = [];
  const beacon: Beacon = {
    add(event) {
      // `ago` holds the time of the event until the beacon leaves.
      waiting.push({
        id: makeId(),
        page: kind,
        ...(product ? { productId: product.id } : {}),
        ...event,
        ago: now(),
      });
    },
    flush() {
      beacon.collect?.();
      const events = waiting
        .map((event) => ({ ...event, ago: Math.round(now() - event.ago) }))
        .filter((event) => event.ago < DAY_MS);
      waiting = [];
      if (!events[0]) return;
      const body: BeaconBody = {
        v: 1,
        revision: page.config.revision,
        visitId: who.visit.id,
        ...(who.shopper ? { shopperId: who.shopper.id } : {}),
        events,
      };
      send(JSON.stringify(body));
    },
  };
  return beacon;
}
