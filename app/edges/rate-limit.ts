/**
 * Token buckets in memory: a cheap lid on floods, per process. Sized so that a whole office behind one address never
 * meets it; what must be exact (one code per visit) is a constraint in the database.
 */
export interface RateLimit {
  /** False when `key` has used up its burst. `at` in milliseconds. */
  take(key: string, at: number): boolean;
}

export function createRateLimit({
  burst,
  perSecond,
  maxKeys = 50_000,
}: {
  burst: number;
  perSecond: number;
  maxKeys?: number;
}): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();

  const forget = (at: number) => {
    // A bucket that has filled up again says nothing: dropping it changes no answer.
    for (const [key, bucket] of buckets)
      if (bucket.tokens + ((at - bucket.at) / 1000) * perSecond >= burst)
        buckets.delete(key);
    // Under a flood of addresses the oldest go, since a Map keeps the order in which keys came. A tenth at once: with room for
    // one only, every request of the flood would look through all keys.
    for (const key of buckets.keys()) {
      if (buckets.size < maxKeys * 0.9) break;
      buckets.delete(key);
    }
  };

  return {
    take(key, at) {
      const bucket = buckets.get(key);
      if (!bucket) {
        if (buckets.size >= maxKeys) forget(at);
        buckets.set(key, { tokens: burst - 1, at });
        return true;
      }
      const elapsed = Math.max(0, at - bucket.at);
      bucket.tokens = Math.min(
        burst,
        bucket.tokens + (elapsed / 1000) * perSecond,
      );
      bucket.at = at;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
