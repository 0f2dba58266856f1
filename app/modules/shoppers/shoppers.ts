import { z } from "zod";
import { choosePolicyMode, POLICY_MODES } from "./recovery-policy.ts";
import type { RecoveryPolicy } from "./recovery-policy.ts";

export { POLICY_MODES, POLICY_TABLE } from "./recovery-policy.ts";
export type { PolicyMode, RecoveryPolicy } from "./recovery-policy.ts";

/** What an address may be used for; consent to one says nothing about another. */
export const PURPOSES = [
  "basket-reminder",
  "marketing",
  "review-request",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One word a shopper gave about one purpose. */
export interface ConsentWord {
  granted: boolean;
  /** "subscribed-at-checkout", "shopify-customer", "unsubscribed", … */
  basis: string;
  /** Where it was given: "checkout 5f0c…", "one-click". */
  source: string;
  at: Date;
}

export interface SuppressionEntry {
  purpose: Purpose | "all";
  reason: "unsubscribed" | "bounced" | "complained" | "erased";
}

export type MayWrite =
  | { allowed: true; basis: string; basisAt: Date }
  | { allowed: false; reason: RefusalReason };
export type RefusalReason =
  "suppressed" | "unsubscribed" | "no-consent" | "country-off" | "no-address";

/** The merchant's settings as stored: what cannot be read counts as not set, so that a bad value never opens a country. */
export const recoveryPolicySchema = z.object({
  default: z.enum(POLICY_MODES).optional().catch("nobody"),
  countries: z
    .record(
      z.string().regex(/^[A-Z]{2}$/),
      z.enum(POLICY_MODES).catch("nobody"),
    )
    .optional(),
});

/** Lower-cased and trimmed, or null when it cannot be an address. Not more: what a mail server makes of it is its own affair. */
export function normaliseAddress(
  address: string | null | undefined,
): string | null {
  const text = address?.trim().toLowerCase() ?? "";
  // No spaces, commas or angle brackets: the text ends up in the header of a mail.
  return /^[^\s@,;<>"()[\]\\]+@[^\s@,;<>"()[\]\\]+\.[^\s@,;<>"()[\]\\.]+$/.test(
    text,
  ) && text.length <= 254
    ? text
    : null;
}

/**
 * The newest word wins, whichever arrives first. At the same moment a refusal wins, then the text decides, only so that
 * every order of arrival ends the same. `recordConsent` says the same in SQL.
 */
export function isNewerWord(next: ConsentWord, held: ConsentWord): boolean {
  const age = next.at.getTime() - held.at.getTime();
  if (age !== 0) return age > 0;
  if (next.granted !== held.granted) return !next.granted;
  if (next.basis !== held.basis) return next.basis > held.basis;
  return next.source > held.source;
}

export interface MayWriteFacts {
  purpose: Purpose;
  countryCode: string | null;
  policy: RecoveryPolicy;
  consents: Partial<Record<Purpose, ConsentWord>>;
  suppressions: SuppressionEntry[];
  /** When she typed the address into a checkout of the shop; null when we have it from elsewhere. */
  gaveAddressAt: Date | null;
}

/** May this shop write to this address for this purpose, and on what basis? Suppression beats everything. */
export function decideMayWrite(facts: MayWriteFacts): MayWrite {
  const { purpose, consents } = facts;
  if (
    facts.suppressions.some((s) => s.purpose === "all" || s.purpose === purpose)
  )
    return { allowed: false, reason: "suppressed" };
  const own = consents[purpose];
  if (own) {
    return own.granted
      ? { allowed: true, basis: own.basis, basisAt: own.at }
      : { allowed: false, reason: "unsubscribed" };
  }
  if (purpose !== "basket-reminder")
    return { allowed: false, reason: "no-consent" };

  const mode = choosePolicyMode(facts);
  if (mode === "nobody") return { allowed: false, reason: "country-off" };
  const marketing = consents.marketing;
  // Who subscribed to the shop's mails agreed to hear from it about its goods; who withdrew that does not want this either.
  if (marketing?.granted)
    return { allowed: true, basis: marketing.basis, basisAt: marketing.at };
  if (marketing?.basis === "unsubscribed")
    return { allowed: false, reason: "unsubscribed" };
  if (mode === "everyone" && facts.gaveAddressAt)
    return {
      allowed: true,
      basis: "gave-address-at-checkout",
      basisAt: facts.gaveAddressAt,
    };
  return { allowed: false, reason: "no-consent" };
}

/** https://shopify.dev/docs/api/webhooks: customers_email_marketing_consent/update */
export const emailConsentPayload = z.object({
  customer_id: z.union([z.number(), z.string()]).nullish(),
  email_address: z.string().nullish(),
  email_marketing_consent: z
    .object({
      state: z.string(),
      opt_in_level: z.string().nullish(),
      consent_updated_at: z.iso.datetime({ offset: true }).nullish(),
    })
    .nullish(),
});

/**
 * What Shopify says about a customer's subscription, as a word of ours; null when nothing was said.
 * "pending" (double opt-in not confirmed) is no consent yet, and not a refusal either.
 */
export function wordOfShopify(
  payload: z.infer<typeof emailConsentPayload>,
  fallbackAt: Date,
): ConsentWord | null {
  const consent = payload.email_marketing_consent;
  if (!consent) return null;
  const at = consent.consent_updated_at
    ? new Date(consent.consent_updated_at)
    : fallbackAt;
  const source = `customer ${payload.customer_id ?? "unknown"}`;
  const state = consent.state.toLowerCase();
  if (state === "subscribed")
    return { granted: true, basis: "shopify-customer", source, at };
  if (state === "unsubscribed")
    return { granted: false, basis: "unsubscribed", source, at };
  if (state === "pending")
    return { granted: false, basis: "pending", source, at };
  // "not_subscribed", "redacted", "invalid": a no when it was said at some time, nothing when it never was.
  return consent.consent_updated_at
    ? { granted: false, basis: "unsubscribed", source, at }
    : null;
}

export const marketingPayload = z.object({
  token: z.string().nullish(),
  id: z.union([z.number(), z.string()]).nullish(),
  email: z.string().nullish(),
  buyer_accepts_marketing: z.boolean().nullish(),
  created_at: z.iso.datetime({ offset: true }),
});

/** An order's consent was given while checking out, at an unknown moment before it was placed. */
const CHECKING_OUT_TAKES_MS = 60 * 60_000;

/**
 * The ticked box of a checkout or order. An empty box is no word: it is empty too for those who subscribed long ago.
 *
 * Every update of a checkout repeats the box, so the word is dated as early as it can have been given (the checkout's start).
 * Then a withdrawal or an open double opt-in of the same hour is always newer, in whatever order the deliveries come.
 */
export function wordOfBox(
  kind: "checkout" | "order",
  payload: z.infer<typeof marketingPayload>,
): ConsentWord | null {
  if (!payload.buyer_accepts_marketing) return null;
  const created = new Date(payload.created_at).getTime();
  return {
    granted: true,
    basis: "subscribed-at-checkout",
    source: `${kind} ${(kind === "checkout" ? payload.token : payload.id) ?? "unknown"}`,
    at: new Date(
      kind === "checkout" ? created : created - CHECKING_OUT_TAKES_MS,
    ),
  };
}
