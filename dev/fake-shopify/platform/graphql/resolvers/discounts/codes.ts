/** Many codes under one discount. Shopify works on them after it has answered, and so does this. */
import type { GraphQLResolveInfo } from "graphql";
import type { LocalShopify } from "../../../../context.ts";
import type {
  BulkCreation,
  Discount,
  ShopWorld,
} from "../../../../world/types.ts";
import { gid, newId, toIso } from "../../../../world/world.ts";
import { idOf, soon, type AdminCall, type Source } from "../../call.ts";
import { notSimulated, refuseLargeArray, userError } from "../../errors.ts";
import { faultOfCode } from "./code-rules.ts";
import { toBulkCreation } from "./bulk-view.ts";
import { findDiscount, unknownDiscount } from "./discounts.ts";
import { parseSearch } from "../../search.ts";

/** Real milliseconds until the codes of one call exist. */
const BULK_ADD_MS = 400;

function settle(
  ctx: LocalShopify,
  shop: ShopWorld,
  discount: Discount,
  creation: BulkCreation,
): void {
  const known = new Set(
    shop.discounts.flatMap((one) =>
      one.codes.map(({ code }) => code.toLowerCase()),
    ),
  );
  for (const one of creation.codes) {
    const fault = faultOfCode(one.code);
    if (fault) one.errors.push(fault);
    else if (known.has(one.code.toLowerCase()))
      one.errors.push({
        code: "TAKEN",
        message: "must be unique. Please try a different code.",
      });
    else {
      discount.codes.push({
        id: newId(ctx.world),
        code: one.code,
        used: 0,
        usedBy: [],
      });
      known.add(one.code.toLowerCase());
      one.imported = true;
    }
  }
  creation.done = true;
  ctx.save();
}

/** Finishes what a stopped process left undone. */
export function settleOpenCreations(ctx: LocalShopify): void {
  for (const shop of Object.values(ctx.world.shops))
    for (const discount of shop.discounts)
      for (const creation of discount.bulkCreations)
        if (!creation.done) settle(ctx, shop, discount, creation);
}

export const discountCodeQueries: Source = {
  discountRedeemCodeBulkCreation(args: { id: string }, call: AdminCall) {
    const id = idOf("DiscountRedeemCodeBulkCreation", args.id);
    for (const discount of call.shop.discounts) {
      const creation = discount.bulkCreations.find((one) => one.id === id);
      if (creation) return toBulkCreation(creation, discount, call);
    }
    return null;
  },
  job: (args: { id: string }) =>
    /^gid:\/\/shopify\/Job\//.test(args.id)
      ? { __typename: "Job", id: args.id, done: true }
      : null,
};

export const discountCodeMutations: Source = {
  discountRedeemCodeBulkAdd(
    args: { discountId: string; codes: { code: string }[] },
    call: AdminCall,
    info: GraphQLResolveInfo,
  ) {
    refuseLargeArray(args.codes, info);
    const refuse = (error: ReturnType<typeof userError>) => ({
      bulkCreation: null,
      userErrors: [error],
    });
    if (args.codes.length === 0)
      return refuse(userError(["codes"], "BLANK", "Codes can't be blank"));
    const discount = findDiscount(call, args.discountId);
    if (!discount) return refuse(unknownDiscount(["discountId"]));
    const creation: BulkCreation = {
      id: newId(call.ctx.world),
      createdAt: toIso(call.now),
      done: false,
      codes: args.codes.map(({ code }) => ({
        code,
        errors: [],
        imported: false,
      })),
    };
    discount.bulkCreations.push(creation);
    discount.bulk = true;
    call.ctx.save();
    soon(BULK_ADD_MS, () => settle(call.ctx, call.shop, discount, creation));
    // What is answered is the state of this moment, also if the answer is built later.
    return {
      bulkCreation: toBulkCreation(structuredClone(creation), discount, call),
      userErrors: [],
    };
  },

  discountCodeRedeemCodeBulkDelete(
    args: {
      discountId: string;
      ids?: string[] | null;
      search?: string | null;
      savedSearchId?: string | null;
    },
    call: AdminCall,
    info: GraphQLResolveInfo,
  ) {
    if (args.savedSearchId)
      throw notSimulated("discountCodeRedeemCodeBulkDelete(savedSearchId:)");
    refuseLargeArray(args.ids ?? [], info);
    const refuse = (error: ReturnType<typeof userError>) => ({
      job: null,
      userErrors: [error],
    });
    const given = [args.ids, args.search].filter((one) => one != null).length;
    if (given === 0)
      return refuse(
        userError(
          null,
          "MISSING_ARGUMENT",
          "Missing expected argument key: 'ids', 'search' or 'savedSearchId'.",
        ),
      );
    if (given > 1)
      return refuse(
        userError(
          null,
          "TOO_MANY_ARGUMENTS",
          "Only one of 'ids', 'search' or 'savedSearchId' is allowed.",
        ),
      );
    const discount = findDiscount(call, args.discountId);
    if (!discount) return refuse(unknownDiscount(["discountId"]));
    const ids = new Set(
      args.ids?.map((one) => idOf("DiscountRedeemCode", one)),
    );
    const matches = parseSearch<Discount["codes"][number]>({
      query: args.search,
      fields: { default: (one) => one.code, code: (one) => one.code },
      subject: "redeem codes",
    });
    discount.codes = discount.codes.filter(
      (one) => !(args.ids ? ids.has(one.id) : matches(one)),
    );
    call.ctx.save();
    return {
      job: {
        __typename: "Job",
        id: gid("Job", newId(call.ctx.world)),
        done: false,
      },
      userErrors: [],
    };
  },
};
