/** Making and changing discount codes of each kind. */
import type {
  BasicDiscount,
  BxgyDiscount,
  Discount,
  FreeShippingDiscount,
} from "../../../../world/discounts.ts";
import { newId, toIso } from "../../../../world/world.ts";
import type { AdminCall, Source } from "../../call.ts";
import { userError, type UserError } from "../../errors.ts";
import { findDiscount } from "./discounts.ts";
import { type BasicInput, readBasic } from "./input-basic.ts";
import { type BxgyInput, readBxgy } from "./input-bxgy.ts";
import type { CommonInput, Reading } from "./input-common.ts";
import { type FreeShippingInput, readFreeShipping } from "./input-shipping.ts";
import { toCodeNode } from "./view.ts";

/** How the input of one kind is called and read, and what a discount of that kind begins with. */
interface Kind<D extends Discount, I extends CommonInput> {
  argument: string;
  read: (reading: Reading, input: I) => Partial<D>;
  blank: Omit<D, keyof Discount> & Pick<D, "kind">;
}

const BASIC: Kind<BasicDiscount, BasicInput> = {
  argument: "basicCodeDiscount",
  read: readBasic,
  blank: {
    kind: "basic",
    value: { kind: "percentage", percent: 0 },
    items: { kind: "all" },
  },
};

const FREE_SHIPPING: Kind<FreeShippingDiscount, FreeShippingInput> = {
  argument: "freeShippingCodeDiscount",
  read: readFreeShipping,
  blank: {
    kind: "free-shipping",
    destination: { kind: "all" },
    maximumShippingPrice: null,
  },
};

const BXGY: Kind<BxgyDiscount, BxgyInput> = {
  argument: "bxgyCodeDiscount",
  read: readBxgy,
  blank: {
    kind: "bxgy",
    buys: { items: { kind: "all" }, value: { kind: "quantity", quantity: 1 } },
    gets: {
      items: { kind: "all" },
      quantity: 1,
      effect: { kind: "percentage", percent: 100 },
    },
    usesPerOrderLimit: null,
  },
};

function makeBlank(call: AdminCall, code: string) {
  const now = toIso(call.now);
  return {
    id: newId(call.ctx.world),
    title: "",
    minimum: { kind: "none" as const },
    customers: { kind: "all" as const },
    combinesWith: {
      orderDiscounts: false,
      productDiscounts: false,
      shippingDiscounts: false,
    },
    usageLimit: null,
    appliesOncePerCustomer: false,
    startsAt: now,
    endsAt: null,
    codes: [{ id: newId(call.ctx.world), code, used: 0, usedBy: [] }],
    bulk: false,
    createdBy: "app" as const,
    createdAt: now,
    updatedAt: now,
    bulkCreations: [],
  };
}

const refused = (userErrors: UserError[]) => ({
  codeDiscountNode: null,
  userErrors,
});

function create<D extends Discount, I extends CommonInput>(
  kind: Kind<D, I>,
  input: I,
  call: AdminCall,
) {
  const reading: Reading = {
    call,
    argument: kind.argument,
    before: undefined,
    errors: [],
  };
  const changes = kind.read(reading, input);
  if (reading.errors.length > 0) return refused(reading.errors);
  const discount = {
    ...makeBlank(call, input.code!),
    ...structuredClone(kind.blank),
    ...changes,
  } as unknown as D;
  call.shop.discounts.push(discount);
  call.ctx.save();
  return { codeDiscountNode: toCodeNode(discount, call), userErrors: [] };
}

function update<D extends Discount, I extends CommonInput>(
  kind: Kind<D, I>,
  { id, input }: { id: string; input: I },
  call: AdminCall,
) {
  const discount = findDiscount(call, id);
  if (discount?.kind !== kind.blank.kind)
    return refused([userError(["id"], "INVALID", "Discount does not exist")]);
  const reading: Reading = {
    call,
    argument: kind.argument,
    before: discount,
    errors: [],
  };
  const changes = kind.read(reading, input);
  if (reading.errors.length > 0) return refused(reading.errors);
  Object.assign(discount, changes, { updatedAt: toIso(call.now) });
  if (input.code != null && discount.codes[0])
    discount.codes[0].code = input.code;
  call.ctx.save();
  return { codeDiscountNode: toCodeNode(discount, call), userErrors: [] };
}

export const discountWrites: Source = {
  discountCodeBasicCreate: (
    args: { basicCodeDiscount: BasicInput },
    call: AdminCall,
  ) => create(BASIC, args.basicCodeDiscount, call),
  discountCodeBasicUpdate: (
    args: { id: string; basicCodeDiscount: BasicInput },
    call: AdminCall,
  ) => update(BASIC, { id: args.id, input: args.basicCodeDiscount }, call),
  discountCodeFreeShippingCreate: (
    args: { freeShippingCodeDiscount: FreeShippingInput },
    call: AdminCall,
  ) => create(FREE_SHIPPING, args.freeShippingCodeDiscount, call),
  discountCodeFreeShippingUpdate: (
    args: { id: string; freeShippingCodeDiscount: FreeShippingInput },
    call: AdminCall,
  ) =>
    update(
      FREE_SHIPPING,
      { id: args.id, input: args.freeShippingCodeDiscount },
      call,
    ),
  discountCodeBxgyCreate: (
    args: { bxgyCodeDiscount: BxgyInput },
    call: AdminCall,
  ) => create(BXGY, args.bxgyCodeDiscount, call),
  discountCodeBxgyUpdate: (
    args: { id: string; bxgyCodeDiscount: BxgyInput },
    call: AdminCall,
  ) => update(BXGY, { id: args.id, input: args.bxgyCodeDiscount }, call),
};
