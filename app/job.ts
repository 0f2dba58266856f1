import type { z } from "zod";

/**
 * A job's name and the shape of its payload, kept in a module's pure file: the door enqueues by it
 * (app/queue.server.ts), the handler in `jobs.server.ts` answers to it, and the two need not know each other.
 * A payload carries ids only; each run reads again what it needs and may find nothing left to do.
 */
export interface Job<Payload> {
  /** Kebab-case, "module.verb-noun": "campaigns.publish". */
  id: string;
  schema: z.ZodType<Payload>;
}

export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}
