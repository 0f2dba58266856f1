/** What an offer may cost: the limits of a campaign that the server alone keeps. None of them but the cool-down is ever public. */
import { z } from "zod";
import type { Incentive } from "#app/shared/storefront-config.ts";

/** A whole number within limits, with a message that says what to enter. */
function whole(what: string, min: number, max: number) {
  const message = `Enter ${what} from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}`;
  return z
    .number({ error: message })
    .int(message)
    .min(min, message)
    .max(max, message);
}

const budgetSchema = z
  .number({ error: "Enter an amount" })
  .int("Enter an amount the currency has")
  .min(1, "Enter an amount above zero")
  .max(100_000_000_000, "Enter a smaller amount")
  .nullable()
  .default(null);

/** Schema of a campaign's `limits`. What an older campaign does not say is no limit, but one code per shopper. */
export const offerLimitsSchema = z.object({
  /** Hours for which a shopper who has seen it, or had it, is left alone. */
  cooldownHours: whole("hours", 1, 8760),
  /** Codes handed out per day of the shop's clock; null = no limit. */
  claimsPerDay: z.union([whole("a number", 1, 100_000), z.null()]),
  /** Codes (or promises) one shopper may have of this campaign; null = no limit. */
  claimsPerShopper: whole("a number", 1, 100).nullable().default(1),
  /** Discount given away per day and per month of the shop's clock, minor units of its currency; null = no limit. */
  budgetPerDayMinor: budgetSchema,
  budgetPerMonthMinor: budgetSchema,
  /** What must be left of the price after discount and unit cost, in percent of the price paid; null = not checked. */
  marginFloorPercent: whole("a percentage", 0, 95).nullable().default(null),
});
export type OfferLimits = z.infer<typeof offerLimitsSchema>;

/** Why these limits cannot be kept for this incentive, by field; empty when they can. */
export function limitFaults(
  limits: Pick<
    OfferLimits,
    "budgetPerDayMinor" | "budgetPerMonthMinor" | "marginFloorPercent"
  >,
  incentive: Incentive,
): { field: "maxPriceMinor"; message: string }[] {
  const budgeted =
    limits.budgetPerDayMinor !== null || limits.budgetPerMonthMinor !== null;
  if (
    budgeted &&
    incentive.kind === "free-shipping" &&
    incentive.maxPriceMinor === undefined
  )
    return [
      {
        field: "maxPriceMinor",
        message:
          "Enter the highest rate, so that each code can be counted against the budget",
      },
    ];
  return [];
}
