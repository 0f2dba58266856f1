/**
 * When to ask the Admin API again: pure arithmetic over what it said.
 * @see https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits
 */

export interface Cost {
  requestedQueryCost: number;
  throttleStatus: {
    maximumAvailable: number;
    currentlyAvailable: number;
    restoreRate: number;
  };
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Milliseconds until the bucket holds what the query asks for. A query that asks for more than the bucket can ever hold
 * is never answered by waiting: then it is as if it had to fill up once, and the caller's patience ends it.
 */
export function throttlePause(cost: Cost): number {
  const { currentlyAvailable, maximumAvailable, restoreRate } =
    cost.throttleStatus;
  const missing =
    Math.min(cost.requestedQueryCost, maximumAvailable) - currentlyAvailable;
  return Math.max(0, Math.ceil((missing / restoreRate) * 1000));
}

/**
 * Milliseconds before the next try after a 429, a 5xx or a broken connection: 0.5 s, 1 s, 2 s … with up to a quarter
 * more by `chance` (0 to 1), so that processes that failed together do not come back together.
 * @param retryAfter the header's seconds, which win when they are longer.
 */
export function failurePause({
  attempt,
  retryAfter,
  chance,
}: {
  attempt: number;
  retryAfter?: number;
  chance: number;
}): number {
  const growing = Math.min(
    FIRST_PAUSE_MS * 2 ** (attempt - 1),
    LONGEST_PAUSE_MS,
  );
  return Math.max(growing * (1 + chance / 4), (retryAfter ?? 0) * 1000);
}
