/** From DiscountCodeFreeShippingInput to free delivery. */
import type { FreeShippingDiscount } from "../../../../world/discounts.ts";
import { topLevelError } from "../../errors.ts";
import { toMinor } from "../../money.ts";
import {
  type CommonInput,
  given,
  merge,
  readCommon,
  type Reading,
  refuse,
} from "./input-common.ts";

export interface FreeShippingInput extends CommonInput {
  destination?: {
    all?: boolean | null;
    countries?: {
      add?: string[] | null;
      remove?: string[] | null;
      includeRestOfWorld?: boolean | null;
    } | null;
  } | null;
  maximumShippingPrice?: string | number | null;
  appliesOnOneTimePurchase?: boolean | null;
  appliesOnSubscription?: boolean | null;
}

function readDestination(
  reading: Reading,
  input: FreeShippingInput["destination"],
): FreeShippingDiscount["destination"] | undefined {
  if (!input) return undefined;
  const { countries } = input;
  if (!countries) return { kind: "all" };
  if (countries.add?.some((code) => countries.remove?.includes(code)))
    throw topLevelError(
      "BAD_REQUEST",
      "A country code is present in `add` and `remove` field",
    );
  const before = (reading.before as FreeShippingDiscount | undefined)
    ?.destination;
  return {
    kind: "countries",
    codes: merge(
      before?.kind === "countries" ? before.codes : [],
      countries.add ?? [],
      countries.remove ?? [],
    ),
    restOfWorld: countries.includeRestOfWorld ?? false,
  };
}

export function readFreeShipping(
  reading: Reading,
  input: FreeShippingInput,
): Partial<FreeShippingDiscount> {
  // Recorded before the faults of the title: a discount never combines with its own class here.
  if (input.combinesWith?.shippingDiscounts)
    refuse(
      reading,
      ["combinesWith"],
      "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
      "The combinesWith settings are not valid for the discount class.",
    );
  const common = readCommon(reading, input);
  const maximum = input.maximumShippingPrice;
  if (maximum != null && !(Number(maximum) >= 0))
    refuse(
      reading,
      ["maximumShippingPrice"],
      "GREATER_THAN_OR_EQUAL_TO",
      "Maximum shipping price must be greater than or equal to 0",
    );
  if (input.appliesOnSubscription)
    refuse(
      reading,
      ["appliesOnSubscription"],
      "INVALID",
      "Applies on subscription is not permitted for this shop.",
    );
  if (input.appliesOnOneTimePurchase === false)
    refuse(
      reading,
      ["appliesOnOneTimePurchase"],
      "APPLIES_ON_NOTHING",
      "A discount cannot have both appliesOnOneTimePurchase and appliesOnSubscription set to false.",
    );
  return given({
    ...common,
    destination: readDestination(reading, input.destination),
    maximumShippingPrice:
      maximum == null ? maximum : toMinor(maximum, reading.call.shop.currency),
  });
}
