/** What the mind hands to the code of a treatment when the moment has come, and what the shell of all treatments offers it. */
import type { EventKind } from "../shared/events.ts";
import type { Look, StorefrontCampaign } from "../shared/storefront-config.ts";
import type { Choice } from "../shared/arbitration.ts";
import type { Who } from "./memory.ts";
import type { CallCart, CartAnswer } from "./senses/cart.ts";
import type { KeptClaim } from "./arbiter/choices.ts";
import type { Page } from "./page.ts";

export interface OfferContext {
  campaign: StorefrontCampaign;
  cart: CartAnswer;
  /** The product over which she hesitates. */
  productId: string | undefined;
  page: Page;
  /** Only with consent. */
  who: Who | undefined;
  shell: DialogChunk;
  callCart: CallCart;
  /** Ids of promises she was given before. */
  promises: string[];
  /** What she wants from now on; kept as far as consent allows. */
  remember: (answer: Answer) => void;
  /** What she accepted is hers until its end, on other pages too. */
  keepClaim: (claim: Omit<KeptClaim, "campaignId">) => void;
  /** Does nothing without consent. */
  report: (kind: EventKind) => void;
  /** The page is free again. */
  onGone: () => void;
}

/** `declined`: this offer and no other, by Escape, the cross or a click beside it. */
export type Answer = Choice | "declined";

export interface ReminderContext {
  claim: KeptClaim;
  page: Page;
  shell: DialogChunk;
  onGone: () => void;
}

export interface OfferChunk {
  /** What costs a slow phone much the first time, to be done before it is needed, each in a moment of its own. */
  warmings: (page: Page) => (() => void)[];
  showOffer: (context: OfferContext) => void;
  showReminder: (context: ReminderContext) => void;
}

export interface DialogChunk {
  makeSurface: (options: SurfaceOptions) => Surface;
}

export interface SurfaceOptions {
  /** `dialog` covers the page, `note` is a card at its edge that leaves everything usable and takes no focus. */
  surface: "dialog" | "note";
  /** The shop's own wishes. */
  look: Look;
  locale: string;
  heading: string;
  body: string;
  /** Absent where there is nothing to do. */
  accept?: string;
  decline: string;
  /** Name of the cross. */
  close: string;
  /** The treatment's own, between the words and the buttons. */
  content?: Node;
  /** The button `decline` is "not now"; beside it stands a smaller one for more quiet than that. */
  quiet?: {
    /** Its label. */
    fewer: string;
    onChoose: (choice: "not-now" | "fewer") => void;
  };
  onAccept: () => void;
  /** Once, however it closes. */
  onClose: () => void;
}

export interface DoneText {
  heading: string;
  /** Said aloud, in the place of the message. */
  message: string;
  accept: string;
}

export interface Surface {
  open: () => void;
  close: () => void;
  /** While busy the shopper waits for an answer: pressing again does nothing, and it does not close. */
  setBusy: (label: string) => void;
  /** Says something and lets her go on: with the same button again, or only with the other. */
  setMessage: (message: string, retry: boolean) => void;
  /** It is done: what it came to, in the place where it was promised. */
  setDone: (text: DoneText) => void;
}
