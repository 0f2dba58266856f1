/** What the loader hands to the offer's code when the moment has come. */
import type { EventKind } from "../shared/events.ts";
import type { StorefrontCampaign } from "../shared/storefront-config.ts";
import type { CartAnswer } from "./cart.ts";
import type { Choice, Who } from "./memory.ts";
import type { Page } from "./page.ts";

export interface OfferContext {
  campaign: StorefrontCampaign;
  cart: CartAnswer;
  page: Page;
  /** Only with consent. */
  who: Who | undefined;
  /** Kept for this session, also without consent. */
  remember: (choice: Choice) => void;
  /** Does nothing without consent. */
  report: (kind: EventKind) => void;
}

export interface OfferChunk {
  showOffer: (context: OfferContext) => void;
}
