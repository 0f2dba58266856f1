/** When codes end: on the full hours or midnights of the shop's clock. Pure: the time is an argument. */
import { nextBoundary } from "#app/shared/time-zone.ts";

export const VALIDITIES = ["hour", "day"] as const;
/** A code is valid for at least this long, and ends on the next full hour or midnight after that. */
export type Validity = (typeof VALIDITIES)[number];

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
