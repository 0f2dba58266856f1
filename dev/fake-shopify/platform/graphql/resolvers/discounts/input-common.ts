/** What the inputs of all code discounts share, with every refusal Shopify was recorded to give. */
import type { Discount } from "../../../../world/discounts.ts";
import { toIso } from "../../../../world/world.ts";
import { idOf, type AdminCall } from "../../call.ts";
import { notSimulated, userError, type UserError } from "../../errors.ts";
import { toMinor } from "../../money.ts";
import { faultOfCode, isTaken } from "./code-rules.ts";

export interface CommonInput {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  recurringCycleLimit?: number | null;
  tags?: string[] | null;
  customerSelection?: object | null;
  context?: {
    all?: string;
    customers?: { add?: string[] | null; remove?: string[] | null };
    customerSegments?: object;
    markets?: object;
  } | null;
  combinesWith?: {
    orderDiscounts?: boolean | null;
    productDiscounts?: boolean | null;
    shippingDiscounts?: boolean | null;
    productDiscountsWithTagsOnSameCartLine?: object | null;
  } | null;
  minimumRequirement?: {
    subtotal?: { greaterThanOrEqualToSubtotal?: string | number | null } | null;
    quantity?: { greaterThanOrEqualToQuantity?: string | number | null } | null;
  } | null;
}

/** One input being read: whose shop, which argument faults point into, what is updated, and the faults so far. */
export interface Reading {
  call: AdminCall;
  argument: string;
  before: Discount | undefined;
  errors: UserError[];
}

export function refuse(
  reading: Reading,
  path: string[],
  code: string,
  message: string,
): void {
  reading.errors.push(userError([reading.argument, ...path], code, message));
}

/** Ids of things that exist in this shop; a fault for each that does not. */
export function readIds(
  reading: Reading,
  path: string[],
  wanted: {
    type: string;
    noun: string;
    gids: readonly string[] | null | undefined;
    known: (id: string) => boolean;
  },
): string[] {
  return (wanted.gids ?? []).flatMap((value) => {
    const id = idOf(wanted.type, value);
    if (id !== null && wanted.known(id)) return [id];
    refuse(
      reading,
      path,
      "INVALID",
      `${wanted.noun} with id: ${id ?? value} is invalid`,
    );
    return [];
  });
}

/** The list before, with what is added and without what is removed. @throws BAD_REQUEST when one id is in both. */
export function merge(
  have: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): string[] {
  return [...new Set([...have, ...add])].filter((id) => !remove.includes(id));
}

function readMinimum(
  reading: Reading,
  input: CommonInput["minimumRequirement"],
): Discount["minimum"] | undefined {
  if (input === undefined) return undefined;
  const subtotal = input?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input?.quantity?.greaterThanOrEqualToQuantity;
  if (subtotal != null && quantity != null) {
    refuse(
      reading,
      ["minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"],
      "CONFLICT",
      "Minimum subtotal cannot be defined when minimum quantity is.",
    );
    refuse(
      reading,
      ["minimumRequirement", "quantity", "greaterThanOrEqualToQuantity"],
      "CONFLICT",
      "Minimum quantity cannot be defined when minimum subtotal is.",
    );
  }
  if (subtotal != null)
    return {
      kind: "subtotal",
      amount: toMinor(subtotal, reading.call.shop.currency),
    };
  return quantity != null
    ? { kind: "quantity", quantity: Number(quantity) }
    : { kind: "none" };
}

function readCustomers(
  reading: Reading,
  input: CommonInput["context"],
): Discount["customers"] | undefined {
  if (!input) return undefined;
  if (input.customerSegments || input.markets)
    throw notSimulated("discounts for segments or markets");
  if (!input.customers) return { kind: "all" };
  const { call, before } = reading;
  const read = (gids: string[] | null | undefined, field: string) =>
    readIds(reading, ["context", "customers", field], {
      type: "Customer",
      noun: "Customer",
      gids,
      known: (id) => call.shop.customers.some((one) => one.id === id),
    });
  return {
    kind: "customers",
    customerIds: merge(
      before?.customers.kind === "customers"
        ? before.customers.customerIds
        : [],
      read(input.customers.add, "add"),
      read(input.customers.remove, "remove"),
    ),
  };
}

function checkTitle(reading: Reading, input: CommonInput): void {
  if (input.title != null ? input.title.trim() === "" : !reading.before)
    refuse(reading, ["title"], "BLANK", "Title can't be blank");
  if ((input.title?.length ?? 0) > 255)
    refuse(
      reading,
      ["title"],
      "TOO_LONG",
      "Title is too long (maximum is 255 characters)",
    );
}

function checkCode(reading: Reading, input: CommonInput): void {
  const { call, before } = reading;
  if (input.code == null) {
    if (!before) refuse(reading, ["code"], "BLANK", "Code can't be blank");
    return;
  }
  if (before?.bulk) {
    refuse(
      reading,
      ["code"],
      "INVALID",
      "Cannot update the code of a bulk discount.",
    );
    return;
  }
  const fault = faultOfCode(input.code);
  if (fault) refuse(reading, ["code"], fault.code, fault.message);
  else if (isTaken(call, input.code, before))
    refuse(
      reading,
      ["code"],
      "TAKEN",
      "Code must be unique. Please try a different code.",
    );
}

function checkPeriod(reading: Reading, input: CommonInput): void {
  const { before } = reading;
  if (input.startsAt === null || (input.startsAt === undefined && !before))
    refuse(reading, ["startsAt"], "BLANK", "Starts at can't be blank");
  const starts = input.startsAt ?? before?.startsAt;
  const ends = input.endsAt === undefined ? before?.endsAt : input.endsAt;
  if (starts && ends && Date.parse(ends) <= Date.parse(starts))
    refuse(
      reading,
      ["endsAt"],
      "INVALID",
      "Ends at needs to be after starts_at",
    );
}

function checkRest(reading: Reading, input: CommonInput): void {
  if (input.tags?.length) throw notSimulated("tags of a discount");
  if (input.context && input.customerSelection)
    refuse(
      reading,
      ["context"],
      "INVALID",
      "Only one of context or customerSelection can be provided.",
    );
  else if (input.customerSelection)
    throw notSimulated(
      "the deprecated customerSelection of a discount: give context",
    );
  if (input.usageLimit != null && input.usageLimit < 1)
    refuse(
      reading,
      ["usageLimit"],
      "GREATER_THAN",
      "Usage limit must be greater than 0",
    );
  if ((input.recurringCycleLimit ?? 1) > 1)
    refuse(
      reading,
      ["recurringCycleLimit"],
      "INVALID",
      "Recurring cycle limit is not permitted for this shop.",
    );
  if (input.combinesWith?.productDiscountsWithTagsOnSameCartLine)
    refuse(
      reading,
      ["combinesWith", "productDiscountsWithTagsOnSameCartLine"],
      "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED",
      "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.",
    );
}

type Common = Pick<
  Discount,
  | "title"
  | "startsAt"
  | "endsAt"
  | "usageLimit"
  | "appliesOncePerCustomer"
  | "minimum"
  | "customers"
  | "combinesWith"
>;

/** The changes an input makes to what all discounts have; what it leaves out stays undefined. */
export function readCommon(
  reading: Reading,
  input: CommonInput,
): { [K in keyof Common]: Common[K] | undefined } {
  checkTitle(reading, input);
  checkPeriod(reading, input);
  checkCode(reading, input);
  checkRest(reading, input);
  const combined = (
    name: "orderDiscounts" | "productDiscounts" | "shippingDiscounts",
  ) =>
    input.combinesWith?.[name] ?? reading.before?.combinesWith[name] ?? false;
  return {
    title: input.title ?? undefined,
    startsAt: input.startsAt ? toIso(new Date(input.startsAt)) : undefined,
    endsAt: input.endsAt ? toIso(new Date(input.endsAt)) : input.endsAt,
    usageLimit: input.usageLimit,
    appliesOncePerCustomer: input.appliesOncePerCustomer ?? undefined,
    minimum: readMinimum(reading, input.minimumRequirement),
    customers: readCustomers(reading, input.context),
    combinesWith: input.combinesWith
      ? {
          orderDiscounts: combined("orderDiscounts"),
          productDiscounts: combined("productDiscounts"),
          shippingDiscounts: combined("shippingDiscounts"),
        }
      : undefined,
  };
}

/** Only what was given: an update leaves the rest as it is. */
export function given<T extends object>(
  changes: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
