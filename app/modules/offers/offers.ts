/**
 * The treatment `offer`: what it gives, until when, and under which code. Pure: time and chance are arguments.
 */
import { z } from "zod";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { VALIDITIES } from "./end-buckets.ts";
import { incentiveSchema } from "./incentives.ts";

export {
  COMPANION_DAYS,
  COMPANION_FLOOR,
  type Companion,
} from "./companions.ts";
export { makeCode, CODE_PREFIX, POOL, poolTarget } from "./codes.ts";
export {
  endBucketOf,
  endBucketsOf,
  minimumValidity,
  VALIDITIES,
  type Validity,
} from "./end-buckets.ts";
export {
  BUNDLE_MOST,
  deliveryOf,
  incentiveSchema,
  isPerProduct,
  PROMISES,
  publicIncentive,
  scopeOf,
  type Promised,
} from "./incentives.ts";
export {
  limitFaults,
  offerLimitsSchema,
  type OfferLimits,
} from "./offer-limits.ts";
export {
  incentiveOf,
  offerTerms,
  termsKey,
  type Claimed,
  type ClaimedCode,
  type ClaimedPromise,
  type Terms,
} from "./terms.ts";

export const TEXT_LIMITS = {
  heading: 60,
  body: 200,
  accept: 30,
  decline: 30,
} as const;

function textSchema(field: keyof typeof TEXT_LIMITS, label: string) {
  const max = TEXT_LIMITS[field];
  return z
    .string({ error: `Enter ${label}` })
    .trim()
    .min(1, `Enter ${label}`)
    .max(max, `Keep ${label} to ${max} characters`)
    .superRefine((text, context) => {
      const wrong = strayPlaceholder(text);
      if (wrong)
        context.addIssue({
          code: "custom",
          message: `${wrong} cannot be filled in. Only {benefit} can`,
        });
    });
}

/** The first thing in braces that is not `{benefit}`, or a brace that stands alone. */
function strayPlaceholder(text: string): string | undefined {
  return text.replaceAll("{benefit}", "").match(/\{[^{}]*\}|[{}]/)?.[0];
}

const offerTextsSchema = z.object({
  heading: textSchema("heading", "a heading"),
  body: textSchema("body", "a text"),
  accept: textSchema("accept", "a label for the button that accepts"),
  decline: textSchema("decline", "a label for the button that declines"),
});

/** A language, with a script or region where it matters: `de`, `pt-BR`, `zh-Hant`. */
const localeSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, "Not a language");

/** The part of a campaign's definition that this module understands. */
export const offerSchema = z
  .object({
    kind: z.literal("offer"),
    incentive: incentiveSchema,
    /** `dialog` covers the page, `note` stands at its edge. Absent = dialog. */
    surface: z
      .enum(["dialog", "note"], { error: "Choose where it is shown" })
      .exactOptional(),
    stacks: z.boolean({ error: "Choose whether it may be combined" }),
    validFor: z.enum(VALIDITIES, { error: "Choose how long a code is valid" }),
    texts: z
      .record(localeSchema, offerTextsSchema, { error: "Enter the texts" })
      .refine(
        (texts) => Object.keys(texts).length > 0,
        "Enter the texts in one language at least",
      )
      .refine(
        (texts) => Object.keys(texts).length <= 30,
        "Enter the texts in at most 30 languages",
      ),
  })
  .superRefine(({ incentive, texts }, context) => {
    const fills = fillsBenefit(incentive);
    for (const [locale, { heading, body, accept, decline }] of Object.entries(
      texts,
    )) {
      const says = (text: string) => text.includes("{benefit}");
      const complain = (field: string, message: string) =>
        context.addIssue({
          code: "custom",
          path: ["texts", locale, field],
          message,
        });
      if (isPrice(incentive)) {
        if (!says(heading) && !says(body))
          complain(
            "heading",
            "Say what the shopper gets: use {benefit} in the heading or the text",
          );
      } else if (!fills)
        for (const [field, text] of Object.entries({
          heading,
          body,
          accept,
          decline,
        }))
          if (says(text))
            complain(
              field,
              "{benefit} stands for a percentage, an amount or a gift, and this offer has none",
            );
    }
  });

function isPrice({ kind }: Incentive): boolean {
  return kind === "percent" || kind === "amount";
}

/** Whether `{benefit}` has a value: "10 %", "5,00 €", the gift's name. */
function fillsBenefit(incentive: Incentive): boolean {
  return (
    isPrice(incentive) ||
    incentive.kind === "gift" ||
    (incentive.kind === "bundle" && incentive.percent > 0)
  );
}

export type Offer = z.infer<typeof offerSchema>;

/** What an offer takes off a basket, never more than the basket. Shopify rounds half up on the order. */
export function benefitMinor(
  incentive: Extract<Incentive, { kind: "percent" | "amount" }>,
  cartMinor: number,
): number {
  const off =
    incentive.kind === "percent"
      ? Math.floor((cartMinor * incentive.percent) / 100 + 0.5)
      : incentive.amountMinor;
  return Math.min(off, cartMinor);
}
