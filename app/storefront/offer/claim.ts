/** Asks our server for what an offer promises, through the app proxy. A code exists only once it was asked for. */
import type { Incentive } from "../../shared/storefront-config.ts";
import { isClaimRefusal } from "../../shared/claim-refusals.ts";

export interface ClaimRequest {
  campaignId: string;
  visitId: string;
  shopperId?: string;
  productId?: string;
  locale: string;
}

interface Given {
  /** What the server gave, should the page be older than that. */
  incentive?: Incentive;
  endsAt?: Date;
  now: Date;
}

export type ClaimResult =
  | (Given & { kind: "code"; code: string })
  | (Given & { kind: "promise"; claimId: string })
  | {
      kind: "refused";
      /** In the shopper's language, when the server said it. */
      message?: string;
      /** Which of our own words fits otherwise. */
      word: "ended" | "busy" | "offline";
      retry: boolean;
    };

const WAIT_MS = 10_000;

/** A server that names a time this near is making a code just now: worth a moment of her patience. */
const PATIENCE_S = 5;
const TRIES = 3;

/** Never throws: whatever happens, there is something kind to say. */
export async function claimOffer(
  url: string,
  request: ClaimRequest,
  call: typeof fetch = fetch,
): Promise<ClaimResult> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), WAIT_MS);
  try {
    for (let tried = 1; ; tried++) {
      const response = await call(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
        signal: abort.signal,
      });
      const wait = Number(response.headers.get("retry-after"));
      if (
        response.status === 503 &&
        wait > 0 &&
        wait <= PATIENCE_S &&
        tried < TRIES
      ) {
        await new Promise((done) => setTimeout(done, wait * 1000));
        continue;
      }
      const answer: unknown = await response.json().catch(() => ({}));
      return understandClaim(response.status, answer);
    }
  } catch {
    return { kind: "refused", word: "offline", retry: true };
  } finally {
    clearTimeout(timer);
  }
}

export function understandClaim(status: number, answer: unknown): ClaimResult {
  const { code, claimId, incentive, endsAt, now, error } = Object(
    answer,
  ) as Record<string, unknown>;
  if (status === 200) {
    const end = readTime(endsAt);
    const given: Given = {
      ...(Object(incentive) === incentive
        ? { incentive: incentive as Incentive }
        : {}),
      ...(end ? { endsAt: end } : {}),
      now: readTime(now) ?? new Date(),
    };
    if (isName(code)) return { kind: "code", code, ...given };
    if (isName(claimId)) return { kind: "promise", claimId, ...given };
  }
  const { code: reason, message } = Object(error) as Record<string, unknown>;
  const over = [400, 404, 409, 410].includes(status);
  return {
    kind: "refused",
    // Only our own words are meant for the shopper's eyes: a proxy that cannot reach us answers in its own.
    ...(isClaimRefusal(reason) && typeof message === "string" && message
      ? { message }
      : {}),
    word: over ? "ended" : "busy",
    retry: !over,
  };
}

const isName = (value: unknown): value is string =>
  typeof value === "string" && value !== "";

function readTime(value: unknown): Date | undefined {
  const time = new Date(typeof value === "string" ? value : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
