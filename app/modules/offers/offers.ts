/**
 * The treatment `offer`: what it gives, until when, and under which code. Pure: time and chance are arguments.
 */
import { z } from "zod";
import { nextBoundary } from "#app/shared/time-zone.ts";

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

const offerTextsSchema = z
  .object({
    heading: textSchema("heading", "a heading"),
    body: textSchema("body", "a text"),
    accept: textSchema("accept", "a label for the button that accepts"),
    decline: textSchema("decline", "a label for the button that declines"),
  })
  .superRefine(({ heading, body }, context) => {
    if (`${heading}${body}`.includes("{benefit}")) return;
    context.addIssue({
      code: "custom",
      path: ["heading"],
      message:
        "Say what the shopper gets: use {benefit} in the heading or the text",
    });
  });

/** A language, with a script or region where it matters: `de`, `pt-BR`, `zh-Hant`. */
const localeSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, "Not a language");

const incentiveSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({
      kind: z.literal("percent"),
      percent: z
        .number({ error: "Enter a percentage" })
        .int("Enter a whole percentage")
        .min(1, "Enter at least 1 %")
        .max(90, "Enter at most 90 %"),
    }),
    z.object({
      kind: z.literal("amount"),
      amountMinor: z
        .number({ error: "Enter an amount" })
        .int("Enter an amount the currency has")
        .min(1, "Enter an amount above zero")
        .max(100_000_000, "Enter a smaller amount"),
    }),
  ],
  { error: "Choose a percentage or an amount" },
);

export const VALIDITIES = ["hour", "day"] as const;
/** A code is valid for at least this long, and ends on the next full hour or midnight after that. */
export type Validity = (typeof VALIDITIES)[number];

/** The part of a campaign's definition that this module understands. */
export const offerSchema = z.object({
  kind: z.literal("offer"),
  incentive: incentiveSchema,
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
});

export type Offer = z.infer<typeof offerSchema>;
export type Incentive = Offer["incentive"];

const HOUR = 3_600_000;
const MINIMUM: Record<Validity, number> = { hour: HOUR, day: 24 * HOUR };

/** How long a code is valid at least, in milliseconds. */
export function minimumValidity(validFor: Validity): number {
  return MINIMUM[validFor];
}

interface BucketOptions {
  now: Date;
  validFor: Validity;
  timeZone: string;
  /** The campaign's own end: nothing is promised beyond it. */
  campaignEndsAt?: Date | undefined;
}

/**
 * When a code handed out at `now` ends: on the first full hour (or midnight) of the shop's clock that leaves the promised
 * time, so that all claims of one hour (or day) share one discount at Shopify.
 */
export function endBucketOf({
  now,
  validFor,
  timeZone,
  campaignEndsAt,
}: BucketOptions): Date {
  const end = nextBoundary({
    instant: new Date(now.getTime() + MINIMUM[validFor]),
    unit: validFor,
    timeZone,
  });
  return campaignEndsAt && campaignEndsAt < end ? campaignEndsAt : end;
}

/** The end that codes have now, and the one they have next: both need a pool. One when the campaign ends before. */
export function endBucketsOf(options: BucketOptions): Date[] {
  const current = endBucketOf(options);
  const next = endBucketOf({
    ...options,
    now: new Date(current.getTime() - MINIMUM[options.validFor] + 1),
  });
  return next > current ? [current, next] : [current];
}

/** No vowels (no words), nothing that is mistaken for something else when it is read out or typed. */
const ALPHABET = "BCDFGHJKMNPQRTVWXYZ2346789";
export const CODE_PREFIX = "STAY";

/**
 * A code nobody can guess (26^10, 47 bits) and everybody can type: `STAY-K7QMH-2PX9R`.
 * @param chance an integer from 0 to below its argument; from a cryptographic source.
 */
export function makeCode(chance: (below: number) => number): string {
  const letters = Array.from(
    { length: 10 },
    () => ALPHABET[chance(ALPHABET.length)],
  ).join("");
  return `${CODE_PREFIX}-${letters.slice(0, 5)}-${letters.slice(5)}`;
}

export interface Terms {
  incentive: Incentive;
  stacks: boolean;
  /** The smallest subtotal at which Shopify accepts the code; 0 = any. */
  minCartMinor: number;
}

/** The terms in a campaign's definition. */
export function offerTerms({
  treatment,
  audience,
}: {
  treatment: Offer;
  audience: { minCartMinor: number };
}): Terms {
  return {
    incentive: treatment.incentive,
    stacks: treatment.stacks,
    minCartMinor: audience.minCartMinor,
  };
}

/** What Shopify enforces, as one comparable text: other terms need a discount of their own. */
export function termsKey({ incentive, stacks, minCartMinor }: Terms): string {
  const gives =
    incentive.kind === "percent"
      ? `percent:${incentive.percent}`
      : `amount:${incentive.amountMinor}`;
  return `v1|${gives}|stacks:${stacks ? 1 : 0}|from:${minCartMinor}`;
}

export interface ClaimedCode {
  code: string;
  endsAt: Date;
  /** As `termsKey` wrote them when the code was made: the campaign may have changed since. */
  terms: string;
}

/** What a code gives, read back from `termsKey`'s text. */
export function incentiveOf(terms: string): Incentive {
  const [, kind, number] = /^v1\|(percent|amount):(\d+)\|/.exec(terms) ?? [];
  if (kind === "percent") return { kind, percent: Number(number) };
  if (kind === "amount") return { kind, amountMinor: Number(number) };
  throw new Error(`These are no terms of ours: ${terms}`);
}

/** What an offer takes off a basket, never more than the basket. Shopify rounds half up on the order. */
export function benefitMinor(incentive: Incentive, cartMinor: number): number {
  const off =
    incentive.kind === "percent"
      ? Math.floor((cartMinor * incentive.percent) / 100 + 0.5)
      : incentive.amountMinor;
  return Math.min(off, cartMinor);
}

export const POOL = { smallest: 20, largest: 250 } as const;

/**
 * How many ready codes a bucket should have: enough for half of the last hour's claims again, within one bulk request of
 * Shopify, and never more than the campaign may still hand out today.
 */
export function poolTarget({
  claimsLastHour,
  leftToday,
}: {
  claimsLastHour: number;
  leftToday?: number | undefined;
}): number {
  const wanted = Math.min(
    POOL.largest,
    Math.max(POOL.smallest, Math.ceil(claimsLastHour * 1.5)),
  );
  return Math.max(0, Math.min(wanted, leftToday ?? wanted));
}
