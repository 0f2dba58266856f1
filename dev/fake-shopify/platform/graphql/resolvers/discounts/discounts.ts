/** Discounts are found, ended, begun and deleted here. Making and changing them is write.ts, many codes at once codes.ts. */
import { classOf, type Discount } from "../../../../world/discounts.ts";
import { gid, toIso } from "../../../../world/world.ts";
import { idOf, type AdminCall, type Source } from "../../call.ts";
import { connection } from "../../connection.ts";
import { userError } from "../../errors.ts";
import { parseSearch } from "../../search.ts";
import { statusOf, toCodeNode, toDiscountNode } from "./view.ts";
import { sortBy, type ListArgs } from "../products.ts";

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
        discount_class: (one) => classOf(one).toLowerCase(),
        discount_type: (one) =>
          one.kind === "basic"
            ? one.value.kind === "percentage"
              ? "percentage"
              : "fixed_amount"
            : one.kind === "bxgy"
              ? "bogo"
              : "free_shipping",
        method: () => "code",
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
