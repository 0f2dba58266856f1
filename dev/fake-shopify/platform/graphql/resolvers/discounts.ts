/** Discount codes: create, update, end, delete, find. Adding and deleting many codes is discount-codes.ts. */
import type { Discount } from "../../../world/types.ts";
import { gid, newId, toIso } from "../../../world/world.ts";
import { idOf, type AdminCall, type Source } from "../call.ts";
import { connection } from "../connection.ts";
import { userError } from "../errors.ts";
import { parseSearch } from "../search.ts";
import { readBasicInput, type BasicInput } from "./discount-input.ts";
import { statusOf, toCodeNode, toDiscountNode } from "./discount-view.ts";
import { sortBy, type ListArgs } from "./products.ts";

const DEFAULTS: Omit<
  Discount,
  "id" | "title" | "startsAt" | "createdAt" | "updatedAt"
> = {
  value: { kind: "percentage", percent: 0 },
  items: { kind: "all" },
  minimum: { kind: "none" },
  customers: { kind: "all" },
  combinesWith: {
    orderDiscounts: false,
    productDiscounts: false,
    shippingDiscounts: false,
  },
  usageLimit: null,
  appliesOncePerCustomer: false,
  endsAt: null,
  codes: [],
  bulk: false,
  createdBy: "app",
  bulkCreations: [],
};

export function findDiscount(
  call: AdminCall,
  discountGid: string,
): Discount | undefined {
  const id =
    idOf("DiscountCodeNode", discountGid) ?? idOf("DiscountNode", discountGid);
  return call.shop.discounts.find((one) => one.id === id);
}

export const unknownDiscount = (field: string[]) =>
  userError(field, "INVALID", "Code discount does not exist.");

export const discountQueries: Source = {
  codeDiscountNode(args: { id: string }, call: AdminCall) {
    const discount = findDiscount(call, args.id);
    return discount ? toCodeNode(discount, call) : null;
  },
  codeDiscountNodeByCode(args: { code: string }, call: AdminCall) {
    const code = args.code.toLowerCase();
    const discount = call.shop.discounts.find((one) =>
      one.codes.some((candidate) => candidate.code.toLowerCase() === code),
    );
    return discount ? toCodeNode(discount, call) : null;
  },
  discountNode(args: { id: string }, call: AdminCall) {
    const discount = findDiscount(call, args.id);
    return discount ? toDiscountNode(discount, call) : null;
  },
  discountNodes(args: ListArgs, call: AdminCall) {
    const matches = parseSearch<Discount>({
      query: args.query,
      fields: {
        default: (one) => [one.title, ...one.codes.map(({ code }) => code)],
        id: (one) => Number(one.id),
        title: (one) => one.title,
        code: (one) => one.codes.map(({ code }) => code),
        status: (one) => statusOf(one, call.now),
        created_at: (one) => one.createdAt,
        starts_at: (one) => one.startsAt,
        ends_at: (one) => one.endsAt,
      },
      subject: "discountNodes",
    });
    const items = sortBy(call.shop.discounts.filter(matches), args.sortKey, {
      TITLE: (one) => one.title,
      CREATED_AT: (one) => one.createdAt,
      UPDATED_AT: (one) => one.updatedAt,
      STARTS_AT: (one) => one.startsAt,
    });
    return connection({
      items,
      args,
      toNode: (one) => toDiscountNode(one, call),
    });
  },
};

export const discountMutations: Source = {
  discountCodeBasicCreate(
    { basicCodeDiscount: input }: { basicCodeDiscount: BasicInput },
    call: AdminCall,
  ) {
    const { changes, errors } = readBasicInput(call, input);
    if (errors.length > 0)
      return { codeDiscountNode: null, userErrors: errors };
    const now = toIso(call.now);
    const discount: Discount = {
      ...structuredClone(DEFAULTS),
      id: newId(call.ctx.world),
      title: "",
      startsAt: now,
      ...changes,
      createdAt: now,
      updatedAt: now,
      codes: [
        { id: newId(call.ctx.world), code: input.code!, used: 0, usedBy: [] },
      ],
    };
    call.shop.discounts.push(discount);
    call.ctx.save();
    return { codeDiscountNode: toCodeNode(discount, call), userErrors: [] };
  },

  discountCodeBasicUpdate(
    args: { id: string; basicCodeDiscount: BasicInput },
    call: AdminCall,
  ) {
    const discount = findDiscount(call, args.id);
    if (!discount)
      return {
        codeDiscountNode: null,
        userErrors: [userError(["id"], "INVALID", "Discount does not exist")],
      };
    const { changes, errors } = readBasicInput(
      call,
      args.basicCodeDiscount,
      discount,
    );
    if (errors.length > 0)
      return { codeDiscountNode: null, userErrors: errors };
    Object.assign(discount, changes, { updatedAt: toIso(call.now) });
    if (args.basicCodeDiscount.code != null && discount.codes[0])
      discount.codes[0].code = args.basicCodeDiscount.code;
    call.ctx.save();
    return { codeDiscountNode: toCodeNode(discount, call), userErrors: [] };
  },

  discountCodeDeactivate(args: { id: string }, call: AdminCall) {
    const discount = findDiscount(call, args.id);
    if (!discount)
      return { codeDiscountNode: null, userErrors: [unknownDiscount(["id"])] };
    if (statusOf(discount, call.now) !== "EXPIRED")
      Object.assign(discount, {
        endsAt: toIso(call.now),
        updatedAt: toIso(call.now),
      });
    call.ctx.save();
    return { codeDiscountNode: toCodeNode(discount, call), userErrors: [] };
  },

  discountCodeActivate(args: { id: string }, call: AdminCall) {
    const discount = findDiscount(call, args.id);
    if (!discount)
      return { codeDiscountNode: null, userErrors: [unknownDiscount(["id"])] };
    const status = statusOf(discount, call.now);
    if (status === "EXPIRED") discount.endsAt = null;
    if (status === "SCHEDULED") discount.startsAt = toIso(call.now);
    discount.updatedAt = toIso(call.now);
    call.ctx.save();
    return { codeDiscountNode: toCodeNode(discount, call), userErrors: [] };
  },

  discountCodeDelete(args: { id: string }, call: AdminCall) {
    const discount = findDiscount(call, args.id);
    if (!discount)
      return {
        deletedCodeDiscountId: null,
        userErrors: [unknownDiscount(["id"])],
      };
    call.shop.discounts.splice(call.shop.discounts.indexOf(discount), 1);
    call.ctx.save();
    return {
      deletedCodeDiscountId: gid("DiscountCodeNode", discount.id),
      userErrors: [],
    };
  },
};
