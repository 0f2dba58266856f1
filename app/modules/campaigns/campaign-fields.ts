/** What the parts of the editor share. */
import type { Segment } from "#app/shared/intent-model.ts";
import type { PageKind } from "#app/shared/page-kind.ts";
import type { CampaignDraft } from "./campaign-draft.ts";
import type { CampaignPhase } from "./campaigns.ts";
import type { OfferFacts } from "./offer-facts.ts";

/** A language as the merchant reads it; written by the server, since browsers and Node name some differently. */
export interface Language {
  locale: string;
  name: string;
}

export interface EditorShop {
  currency: string;
  timeZone: string;
  /** The shop's languages, the primary one first. */
  languages: Language[];
  offerFacts: OfferFacts;
}

export interface FieldProps {
  draft: CampaignDraft;
  set: <K extends keyof CampaignDraft>(key: K, value: CampaignDraft[K]) => void;
  /** The fault of the field with this path, in the merchant's words. */
  error: (path: string) => string | undefined;
  shop: EditorShop;
}

export const PAGE_CHOICES: { value: PageKind; label: string }[] = [
  { value: "cart", label: "Cart" },
  { value: "product", label: "Product pages" },
  { value: "collection", label: "Collections" },
  { value: "home", label: "Home page" },
  { value: "search", label: "Search" },
  { value: "page", label: "Other pages" },
];

export const SEGMENT_CHOICES: {
  value: Segment;
  label: string;
  helpText: string;
}[] = [
  {
    value: "building",
    label: "Building a basket",
    helpText: "Puts things together and nothing says that she leaves.",
  },
  {
    value: "just-browsing",
    label: "Just browsing",
    helpText: "Looks around, without a basket and without a favourite.",
  },
  {
    value: "product-hesitant",
    label: "Hesitates over a product",
    helpText: "Interested in one product, and about to let it go.",
  },
  {
    value: "basket-abandoner",
    label: "Leaves a basket",
    helpText: "Has a basket and is about to leave it, but may well come back.",
  },
  {
    value: "last-chancer",
    label: "Last chance",
    helpText:
      "Leaves a basket and will hardly come back: the strongest step may come first.",
  },
];

/** How a campaign's phase is named and coloured. */
export const PHASES: Record<
  CampaignPhase,
  { label: string; tone?: "success" | "attention" | "info" }
> = {
  draft: { label: "Draft", tone: "info" },
  active: { label: "Active", tone: "success" },
  scheduled: { label: "Scheduled", tone: "attention" },
  paused: { label: "Paused" },
  ended: { label: "Ended" },
  archived: { label: "Archived" },
};
