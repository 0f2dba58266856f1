/** What all campaigns of a shop share on its pages: how often they may interrupt, and how they look. */
import { z } from "zod";
import type {
  InterruptionBudget,
  Look,
} from "#app/shared/storefront-config.ts";

export interface Appearance {
  interruptions: InterruptionBudget;
  look: Look;
}

export const DEFAULT_APPEARANCE: Appearance = {
  interruptions: { perVisit: 2, gapSeconds: 60 },
  look: { position: "end" },
};

/** "" and null = as the theme has it. */
const colour = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  z
    .string({ error: "Enter a colour such as #1a2b3c" })
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "Enter a colour such as #1a2b3c")
    .optional(),
);

function whole(message: string, min: number, max: number) {
  return z.number(message).int(message).min(min, message).max(max, message);
}

const appearanceSchema = z.object({
  interruptions: z.object({
    perVisit: whole("Choose 1, 2 or 3", 1, 3),
    gapSeconds: whole("Enter seconds from 0 to 3,600", 0, 3600),
  }),
  look: z.object({
    position: z
      .enum(["start", "center", "end"], { error: "Choose a place" })
      .default("end"),
    paper: colour,
    ink: colour,
    button: colour,
    buttonInk: colour,
    radius: z.preprocess(
      (value) => (value === null ? undefined : value),
      whole("Enter pixels from 0 to 32", 0, 32).optional(),
    ),
  }),
});

/** By path of the field: `look.paper`, `interruptions.perVisit`. */
export type AppearanceErrors = Record<string, string>;

export function parseAppearance(
  input: unknown,
):
  | { ok: true; appearance: Appearance }
  | { ok: false; errors: AppearanceErrors } {
  const result = appearanceSchema.safeParse(input);
  if (!result.success) {
    const errors: AppearanceErrors = {};
    for (const issue of result.error.issues)
      errors[issue.path.join(".")] ??= issue.message;
    return { ok: false, errors };
  }
  const { interruptions, look } = result.data;
  const { position, ...wishes } = look;
  const given = Object.entries(wishes).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ok: true,
    appearance: {
      interruptions,
      look: { position, ...(Object.fromEntries(given) as Partial<Look>) },
    },
  };
}
