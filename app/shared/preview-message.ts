/** What the admin's editor says to the frame that shows the offer, by postMessage within one origin. */
import type { Look, StorefrontCampaign } from "./storefront-config.ts";

export interface PreviewMessage {
  type: "second-thought:preview";
  campaign: StorefrontCampaign;
  /** BCP 47: the language of the texts. */
  locale: string;
  /** ISO 4217. */
  currency: string;
  shopName: string;
  look: Look;
  theme: ThemeColours;
  /** Shown again although nothing changed. */
  again: number;
}

/** Said by the frame once it listens. */
export const PREVIEW_READY = "second-thought:preview-ready";

/** CSS colours of the theme's main scheme, `#rrggbb`. */
export interface ThemeColours {
  paper: string;
  ink: string;
  button: string;
  buttonInk: string;
}
