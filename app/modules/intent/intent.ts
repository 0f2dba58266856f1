import { z } from "zod";
import { defineJob } from "#app/job.ts";
import { SEGMENTS } from "#app/shared/intent-model.ts";

/** Makes sure that Shopify runs our web pixel in the shop's checkout, with the settings of today. */
export const keepPixelJob = defineJob({
  id: "intent.keep-pixel",
  schema: z.object({ shop: z.string() }),
});

/** A checkout that showed no sign of life for so long has come to rest. */
export const STALLED_MS = 30 * 60_000;

/** Drops of checkouts are kept as long as the events of visits. */
export const KEEP_DROPS_DAYS = 90;

export const OUTCOMES = ["bought", "claimed", "left"] as const;
export type VisitOutcome = (typeof OUTCOMES)[number];

export function outcomeOf({
  boughtAt,
  acceptedAt,
}: {
  boughtAt: Date | null;
  acceptedAt: Date | null;
}): VisitOutcome {
  if (boughtAt) return "bought";
  return acceptedAt ? "claimed" : "left";
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The list's address: what is not understood is left out, as if it were not there. */
export const visitQuery = z.object({
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  segment: z.enum(SEGMENTS).optional().catch(undefined),
  /** `<ISO time>_<visit id>` of the last one of the page before. */
  before: z
    .string()
    .transform((text, context) => {
      const [time = "", id = ""] = text.split("_");
      const startedAt = new Date(time);
      if (!Number.isNaN(startedAt.getTime()) && uuid.test(id))
        return { startedAt, id };
      context.addIssue({ code: "custom", message: "is no place in the list" });
      return z.NEVER;
    })
    .optional()
    .catch(undefined),
});

export interface VisitFilter {
  outcome?: VisitOutcome | undefined;
  segment?: (typeof SEGMENTS)[number] | undefined;
}

export const isVisitId = (text: string): boolean => uuid.test(text);
