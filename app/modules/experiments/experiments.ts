/**
 * What an experiment says. Formulas and their checks: Katz et al. 1978 (ratio), Newcombe 1998 method 10 (difference),
 * Fabijan et al. KDD 2019 (sample ratio mismatch). Pure.
 */
import type { Arm } from "#app/shared/events.ts";

/** One arm of one campaign: visits that reached the moment, and those of them that ordered. */
export interface ArmCount {
  visits: number;
  orders: number;
}

export interface Interval {
  estimate: number;
  low: number;
  high: number;
}

const Z95 = 1.959963984540054;

/** Fewer conversions than this in one arm and the interval's normal approximation is not to be trusted. */
export const MIN_CONVERSIONS = 25;

export type Lift =
  Interval | { reason: "not-enough-data"; missing: Record<Arm, number> };

/**
 * How much more often the treated order, relative to the held-out: 0.15 = 15 % more, with the 95 % interval of one look.
 * Silent before both arms have 25 conversions.
 */
export function estimateLift({
  treatment,
  holdout,
}: Record<Arm, ArmCount>): Lift {
  const missing = {
    treatment: Math.max(0, MIN_CONVERSIONS - treatment.orders),
    holdout: Math.max(0, MIN_CONVERSIONS - holdout.orders),
  };
  if (missing.treatment || missing.holdout) {
    return { reason: "not-enough-data", missing };
  }
  return katzLift({ treatment, holdout });
}

/** Katz log interval of the ratio of two proportions, less one. Both need at least one conversion. */
export function katzLift({
  treatment,
  holdout,
}: Record<Arm, ArmCount>): Interval {
  const ratio =
    treatment.orders / treatment.visits / (holdout.orders / holdout.visits);
  const se = Math.sqrt(
    1 / treatment.orders -
      1 / treatment.visits +
      1 / holdout.orders -
      1 / holdout.visits,
  );
  return {
    estimate: ratio - 1,
    low: ratio * Math.exp(-Z95 * se) - 1,
    high: ratio * Math.exp(Z95 * se) - 1,
  };
}

function wilson({ orders, visits }: ArmCount): { low: number; high: number } {
  const p = orders / visits;
  const z2 = Z95 ** 2;
  const centre = p + z2 / (2 * visits);
  const reach = Z95 * Math.sqrt((p * (1 - p) + z2 / (4 * visits)) / visits);
  const scale = 1 + z2 / visits;
  return { low: (centre - reach) / scale, high: (centre + reach) / scale };
}

/** Newcombe's hybrid score interval of the difference of two proportions (treatment less hold-out). Needs visits in both. */
export function newcombeDifference({
  treatment,
  holdout,
}: Record<Arm, ArmCount>): Interval {
  const [pT, pH] = [
    treatment.orders / treatment.visits,
    holdout.orders / holdout.visits,
  ];
  const [wT, wH] = [wilson(treatment), wilson(holdout)];
  const estimate = pT - pH;
  return {
    estimate,
    low: estimate - Math.hypot(pT - wT.low, wH.high - pH),
    high: estimate + Math.hypot(wT.high - pT, pH - wH.low),
  };
}

export interface RatioCheck {
  chi2: number;
  pValue: number;
  /** The split is so far from the one asked for that no verdict can be trusted. */
  mismatch: boolean;
}

/** Flagged only below 0.001, because it is looked at daily. */
const SRM_ALPHA = 0.001;

/** Pearson's chi-square (one degree of freedom) of the split between the arms. */
export function checkSampleRatio({
  treatment,
  holdout,
  holdoutShare,
}: {
  treatment: number;
  holdout: number;
  holdoutShare: number;
}): RatioCheck {
  const total = treatment + holdout;
  if (total === 0) return { chi2: 0, pValue: 1, mismatch: false };
  const expected = total * holdoutShare;
  const chi2 =
    (holdout - expected) ** 2 / expected +
    (holdout - expected) ** 2 / (total - expected);
  const pValue = erfc(Math.sqrt(chi2 / 2));
  return { chi2, pValue, mismatch: pValue < SRM_ALPHA };
}

/**
 * Complementary error function for x >= 0, relative error below 1e-12: its Taylor series near zero, its continued
 * fraction (Abramowitz and Stegun 7.1.5 and 7.1.14) beyond.
 */
function erfc(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -(x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let k = 200; k >= 1; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

export interface AttributedExposure {
  campaignId: string;
  visitId: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_CAMPAIGNS = 50;

/**
 * Reads the cart attribute `v1.<visitId>.<campaignId>.<t|h>[.<campaignId>.<t|h>…]`. A browser wrote it: what is malformed
 * is nothing, and the arm is left out, because only our own record of the exposure says which one it was.
 */
export function parseAttribution(
  text: string | null | undefined,
): AttributedExposure[] {
  const [version, visitId, ...pairs] = (text ?? "").split(".");
  if (version !== "v1" || !visitId || !UUID.test(visitId)) return [];
  const found = new Map<string, AttributedExposure>();
  for (let i = 0; i + 1 < pairs.length && found.size < MOST_CAMPAIGNS; i += 2) {
    const campaignId = pairs[i]!.toLowerCase();
    if (!UUID.test(campaignId) || !/^[th]$/.test(pairs[i + 1]!)) continue;
    found.set(campaignId, { campaignId, visitId: visitId.toLowerCase() });
  }
  return [...found.values()];
}
