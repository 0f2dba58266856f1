/** Her own wishes, kept with or without consent for the session: they are hers. What she accepted is hers until its end. */
import { wantsFewer, type Choice } from "../../shared/arbitration.ts";
import type { Incentive } from "../../shared/storefront-config.ts";
import { CHOICE, CLAIM, type Store } from "../memory.ts";
import { readJson } from "../read-json.ts";

export interface KeptClaim {
  campaignId: string;
  incentive: Incentive;
  heading: string;
  code?: string;
  /** Of promises. */
  claimIds?: string[];
  /** Milliseconds since 1970, by the server's clock. */
  endsAt?: number;
  /** What to add to the device's clock to have the server's, in milliseconds. */
  skew: number;
  /** She was reminded in this visit. */
  told?: boolean;
}

/** `fewer.<since>` outlives the session where consent lets us keep it. */
export function readChoice(
  session: Store,
  local: Store,
  now: number,
): Choice | undefined {
  for (const store of [session, local]) {
    const [choice, since] = (store?.getItem(CHOICE) ?? "").split(".");
    if (choice === "accepted" || choice === "not-now") return choice;
    if (
      choice === "fewer" &&
      (store === session || wantsFewer(Number(since), now))
    )
      return choice;
  }
  return undefined;
}

/** @param local only with consent */
export function keepChoice(
  session: Store,
  local: Store,
  choice: Choice,
  now: number,
): void {
  const text = choice === "fewer" ? `${choice}.${now}` : choice;
  session?.setItem(CHOICE, text);
  if (choice === "fewer") local?.setItem(CHOICE, text);
}

export function readClaim(session: Store, local: Store): KeptClaim | undefined {
  for (const store of [session, local]) {
    const claim = readJson<KeptClaim>(store, CLAIM);
    if (claim?.incentive && typeof claim.heading === "string") return claim;
  }
  return undefined;
}

/** @param local only with consent */
export function keepClaim(
  session: Store,
  local: Store,
  claim: KeptClaim,
): void {
  for (const store of [session, local])
    store?.setItem(CLAIM, JSON.stringify(claim));
}
