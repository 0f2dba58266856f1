import { receiveBeacon } from "#app/edges/beacon.server.ts";
import { receiveClaim } from "#app/edges/claim.server.ts";
import { receiveExplain } from "#app/edges/explain.server.ts";
import type { Edge } from "#app/edges/http.server.ts";
import { receivePixel } from "#app/edges/pixel.server.ts";
import { receiveWebhook } from "#app/edges/webhooks.server.ts";

/** In the order they are asked. What none of them answers goes to Remix. */
export const edges: Edge[] = [
  receiveBeacon,
  receiveWebhook,
  receiveClaim,
  receivePixel,
  receiveExplain,
];
