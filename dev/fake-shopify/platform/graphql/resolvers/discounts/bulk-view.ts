/** A bulk addition of codes as the Admin API shows it. */
import type { BulkCreation, Discount } from "../../../../world/discounts.ts";
import { gid } from "../../../../world/world.ts";
import type { AdminCall, Source } from "../../call.ts";
import { connection, type PageArgs } from "../../connection.ts";
import { toCode, toCodeNode } from "./view.ts";

export function toBulkCreation(
  creation: BulkCreation,
  discount: Discount,
  call: AdminCall,
): Source {
  const settled = creation.codes.filter(
    (one) => one.imported || one.errors.length > 0,
  );
  return {
    __typename: "DiscountRedeemCodeBulkCreation",
    id: gid("DiscountRedeemCodeBulkCreation", creation.id),
    createdAt: creation.createdAt,
    done: creation.done,
    codesCount: creation.codes.length,
    importedCount: settled.filter((one) => one.imported).length,
    failedCount: settled.filter((one) => !one.imported).length,
    discountCode: () => toCodeNode(discount, call),
    codes: (args: PageArgs) =>
      connection({
        items: creation.codes.map((one, index) => ({
          ...one,
          id: String(index + 1),
        })),
        args,
        toNode: (one) => {
          const made = one.imported
            ? discount.codes.find(({ code }) => code === one.code)
            : undefined;
          return {
            code: one.code,
            errors: one.errors.map((error) => ({
              field: null,
              extraInfo: null,
              ...error,
            })),
            discountRedeemCode: made ? toCode(made) : null,
          };
        },
      }),
  };
}
