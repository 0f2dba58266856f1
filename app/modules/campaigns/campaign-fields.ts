/** What the parts of the editor share. */
import type { PageKind } from "#app/shared/storefront-config.ts";
import type { CampaignDraft } from "./campaign-draft.ts";
import type { CampaignPhase } from "./campaigns.ts";

export interface EditorShop {
  currency: string;
  timeZone: string;
  /** The shop's languages, the primary one first. */
  locales: string[];
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

/** "German", "Brazilian Portuguese": the admin speaks English for now. */
export function localeName(locale: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(locale) ?? locale;
}

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
