/** What the loader hands to the mind, which is loaded after the shopper's first act. */
import type { Beacon } from "./beacon.ts";
import type { Consent } from "./consent.ts";
import type { Guard } from "./guard.ts";
import type { Ear } from "./hear.ts";
import type { Later } from "./idle.ts";
import type { Store, Who } from "./memory.ts";
import type { Page } from "./page.ts";

export interface MindContext {
  page: Page;
  guard: Guard;
  later: Later;
  ear: Ear;
  stores: { session: Store; local: Store };
  /** Changes with her consent: to be read when it is needed. */
  known: Known;
}

/** In the theme editor everything is thought, and nothing is shown, sent or kept. */
export interface Known {
  consent: Consent;
  /** Only with consent. */
  who?: Who | undefined;
  beacon?: Beacon | undefined;
}
