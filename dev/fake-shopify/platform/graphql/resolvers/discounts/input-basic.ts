/** From DiscountCodeBasicInput to an amount or percentage off products or the order. */
import type {
  BasicDiscount,
  DiscountValue,
} from "../../../../world/discounts.ts";
import { toMinor } from "../../money.ts";
import {
  type CommonInput,
  given,
  readCommon,
  type Reading,
  refuse,
} from "./input-common.ts";
import { type ItemsInput, readItems } from "./input-items.ts";
import { topLevelError } from "../../errors.ts";

export interface GetsValueInput {
  percentage?: number | null;
  discountAmount?: {
    amount?: string | number | null;
    appliesOnEachItem?: boolean | null;
  } | null;
  discountOnQuantity?: {
    quantity?: string | number | null;
    effect?: {
      percentage?: number | null;
      amount?: string | number | null;
    } | null;
  } | null;
}

export interface BasicInput extends CommonInput {
  customerGets?: {
    items?: ItemsInput | null;
    value?: GetsValueInput | null;
    appliesOnOneTimePurchase?: boolean | null;
    appliesOnSubscription?: boolean | null;
  } | null;
}

/** @throws BAD_REQUEST when more than one way of taking off is given. */
export function assertOneValue(value: GetsValueInput | null | undefined): void {
  const ways = [
    value?.percentage,
    value?.discountOnQuantity,
    value?.discountAmount,
  ].filter((one) => one != null);
  if (ways.length > 1)
    throw topLevelError(
      "BAD_REQUEST",
      "A discount can only have one of percentage, discountOnQuantity or discountAmount.",
    );
}

/** 0.1 to 10 per cent, with a fault when it is no share. */
export function readPercent(
  reading: Reading,
  path: string[],
  share: number,
): number {
  if (share < 0 || share > 1)
    refuse(
      reading,
      path,
      "VALUE_OUTSIDE_RANGE",
      "Value must be between 0.0 and 1.0",
    );
  return Number((share * 100).toFixed(6));
}

/** "5.00" to minor units, with a fault when it takes nothing off. */
export function readAmount(
  reading: Reading,
  path: string[],
  amount: string | number | null | undefined,
): number {
  const value = Number(amount ?? NaN);
  if (!(value > 0))
    refuse(reading, path, "GREATER_THAN", "Value must be greater than 0");
  return toMinor(value || 0, reading.call.shop.currency);
}

function readValue(
  reading: Reading,
  input: GetsValueInput | null | undefined,
): DiscountValue | undefined {
  if (!input) return undefined;
  assertOneValue(input);
  const path = ["customerGets", "value"];
  if (input.discountOnQuantity) {
    refuse(
      reading,
      [...path, "discountOnQuantity"],
      "INVALID",
      "discountOnQuantity field is only permitted with bxgy discounts.",
    );
    return undefined;
  }
  if (input.percentage != null)
    return {
      kind: "percentage",
      percent: readPercent(reading, [...path, "percentage"], input.percentage),
    };
  return {
    kind: "amount",
    amount: readAmount(
      reading,
      [...path, "discountAmount", "amount"],
      input.discountAmount?.amount,
    ),
    eachItem: input.discountAmount?.appliesOnEachItem ?? false,
  };
}

export function readBasic(
  reading: Reading,
  input: BasicInput,
): Partial<BasicDiscount> {
  const before = reading.before as BasicDiscount | undefined;
  const path = ["customerGets", "items"];
  const items = readItems(
    reading,
    path,
    input.customerGets?.items,
    before?.items,
  );
  const value = readValue(reading, input.customerGets?.value);
  const common = readCommon(reading, input);
  if (!items && (!before || input.customerGets?.items))
    refuse(reading, path, "BLANK", "Items in 'customer get' can't be blank");
  if (!value && !before && !input.customerGets?.value)
    refuse(reading, ["customerGets", "value"], "BLANK", "Value can't be blank");
  if (input.customerGets?.appliesOnSubscription)
    refuse(
      reading,
      ["customerGets", "appliesOnSubscription"],
      "INVALID",
      "Customer gets applies on subscription is not permitted for this shop.",
    );
  return given({ ...common, items, value });
}
