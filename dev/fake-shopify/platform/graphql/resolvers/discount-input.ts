/** From DiscountCodeBasicInput to a discount, with every refusal Shopify was recorded to give. */
import type { Discount } from "../../../world/types.ts";
import { faultOfCode, isTaken } from "./code-rules.ts";
import { toIso } from "../../../world/world.ts";
import { idOf, type AdminCall } from "../call.ts";
import { notSimulated, userError, type UserError } from "../errors.ts";
import { toMinor } from "../money.ts";

export interface BasicInput {
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
  } | null;
  minimumRequirement?: {
    subtotal?: { greaterThanOrEqualToSubtotal?: string | number | null } | null;
    quantity?: { greaterThanOrEqualToQuantity?: string | number | null } | null;
  } | null;
  customerGets?: {
    items?: {
      all?: boolean | null;
      products?: {
        productsToAdd?: string[] | null;
        productVariantsToAdd?: string[] | null;
        productsToRemove?: string[] | null;
      } | null;
      collections?: { add?: string[] | null; remove?: string[] | null } | null;
    } | null;
    value?: {
      percentage?: number | null;
      discountAmount?: {
        amount?: string | number | null;
        appliesOnEachItem?: boolean | null;
      } | null;
      discountOnQuantity?: object | null;
    } | null;
    appliesOnSubscription?: boolean | null;
  } | null;
}

const at = (...path: string[]) => ["basicCodeDiscount", ...path];

/** Ids of things that exist in this shop, or an error naming the first that does not. */
function readIds(
  type: string,
  noun: string,
  gids: readonly string[] | null | undefined,
  known: (id: string) => boolean,
  path: string[],
  errors: UserError[],
): string[] {
  return (gids ?? []).flatMap((value) => {
    const id = idOf(type, value);
    if (id !== null && known(id)) return [id];
    errors.push(
      userError(path, "INVALID", `${noun} with id: ${id ?? value} is invalid`),
    );
    return [];
  });
}

function readItems(
  call: AdminCall,
  input: NonNullable<BasicInput["customerGets"]>["items"],
  errors: UserError[],
): Discount["items"] | undefined {
  if (!input) return undefined;
  if (input.products?.productsToRemove || input.collections?.remove)
    throw notSimulated("removing items from a discount");
  const { products } = call.shop;
  if (input.products)
    return {
      kind: "products",
      productIds: readIds(
        "Product",
        "Product",
        input.products.productsToAdd,
        (id) => products.some((one) => one.id === id),
        at("customerGets", "items", "products", "productsToAdd"),
        errors,
      ),
      variantIds: readIds(
        "ProductVariant",
        "Product variant",
        input.products.productVariantsToAdd,
        (id) =>
          products.some((one) =>
            one.variants.some((variant) => variant.id === id),
          ),
        at("customerGets", "items", "products", "productVariantsToAdd"),
        errors,
      ),
    };
  if (input.collections)
    return {
      kind: "collections",
      collectionIds: readIds(
        "Collection",
        "Collection",
        input.collections.add,
        (id) => call.shop.collections.some((one) => one.id === id),
        at("customerGets", "items", "collections", "add"),
        errors,
      ),
    };
  if (input.all) return { kind: "all" };
  errors.push(
    userError(
      at("customerGets", "items"),
      "BLANK",
      "Items in 'customer get' can't be blank",
    ),
  );
  return undefined;
}

function readValue(
  call: AdminCall,
  input: NonNullable<BasicInput["customerGets"]>["value"],
  errors: UserError[],
): Discount["value"] | undefined {
  if (!input) return undefined;
  if (input.discountOnQuantity) throw notSimulated("discountOnQuantity");
  if (input.percentage != null) {
    if (input.percentage < 0 || input.percentage > 1)
      errors.push(
        userError(
          at("customerGets", "value", "percentage"),
          "VALUE_OUTSIDE_RANGE",
          "Value must be between 0.0 and 1.0",
        ),
      );
    return {
      kind: "percentage",
      percent: Number((input.percentage * 100).toFixed(6)),
    };
  }
  const amount = Number(input.discountAmount?.amount ?? NaN);
  if (!(amount > 0))
    errors.push(
      userError(
        at("customerGets", "value", "discountAmount", "amount"),
        "GREATER_THAN",
        "Value must be greater than 0",
      ),
    );
  return {
    kind: "amount",
    amount: toMinor(amount || 0, call.shop.currency),
    eachItem: input.discountAmount?.appliesOnEachItem ?? false,
  };
}

function readMinimum(
  call: AdminCall,
  input: BasicInput["minimumRequirement"],
  errors: UserError[],
): Discount["minimum"] | undefined {
  if (input === undefined) return undefined;
  const subtotal = input?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input?.quantity?.greaterThanOrEqualToQuantity;
  if (subtotal != null && quantity != null) {
    const message =
      "Minimum subtotal cannot be defined when minimum quantity is";
    errors.push(
      userError(
        at("minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"),
        "CONFLICT",
        message,
      ),
    );
    errors.push(
      userError(
        at("minimumRequirement", "quantity", "greaterThanOrEqualToQuantity"),
        "CONFLICT",
        "Minimum quantity cannot be defined when minimum subtotal is",
      ),
    );
  }
  if (subtotal != null)
    return { kind: "subtotal", amount: toMinor(subtotal, call.shop.currency) };
  return quantity != null
    ? { kind: "quantity", quantity: Number(quantity) }
    : { kind: "none" };
}

function readCustomers(
  call: AdminCall,
  input: BasicInput["context"],
  errors: UserError[],
): Discount["customers"] | undefined {
  if (!input) return undefined;
  if (input.customerSegments || input.markets || input.customers?.remove)
    throw notSimulated(
      "discounts for segments or markets, or removing customers",
    );
  if (!input.customers) return { kind: "all" };
  const customerIds = readIds(
    "Customer",
    "Customer",
    input.customers.add,
    (id) => call.shop.customers.some((one) => one.id === id),
    at("context", "customers", "add"),
    errors,
  );
  return { kind: "customers", customerIds };
}

function checkTexts(
  call: AdminCall,
  input: BasicInput,
  before: Discount | undefined,
  errors: UserError[],
): void {
  const creating = !before;
  if (input.title != null ? input.title.trim() === "" : creating)
    errors.push(userError(at("title"), "BLANK", "Title can't be blank"));
  if ((input.title?.length ?? 0) > 255)
    errors.push(
      userError(
        at("title"),
        "TOO_LONG",
        "Title is too long (maximum is 255 characters)",
      ),
    );
  if (input.startsAt == null ? creating || input.startsAt === null : false)
    errors.push(userError(at("startsAt"), "BLANK", "Starts at can't be blank"));
  if (input.code == null) {
    if (creating)
      errors.push(userError(at("code"), "BLANK", "Code can't be blank"));
  } else if (before?.bulk) {
    errors.push(
      userError(
        at("code"),
        "INVALID",
        "Cannot update the code of a bulk discount.",
      ),
    );
  } else {
    const fault = faultOfCode(input.code);
    if (fault) errors.push(userError(at("code"), fault.code, fault.message));
    else if (isTaken(call, input.code, before))
      errors.push(
        userError(
          at("code"),
          "TAKEN",
          "Code must be unique. Please try a different code.",
        ),
      );
  }
  const starts = input.startsAt ?? before?.startsAt;
  const ends = input.endsAt === undefined ? before?.endsAt : input.endsAt;
  if (starts && ends && Date.parse(ends) <= Date.parse(starts))
    errors.push(
      userError(at("endsAt"), "INVALID", "Ends at needs to be after starts_at"),
    );
  if (input.context && input.customerSelection)
    errors.push(
      userError(
        at("context"),
        "INVALID",
        "Only one of context or customerSelection can be provided.",
      ),
    );
  else if (input.customerSelection)
    throw notSimulated(
      "the deprecated customerSelection of a discount: give context",
    );
}

/** The changes an input makes, or why it is refused. `before` is the discount being updated. */
export function readBasicInput(
  call: AdminCall,
  input: BasicInput,
  before?: Discount,
): { changes: Partial<Discount>; errors: UserError[] } {
  const errors: UserError[] = [];
  checkTexts(call, input, before, errors);
  if (input.tags?.length) throw notSimulated("tags of a discount");
  const given: Partial<Record<keyof Discount, unknown>> = {
    title: input.title ?? undefined,
    startsAt: input.startsAt ? toIso(new Date(input.startsAt)) : undefined,
    endsAt:
      input.endsAt === undefined
        ? undefined
        : input.endsAt === null
          ? null
          : toIso(new Date(input.endsAt)),
    usageLimit: input.usageLimit,
    appliesOncePerCustomer: input.appliesOncePerCustomer ?? undefined,
    items: readItems(call, input.customerGets?.items, errors),
    value: readValue(call, input.customerGets?.value, errors),
    minimum: readMinimum(call, input.minimumRequirement, errors),
    customers: readCustomers(call, input.context, errors),
    combinesWith: input.combinesWith
      ? {
          orderDiscounts:
            input.combinesWith.orderDiscounts ??
            before?.combinesWith.orderDiscounts ??
            false,
          productDiscounts:
            input.combinesWith.productDiscounts ??
            before?.combinesWith.productDiscounts ??
            false,
          shippingDiscounts:
            input.combinesWith.shippingDiscounts ??
            before?.combinesWith.shippingDiscounts ??
            false,
        }
      : undefined,
  };
  if (!before && !given.items)
    errors.push(
      userError(
        at("customerGets", "items"),
        "BLANK",
        "Items in 'customer get' can't be blank",
      ),
    );
  if (!before && !given.value)
    errors.push(
      userError(at("customerGets", "value"), "BLANK", "Value can't be blank"),
    );
  if (input.usageLimit != null && input.usageLimit < 1)
    errors.push(
      userError(
        at("usageLimit"),
        "GREATER_THAN",
        "Usage limit must be greater than 0",
      ),
    );
  const changes = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<Discount>;
  return { changes, errors };
}
