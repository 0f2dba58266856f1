/**
 * What a campaign is: audience + moment + treatment + limits + schedule + experiment, checked once, at the edge.
 */
import { z } from "zod";
import {
  limitFaults,
  offerLimitsSchema,
  offerSchema,
} from "#app/modules/offers/offers.ts";
import { audienceSchema } from "./audience-schema.ts";
import { defaultTexts } from "./default-texts.ts";
import { momentSchema } from "./moment-schema.ts";
import { instantSchema } from "./schema-parts.ts";

export const CAMPAIGN_STATUSES = [
  "draft",
  "active",
  "paused",
  "archived",
] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

const BASKET = { kind: "basket" } as const;

/** What can be done with several campaigns at once. */
export const BULK_CHANGES = [
  "active",
  "paused",
  "archived",
  "duplicate",
] as const;
export type BulkChange = (typeof BULK_CHANGES)[number];

/** @param timeZone of the shop: wall times in the schedule are meant on its clock. */
export function campaignDefinitionSchema(timeZone: string) {
  return z
    .object({
      audience: audienceSchema,
      moment: momentSchema,
      treatment: offerSchema,
      limits: offerLimitsSchema,
      /** Campaigns of one name never meet in one visit; the pages carry a hash of it. */
      excludes: z.preprocess(
        (value) => (value === "" || value === null ? undefined : value),
        z
          .string({ error: "Enter a name" })
          .trim()
          .max(40, "Keep the name to 40 characters")
          .transform((name) => name || undefined)
          .optional(),
      ),
      /** Names of the products and collections that are chosen, by `product:<id>`, for the editor alone. */
      names: z
        .record(z.string().max(40), z.string().max(255))
        .refine((names) => Object.keys(names).length <= 1000)
        .optional(),
      /** Instants, ISO 8601 in UTC. */
      schedule: z
        .object({
          startsAt: instantSchema(timeZone),
          endsAt: instantSchema(timeZone),
        })
        .default({}),
      experiment: z.object({
        /** Share of shoppers who see nothing, so that what the campaign adds can be told. */
        holdout: z
          .number({ error: "Enter a share" })
          .min(0.05, "Hold out at least 5 %")
          .max(0.5, "Hold out at most 50 %")
          .default(0.1),
        /** Since when that share holds, ISO 8601; written by the door, whatever a form sends. Absent = always. */
        holdoutSince: z.string().optional(),
      }),
    })
    .superRefine(({ audience, treatment, limits, schedule }, context) => {
      if (
        schedule.startsAt &&
        schedule.endsAt &&
        schedule.endsAt <= schedule.startsAt
      ) {
        context.addIssue({
          code: "custom",
          path: ["schedule", "endsAt"],
          message: "The end must lie after the start",
        });
      }
      const { incentive } = treatment;
      for (const { field, message } of limitFaults(limits, incentive))
        context.addIssue({
          code: "custom",
          path: ["treatment", "incentive", field],
          message,
        });
      if (
        incentive.kind === "amount" &&
        (incentive.scope ?? BASKET).kind === "basket" &&
        audience.minCartMinor <= incentive.amountMinor
      ) {
        context.addIssue({
          code: "custom",
          path: ["audience", "minCartMinor"],
          message:
            "The smallest basket must be worth more than the amount off, or you would give it away",
        });
      }
    });
}

/** As stored in `Campaign.definition`; money in minor units of the shop's currency. */
export type CampaignDefinition = z.infer<
  ReturnType<typeof campaignDefinitionSchema>
>;

export const campaignNameSchema = z
  .string({ error: "Give the campaign a name" })
  .trim()
  .min(1, "Give the campaign a name")
  .max(80, "Keep the name to 80 characters");

/** What the editor sends. `version` is the one it was opened with, so that two people do not overwrite each other. */
function campaignInputSchema(timeZone: string) {
  return z.object({
    name: campaignNameSchema,
    version: z.number().int().optional(),
    definition: campaignDefinitionSchema(timeZone),
  });
}

export type CampaignInput = z.infer<ReturnType<typeof campaignInputSchema>>;
/** By path of the field (`definition.treatment.texts.en.heading`); what belongs to no field stands under "". */
export type FieldErrors = Record<string, string>;

export function parseCampaignInput(
  input: unknown,
  timeZone: string,
): { ok: true; input: CampaignInput } | { ok: false; errors: FieldErrors } {
  const parsed = campaignInputSchema(timeZone).safeParse(input);
  if (parsed.success) return { ok: true, input: parsed.data };
  const errors: FieldErrors = {};
  // The first fault of a field is the one worth reading.
  for (const issue of parsed.error.issues)
    errors[issue.path.join(".")] ??= issue.message;
  return { ok: false, errors };
}

/** "10 % off what is in the basket, when the shopper is about to leave the cart." */
export function defaultCampaignInput(): {
  name: string;
  definition: CampaignDefinition;
} {
  return {
    name: "10 % off when leaving the cart",
    definition: {
      audience: { pages: ["cart"], minCartMinor: 0 },
      moment: { kind: "exit", afterSeconds: 5 },
      treatment: {
        kind: "offer",
        incentive: { kind: "percent", percent: 10 },
        stacks: false,
        // Long enough for the reminder, an hour after she left, to bring her back to it.
        validFor: "day",
        texts: defaultTexts("basket"),
      },
      limits: {
        cooldownHours: 24,
        claimsPerDay: 200,
        claimsPerShopper: 1,
        budgetPerDayMinor: null,
        budgetPerMonthMinor: null,
        marginFloorPercent: null,
      },
      schedule: {},
      experiment: { holdout: 0.1 },
    },
  };
}

export interface Campaign {
  id: string;
  name: string;
  status: CampaignStatus;
  definition: CampaignDefinition;
  version: number;
  /** The merchant's order: larger comes first. */
  priority: number;
  createdAt: Date;
  updatedAt: Date;
  activatedAt: Date | null;
}

/** What the merchant reads beside the name: "active" campaigns may still wait for their start or be over. */
export type CampaignPhase = CampaignStatus | "scheduled" | "ended";

export function phaseOf(
  { status, definition: { schedule } }: Pick<Campaign, "status" | "definition">,
  now: Date,
): CampaignPhase {
  if (status !== "active") return status;
  if (schedule.startsAt && new Date(schedule.startsAt) > now)
    return "scheduled";
  if (schedule.endsAt && new Date(schedule.endsAt) <= now) return "ended";
  return "active";
}
