import { z } from "zod";

export {
  type Appearance,
  type AppearanceErrors,
  DEFAULT_APPEARANCE,
} from "./appearance.ts";
export { planOf } from "./plan.ts";

/** Who gets a basket reminder. @see modules/shoppers/recovery-policy.ts for what each means and where it holds. */
export const POLICY_MODES = ["subscribers", "everyone", "nobody"] as const;

export const recoveryPolicySchema = z.object({
  default: z.enum(POLICY_MODES).optional(),
  countries: z
    .record(
      z.string().regex(/^[A-Z]{2}$/, "Use the two-letter code of a country"),
      z.enum(POLICY_MODES),
    )
    .optional(),
});

const optionalText = (schema: z.ZodType<string, string>) =>
  z
    .string()
    .trim()
    .nullish()
    .transform((text) => text || null)
    .pipe(z.union([z.null(), schema]));

const pieces = z.coerce
  .number("Enter a number of pieces")
  .int("Enter a whole number")
  .min(1, "At least 1")
  .max(500, "At most 500: nobody decides by what is left of more");

/** What a merchant may set; read by forms (all text) and by code alike. Messages are shown beside the field. */
export const settingsSchema = z
  .object({
    recoveryEnabled: z.union([
      z.boolean(),
      z.enum(["true", "on", "false"]).transform((text) => text !== "false"),
    ]),
    recoveryDelayMinutes: z.coerce
      .number("Enter a number of minutes")
      .int("Enter whole minutes")
      .min(
        15,
        "Wait at least 15 minutes, since many shoppers come back by themselves",
      )
      .max(7 * 24 * 60, "After a week the moment has passed"),
    recoveryPolicy: recoveryPolicySchema,
    // Line breaks in a name would end up in the mail's header.
    senderName: optionalText(
      z
        .string()
        .max(60, "At most 60 characters")
        .regex(/^[^\p{C}<>"]+$/u, "Use letters, digits and simple signs"),
    ),
    replyTo: optionalText(
      z.email("Enter an e-mail address such as hello@example.com"),
    ),
    proofWindowDays: z.coerce
      .number("Enter a number of days")
      .int("Enter whole days")
      .min(1, "At least one day")
      .max(30, "At most 30 days: older purchases tell shoppers little"),
    proofFloor: z.coerce
      .number("Enter a number")
      .int("Enter a whole number")
      .min(2, "At least 2: a single purchase would point at one person")
      .max(1000, "At most 1,000"),
    stockFloor: pieces,
    stockCeiling: pieces,
  })
  .refine(({ stockFloor, stockCeiling }) => stockFloor <= stockCeiling, {
    path: ["stockCeiling"],
    message: "At least as many as it begins with",
  });

export type Settings = z.output<typeof settingsSchema>;
export type SettingsField = keyof Settings;
export type SettingsErrors = Partial<Record<SettingsField, string>>;

export const DEFAULT_SETTINGS: Settings = {
  recoveryEnabled: true,
  recoveryDelayMinutes: 60,
  recoveryPolicy: {},
  senderName: null,
  replyTo: null,
  proofWindowDays: 7,
  proofFloor: 5,
  stockFloor: 2,
  stockCeiling: 10,
};

/** Reads a form's input; the first fault of each field is what is shown beside it. */
export function parseSettings(
  input: unknown,
): { ok: true; settings: Settings } | { ok: false; errors: SettingsErrors } {
  const result = settingsSchema.safeParse(input ?? {});
  if (result.success) return { ok: true, settings: result.data };
  const errors: SettingsErrors = {};
  for (const issue of result.error.issues)
    errors[issue.path[0] as SettingsField] ??= issue.message;
  return { ok: false, errors };
}

/** `app/scopes_update`: {id, previous[], current[], updated_at}. */
export const scopesPayload = z.object({ current: z.array(z.string()) });
