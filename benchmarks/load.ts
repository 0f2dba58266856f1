import autocannon from "autocannon";
import type { Load } from "./requests.ts";

const CONNECTIONS = 32;

export interface LoadResult {
  /** Answered requests per second. */
  rate: number;
  /** Milliseconds, corrected for coordinated omission when a rate was given. */
  p99: number;
}

/**
 * Sends one kind of request for some seconds, as fast as it is answered or at `ratePerSecond`.
 * Throws when any answer is not 2xx: a server that refuses quickly must not look fast.
 */
export async function sendLoad(options: {
  url: string;
  load: Load;
  seconds: number;
  ratePerSecond?: number;
}): Promise<LoadResult> {
  const { url, load, seconds, ratePerSecond } = options;
  const path = load.path();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    ...(ratePerSecond && { overallRate: Math.round(ratePerSecond) }),
    requests: [
      {
        method: "POST",
        path,
        setupRequest: (request) => ({
          ...request,
          path: load.path(),
          headers: load.headers(),
          body: load.body(),
        }),
      },
    ],
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(
      `${failed} of ${result.requests.total} requests to ${path.split("?")[0]} failed: ${JSON.stringify(result.statusCodeStats)}`,
    );
  return { rate: result.requests.average, p99: result.latency.p99 };
}
