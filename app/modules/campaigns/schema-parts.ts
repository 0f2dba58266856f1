/** Numbers, amounts and instants of a campaign's form, each with a message that says what to enter. */
import { z } from "zod";
import { instantOf } from "#app/shared/time-zone.ts";

/** A whole number within limits. */
export function whole(what: string, min: number, max: number) {
  const message = `Enter ${what} from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}`;
  return z
    .number({ error: message })
    .int(message)
    .min(min, message)
    .max(max, message);
}

/** Minor units of the shop's currency. */
export const minorSchema = z
  .number({ error: "Enter an amount" })
  .int("Enter an amount the currency has")
  .min(0, "Enter zero or more")
  .max(1_000_000_000, "Enter a smaller amount");

/** An instant (ISO 8601 with an offset), or wall time as `<input type="datetime-local">` gives it; "" and null = none. */
export function instantSchema(timeZone: string) {
  return z.preprocess(
    (value) => (value === "" || value === null ? undefined : value),
    z
      .string({ error: "Enter a date and a time" })
      .transform((text, context) => {
        const instant = instantOf(text, timeZone) ?? parseInstant(text);
        if (instant) return instant.toISOString();
        context.addIssue({
          code: "custom",
          message: "Enter a date and a time",
        });
        return z.NEVER;
      })
      .optional(),
  );
}

function parseInstant(text: string): Date | undefined {
  const parsed = z.iso.datetime({ offset: true }).safeParse(text);
  return parsed.success ? new Date(parsed.data) : undefined;
}
