/**
 * Sticky bucketing, GrowthBook's hash version 2, so that results can be checked with anybody's tools.
 * @see https://docs.growthbook.io/lib/build-your-own#hashing
 */
import type { Arm } from "./events.ts";

/** 32-bit FNV-1a over UTF-16 code units, as GrowthBook's SDKs do. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A number in [0, 1), the same for one id and seed on every device and server. */
export function bucket(seed: string, id: string): number {
  return (fnv1a32(String(fnv1a32(seed + id))) % 10_000) / 10_000;
}

export function armOf(seed: string, id: string, holdout: number): Arm {
  return bucket(seed, id) < holdout ? "holdout" : "treatment";
}
