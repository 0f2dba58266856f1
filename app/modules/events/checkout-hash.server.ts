import { createHash } from "node:crypto";

/** `Checkout.tokenHash`; the web pixel makes the same of the token that it sees (extensions/pixel). */
export function hashCheckoutToken(token: string): string {
  return createHash("sha256").update(token).digest("hex").slice(0, 32);
}
