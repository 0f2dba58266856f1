/** From DiscountCodeBxgyInput to "buy X, get Y". */
import type { BxgyDiscount } from "../../../../world/discounts.ts";
import { toMinor } from "../../money.ts";
import {
  assertOneValue,
  type BasicInput,
  readAmount,
  readPercent,
} from "./input-basic.ts";
import {
  type CommonInput,
  given,
  readCommon,
  type Reading,
  refuse,
} from "./input-common.ts";
import { type ItemsInput, readItems } from "./input-items.ts";

export interface BxgyInput extends CommonInput {
  customerBuys?: {
    items?: ItemsInput | null;
    value?: {
      quantity?: string | number | null;
      amount?: string | number | null;
    } | null;
  } | null;
  customerGets?: BasicInput["customerGets"];
  usesPerOrderLimit?: number | null;
}

function readBuys(
  reading: Reading,
  input: BxgyInput["customerBuys"],
  before: BxgyDiscount | undefined,
): BxgyDiscount["buys"] | undefined {
  if (!input && before) return undefined;
  const items = readItems(
    reading,
    ["customerBuys", "items"],
    input?.items,
    before?.buys.items,
  );
  if ((!items && !before) || items?.kind === "all")
    refuse(
      reading,
      ["customerBuys", "items"],
      "BLANK",
      "Items in 'customer buys' must be defined",
    );
  const { quantity, amount } = input?.value ?? {};
  if (quantity == null && amount == null && !before)
    refuse(reading, ["customerBuys", "value"], "BLANK", "Value can't be blank");
  if (quantity != null && Number(quantity) < 1)
    refuse(
      reading,
      ["customerBuys", "value", "quantity"],
      "GREATER_THAN",
      "Quantity must be greater than 0",
    );
  return {
    items: items ?? before?.buys.items ?? { kind: "all" },
    value:
      quantity != null
        ? { kind: "quantity", quantity: Number(quantity) }
        : amount != null
          ? {
              kind: "amount",
              amount: toMinor(amount, reading.call.shop.currency),
            }
          : (before?.buys.value ?? { kind: "quantity", quantity: 1 }),
  };
}

const VALUE = ["customerGets", "value"];

function refuseOtherValues(
  reading: Reading,
  input: BxgyInput["customerGets"],
): void {
  assertOneValue(input?.value);
  for (const way of ["percentage", "discountAmount"] as const)
    if (input?.value?.[way] != null)
      refuse(
        reading,
        [...VALUE, way],
        "INVALID",
        "Only discountOnQuantity permitted with bxgy discounts.",
      );
  for (const field of [
    "appliesOnSubscription",
    "appliesOnOneTimePurchase",
  ] as const)
    if (input?.[field] != null)
      refuse(
        reading,
        ["customerGets", field],
        "INVALID",
        "This field is not supported by bxgy discounts.",
      );
}

function readGets(
  reading: Reading,
  input: BxgyInput["customerGets"],
  before: BxgyDiscount | undefined,
): BxgyDiscount["gets"] | undefined {
  if (!input && before) return undefined;
  const items = readItems(
    reading,
    ["customerGets", "items"],
    input?.items,
    before?.gets.items,
  );
  if (!items && !before)
    refuse(
      reading,
      ["customerGets", "items"],
      "BLANK",
      "Items in 'customer get' can't be blank",
    );
  refuseOtherValues(reading, input);
  const on = input?.value?.discountOnQuantity;
  const at = [...VALUE, "discountOnQuantity"];
  if (!before && (on?.quantity == null || String(on.quantity).trim() === ""))
    refuse(reading, [...at, "quantity"], "BLANK", "Quantity cannot be blank.");
  else if (on?.quantity != null && Number(on.quantity) < 1)
    refuse(
      reading,
      [...at, "quantity"],
      "GREATER_THAN",
      "Quantity must be greater than 0",
    );
  const effect = on?.effect;
  return {
    items: items ?? before?.gets.items ?? { kind: "all" },
    quantity: Number(on?.quantity ?? before?.gets.quantity ?? 1),
    effect:
      effect?.percentage != null
        ? {
            kind: "percentage",
            percent: readPercent(
              reading,
              [...at, "effect", "percentage"],
              effect.percentage,
            ),
          }
        : effect?.amount != null
          ? {
              kind: "amount",
              amount: readAmount(
                reading,
                [...at, "effect", "amount"],
                effect.amount,
              ),
            }
          : (before?.gets.effect ?? { kind: "percentage", percent: 100 }),
  };
}

export function readBxgy(
  reading: Reading,
  input: BxgyInput,
): Partial<BxgyDiscount> {
  const before = reading.before as BxgyDiscount | undefined;
  // Recorded before the faults of the title.
  if (input.customerGets?.items?.all)
    refuse(
      reading,
      ["customerGets"],
      "INVALID",
      "Items in 'customer get' cannot be set to all",
    );
  const common = readCommon(reading, input);
  const gets = readGets(reading, input.customerGets, before);
  const buys = readBuys(reading, input.customerBuys, before);
  if (input.usesPerOrderLimit != null && input.usesPerOrderLimit < 1)
    refuse(
      reading,
      ["usesPerOrderLimit"],
      "GREATER_THAN",
      "Uses per order limit must be greater than 0",
    );
  return given({
    ...common,
    buys,
    gets,
    usesPerOrderLimit: input.usesPerOrderLimit,
  });
}
