/** One request to the Admin API: whose shop, which installation, what time. */
import type { LocalShopify } from "../../context.ts";
import type { Id, Installation, ShopWorld } from "../../world/types.ts";

export interface AdminCall {
  ctx: LocalShopify;
  shop: ShopWorld;
  installation: Installation;
  now: Date; // local clock
}

/** What a resolver gives back: values, or functions of (args, call, info). A key that is missing is not simulated. */
export type Source = Record<string, unknown>;

/** The numeric id of a full gid of that type, or null: Shopify answers a foreign gid like an unknown one. */
export function idOf(type: string, value: string): Id | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(value);
  return match && match[1] === type ? match[2]! : null;
}

export function typeOf(value: string): string | null {
  return /^gid:\/\/shopify\/([A-Za-z]+)\/\d+$/.exec(value)?.[1] ?? null;
}

/** Runs soon in real time, for what Shopify does asynchronously. Does not keep the process alive. */
export function soon(ms: number, work: () => void): void {
  setTimeout(work, ms).unref();
}
