import type { Task, TaskList } from "graphile-worker";
import type { Database } from "#app/db.server.ts";
import type { Job } from "#app/job.ts";
import { logFor, type Log } from "#app/log.server.ts";

/**
 * Puts a job into the queue inside the caller's transaction: it exists exactly when the fact that caused it
 * does. Only work that is due at once belongs here (docs/architecture.md, Time). With a `jobKey` there is at
 * most one waiting job of that key; its payload is replaced by the newest.
 * Throws a ZodError when the payload does not fit the job's schema.
 */
export async function enqueue<Payload>(
  tx: Database,
  job: Job<Payload>,
  payload: Payload,
  options: {
    jobKey?: string;
    maxAttempts?: number;
    /** One is enough, also while it runs: asked for again, nothing is added. Without it a running job is followed by another. */
    onlyOne?: boolean;
  } = {},
): Promise<void> {
  const parsed = job.schema.parse(payload);
  const key = options.jobKey ? `${job.id}:${options.jobKey}` : null;
  const attempts = options.maxAttempts ?? 25;
  const onlyOne = options.onlyOne ?? false;
  // Not the queue's own "unsafe_dedupe": to that a job that has failed for good is one, and there would never be another.
  await tx.$queryRaw`
    select job.id::text
      from (select where not ${onlyOne}::boolean or not exists (
              select from graphile_worker.jobs
               where key = ${key}::text and (attempts < max_attempts or locked_at is not null))) wanted
     cross join lateral graphile_worker.add_job(
      ${job.id}::text, payload := ${JSON.stringify(parsed)}::json,
      max_attempts := ${attempts}::int, job_key := ${key}::text, job_key_mode := 'replace') job`;
}

export interface JobContext {
  log: Log;
  /** 1 for the first try. */
  attempt: number;
}

/** Binds a handler to its job; what it throws is retried by the queue with growing delays. */
export function handle<Payload>(
  job: Job<Payload>,
  handler: (payload: Payload, context: JobContext) => Promise<void>,
): TaskList {
  const task: Task = async (raw, helpers) => {
    const payload = job.schema.parse(raw);
    const shop = shopOf(payload);
    const log = logFor({ job: `${job.id}#${helpers.job.id}`, shop });
    await handler(payload, { log, attempt: helpers.job.attempts });
  };
  return { [job.id]: task };
}

function shopOf(payload: unknown): string | undefined {
  const named =
    typeof payload === "object" && payload !== null && "shop" in payload;
  return named && typeof payload.shop === "string" ? payload.shop : undefined;
}
