/** What a discount code may look like, and whether another discount has it already. */
import type { Discount } from "../../../../world/types.ts";
import type { AdminCall } from "../../call.ts";

/** What is wrong with a code by itself; null when nothing is. */
export function faultOfCode(
  code: string,
): { code: string; message: string } | null {
  if (code === "")
    return {
      code: "TOO_SHORT",
      message: "Code is too short (minimum is 1 character)",
    };
  if (code.length > 255)
    return {
      code: "TOO_LONG",
      message: "Code is too long (maximum is 255 characters)",
    };
  if (/[\r\n]/.test(code))
    return {
      code: "INVALID",
      message: "Code cannot contain newline characters.",
    };
  return null;
}

export function isTaken(
  call: AdminCall,
  code: string,
  exceptOf?: Discount,
): boolean {
  const wanted = code.toLowerCase();
  return call.shop.discounts.some(
    (discount) =>
      discount !== exceptOf &&
      discount.codes.some((one) => one.code.toLowerCase() === wanted),
  );
}
