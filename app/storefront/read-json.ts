import type { Store } from "./memory.ts";

/** What somebody wrote into a storage, if it is JSON at all; whether it has the right shape is for the caller to find out. */
export function readJson<Value>(
  store: Store,
  key: string,
): (Partial<Value> & Value) | undefined {
  try {
    return Object(JSON.parse(store?.getItem(key) ?? "null")) as Value;
  } catch {
    return undefined;
  }
}
