/** Who a campaign is for: pages, segments, a smallest basket and groups of conditions (app/shared/audience.ts). */
import { z } from "zod";
import {
  FLAG_FACTS,
  RANGE_FACTS,
  SET_FACTS,
  type SetFact,
} from "#app/shared/audience.ts";
import { SEGMENTS } from "#app/shared/intent-model.ts";
import type { PageKind } from "#app/shared/storefront-config.ts";
import { minorSchema } from "./schema-parts.ts";

export const PAGE_KINDS = [
  "home",
  "collection",
  "product",
  "cart",
  "search",
  "page",
  "other",
] as const satisfies PageKind[];

/** What each merchant can say before a page grows too large; how much room is left is counted over all campaigns. */
export const AUDIENCE_LIMITS = {
  groups: 8,
  conditions: 12,
  values: 50,
  letters: 80,
} as const;

/** Facts that are products or collections of the shop: numeric ids of Shopify, chosen with a picker. */
export const ID_FACTS: Partial<Record<SetFact, "product" | "collection">> = {
  product: "product",
  "cart-product": "product",
  collection: "collection",
  "cart-collection": "collection",
};

const valueSchema = z
  .string({ error: "Enter a text" })
  .trim()
  .min(1, "Enter a text")
  .max(
    AUDIENCE_LIMITS.letters,
    `Keep each to ${AUDIENCE_LIMITS.letters} characters`,
  );

const setSchema = z
  .object({
    on: z.enum(SET_FACTS),
    any: z
      .array(valueSchema, { error: "Name at least one" })
      .min(1, "Name at least one")
      .max(AUDIENCE_LIMITS.values, `Name at most ${AUDIENCE_LIMITS.values}`)
      .transform((values) => [...new Set(values)]),
  })
  .superRefine(({ on, any }, context) => {
    if (!ID_FACTS[on] || any.every((id) => /^\d{1,20}$/.test(id))) return;
    context.addIssue({
      code: "custom",
      path: ["any"],
      message: `Choose ${ID_FACTS[on]}s of your shop`,
    });
  });

const rangeSchema = z
  .object({
    on: z.enum(RANGE_FACTS),
    from: minorSchema.optional(),
    to: minorSchema.optional(),
  })
  .superRefine(({ from, to }, context) => {
    if (from === undefined && to === undefined)
      context.addIssue({
        code: "custom",
        path: ["from"],
        message: "Enter a lower or an upper end",
      });
    else if (from !== undefined && to !== undefined && to < from)
      context.addIssue({
        code: "custom",
        path: ["to"],
        message: "The upper end must not lie below the lower one",
      });
  });

const flagSchema = z.object({
  on: z.enum(FLAG_FACTS),
  is: z.boolean({ error: "Choose yes or no" }),
});

const minuteSchema = z
  .number({ error: "Enter a time" })
  .int("Enter a time")
  .min(0, "Enter a time")
  .max(1440, "Enter a time");

const hoursSchema = z
  .object({
    on: z.literal("hours"),
    days: z
      .array(z.number().int().min(1).max(7), { error: "Choose days" })
      .min(1, "Choose at least one day")
      .transform((days) => [...new Set(days)].sort()),
    from: minuteSchema.max(1439, "Enter a time"),
    // Midnight ends the day that began, however it is typed.
    to: minuteSchema.transform((to) => to || 1440),
  })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    message: "The end must differ from the start",
  });

const trafficSchema = z.object({
  on: z.literal("traffic"),
  share: z
    .number({ error: "Enter a share from 1 % to 99 %" })
    .min(0.01, "Enter a share from 1 % to 99 %")
    .max(0.99, "Enter a share from 1 % to 99 %"),
});

const conditionSchema = z.discriminatedUnion(
  "on",
  [setSchema, rangeSchema, flagSchema, hoursSchema, trafficSchema],
  { error: "Choose what the condition is on" },
);

const groupSchema = z.object({
  match: z.enum(["all", "any", "none"], { error: "Choose how they count" }),
  conditions: z
    .array(conditionSchema, { error: "Add a condition" })
    .min(1, "Add a condition, or remove the group")
    .max(
      AUDIENCE_LIMITS.conditions,
      `At most ${AUDIENCE_LIMITS.conditions} conditions in a group`,
    ),
});

/** Absent lists stay absent, so that what was stored before they existed is read as it is. */
export const audienceSchema = z.object({
  pages: z
    .array(z.enum(PAGE_KINDS, { error: "Choose pages of the shop" }), {
      error: "Choose at least one page",
    })
    .min(1, "Choose at least one page")
    .transform((pages) => PAGE_KINDS.filter((page) => pages.includes(page))),
  segments: z
    .array(z.enum(SEGMENTS, { error: "Choose segments of the list" }))
    .transform((segments) =>
      segments.length === 0
        ? undefined
        : SEGMENTS.filter((segment) => segments.includes(segment)),
    )
    .optional(),
  minCartMinor: minorSchema,
  groups: z
    .array(groupSchema)
    .max(AUDIENCE_LIMITS.groups, `At most ${AUDIENCE_LIMITS.groups} groups`)
    .transform((groups) => (groups.length === 0 ? undefined : groups))
    .optional(),
});

export type AudienceDefinition = z.infer<typeof audienceSchema>;
