import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { failurePause, throttlePause, type Cost } from "#app/admin-retry.ts";
import { loadFreshSession } from "#app/admin-tokens.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor, type Log } from "#app/log.server.ts";
import { API_VERSION } from "#app/shopify.server.ts";

export interface UserError {
  field: string[] | null;
  message: string;
  code: string | null;
}

export interface AdminAnswer<Data> {
  data: Data;
  /** What Shopify refused, of all mutations in the document; not in `data` unless the schema asks for it. */
  userErrors: UserError[];
}

interface AdminQuery<Data> {
  query: string;
  variables?: Record<string, unknown>;
  schema: z.ZodType<Data>;
}

const userErrorSchema = z.object({
  field: z
    .array(z.string())
    .nullish()
    .transform((field) => field ?? null),
  message: z.string(),
  code: z
    .string()
    .nullish()
    .transform((code) => code ?? null),
});

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z
        .object({
          message: z.string(),
          extensions: z
            .object({ code: z.string().optional() })
            .loose()
            .optional(),
        })
        .loose(),
    )
    .or(z.string())
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          throttleStatus: z.object({
            maximumAvailable: z.number(),
            currentlyAvailable: z.number(),
            restoreRate: z.number().positive(),
          }),
        })
        .optional()
        .catch(undefined),
    })
    .optional(),
});

const ATTEMPT_MS = 15_000;

/** @see https://shopify.dev/docs/api/usage/response-codes */
const REFUSED = new Set([401, 403, 404]);
/** Payment required, locked: the shop may come back. */
const FROZEN = new Set([402, 423]);

/**
 * The Admin API as one shop. `patience` is how long (milliseconds) throttling and failures are waited out: jobs can
 * wait, a shopper cannot.
 *
 * `graphql` throws AppError "uninstalled" (the shop has left: never ask again), "token-unreadable" (a key of ours is
 * missing), "try-again" (patience ran out) or "admin-api" (Shopify refused the document itself: our mistake), and a ZodError when the answer has another shape.
 * After a broken connection a mutation may have happened: it is asked again, as a retried job would, so callers write
 * mutations that may happen twice.
 */
export function adminApi(
  shop: string,
  { patience = 45_000 }: { patience?: number | undefined } = {},
) {
  return {
    async graphql<Data>({
      query,
      variables = {},
      schema,
    }: AdminQuery<Data>): Promise<AdminAnswer<Data>> {
      const log = logFor({ shop });
      const body = JSON.stringify({ query, variables });
      const deadline = performance.now() + patience;
      for (let attempt = 1; ; attempt++) {
        const outcome = await ask({
          shop,
          body,
          // AbortSignal.timeout() refuses fractions of a millisecond.
          timeout: Math.ceil(
            Math.min(ATTEMPT_MS, Math.max(1, deadline - performance.now())),
          ),
        });
        if ("data" in outcome)
          return {
            data: schema.parse(outcome.data),
            userErrors: findUserErrors(outcome.data),
          };
        const pause =
          "cost" in outcome
            ? throttlePause(outcome.cost)
            : failurePause({
                attempt,
                retryAfter: outcome.retryAfter,
                chance: Math.random(),
              });
        giveUpAfter({ deadline, pause, reason: outcome.reason, log });
        log.debug(
          { pause, attempt, reason: outcome.reason },
          "the Admin API asks for patience",
        );
        await sleep(pause);
      }
    },
  };
}

type Outcome =
  | { data: Record<string, unknown> }
  | { reason: string; cost: Cost }
  | { reason: string; retryAfter?: number };

async function ask({
  shop,
  body,
  timeout,
}: {
  shop: string;
  body: string;
  timeout: number;
}): Promise<Outcome> {
  const { accessToken } = await loadFreshSession({ shop });
  const outcome = await post({ shop, body, timeout, accessToken });
  if (!("refused" in outcome)) return outcome;
  // Another process may have exchanged the token between our reading it and Shopify's answer.
  const newer = (await loadFreshSession({ shop })).accessToken;
  const again =
    newer === accessToken
      ? outcome
      : await post({ shop, body, timeout, accessToken: newer });
  if (!("refused" in again)) return again;
  throw new AppError(
    "uninstalled",
    403,
    `${shop} answered ${again.refused}: it no longer takes our token.`,
  );
}

async function post({
  shop,
  body,
  timeout,
  accessToken,
}: {
  shop: string;
  body: string;
  timeout: number;
  accessToken: string;
}): Promise<Outcome | { refused: number }> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(
      `https://${shop}/admin/api/${API_VERSION}/graphql.json`,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "x-shopify-access-token": accessToken,
        },
        body,
        signal: AbortSignal.timeout(timeout),
      },
    );
    text = await response.text();
  } catch (error) {
    return {
      reason:
        error instanceof Error
          ? `${error.name}: ${error.message}`
          : "no connection",
    };
  }
  const { status } = response;
  if (REFUSED.has(status)) return { refused: status };
  if (status === 429 || status >= 500 || FROZEN.has(status))
    return {
      reason: `HTTP ${status}`,
      retryAfter: Number(response.headers.get("retry-after")) || undefined,
    };
  return read(shop, text);
}

function read(shop: string, text: string): Outcome {
  const { data, errors, extensions } = answerSchema.parse(JSON.parse(text));
  if (!errors?.length) return { data: data ?? {} };
  const listed =
    typeof errors === "string"
      ? [{ message: errors, extensions: undefined }]
      : errors;
  const codes = listed.map((error) => error.extensions?.code);
  if (codes.includes("THROTTLED"))
    return extensions?.cost
      ? { reason: "THROTTLED", cost: extensions.cost }
      : { reason: "THROTTLED" };
  if (codes.includes("INTERNAL_SERVER_ERROR"))
    return { reason: "INTERNAL_SERVER_ERROR" };
  const said = listed
    .map(({ message, extensions: more }) =>
      more?.code ? `${more.code}: ${message}` : message,
    )
    .join("; ");
  throw new AppError(
    "admin-api",
    502,
    `The Admin API of ${shop} refused the question: ${said}`,
  );
}

function giveUpAfter({
  deadline,
  pause,
  reason,
  log,
}: {
  deadline: number;
  pause: number;
  reason: string;
  log: Log;
}): void {
  if (performance.now() + pause <= deadline) return;
  log.warn({ reason }, "the Admin API did not answer in time");
  throw new AppError("try-again", 503, "Shopify is busy just now.");
}

function findUserErrors(data: Record<string, unknown>): UserError[] {
  return Object.values(data).flatMap((payload) => {
    if (typeof payload !== "object" || payload === null) return [];
    const lists = ["userErrors", "customerUserErrors"].map(
      (name) => (payload as Record<string, unknown>)[name],
    );
    return lists.flatMap((list) =>
      Array.isArray(list)
        ? list.map((error) => userErrorSchema.parse(error))
        : [],
    );
  });
}
