/** What happens when she says yes: what was promised comes into her basket whole, or her basket stays as it was. */
import type { Incentive } from "../../shared/storefront-config.ts";
import type { CallCart, CartAnswer } from "../senses/cart.ts";
import { applyCode, type Applied } from "./apply.ts";
import type { ClaimResult } from "./claim.ts";
import { readTotals } from "./totals.ts";

/** Private: hidden from themes and Ajax, carried by the order. Several ids are separated by a space. */
export const CLAIM_ATTRIBUTE = "__second_thought_claim";

export type Claimed = Extract<ClaimResult, { kind: "code" | "promise" }>;
type Refused = Extract<ClaimResult, { kind: "refused" }>;

export type Taken =
  | (Applied & {
      kind: "taken";
      claim?: Claimed;
      /** The code is on the cart and comes off as soon as its product is there. */
      waits?: boolean;
    })
  | {
      kind: "failed";
      message?: string;
      word: Refused["word"] | "refused" | "sold_out" | "changed";
      retry: boolean;
    };

export interface TakeOptions {
  incentive: Incentive;
  /** The product over which she hesitates. */
  productId: string | undefined;
  claim: () => Promise<ClaimResult>;
  call: CallCart;
  /** Ids of promises she has already. */
  promises: string[];
  sections: string[];
  path: string;
}

type Failed = Extract<Taken, { kind: "failed" }>;
const fail = (word: Failed["word"], retry = false): Failed => ({
  kind: "failed",
  word,
  retry,
});

/** Never throws: whatever happens, there is something kind to say, and nothing is left half. */
export async function take(options: TakeOptions): Promise<Taken> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const taken = await attempt(options, undo);
    if (taken.kind === "failed") await setBack(undo);
    return taken;
  } catch (error) {
    await setBack(undo);
    // What the cart itself refuses with 422 is sold out; anything else is a line that broke.
    return error === 422 ? fail("sold_out") : fail("offline", true);
  }
}

async function setBack(undo: (() => Promise<unknown>)[]) {
  for (const step of undo.reverse()) await step().catch(() => undefined);
}

async function attempt(
  options: TakeOptions,
  undo: (() => Promise<unknown>)[],
): Promise<Taken> {
  const { incentive, call } = options;
  const cart = await call("cart.js");
  const wanted = addedBy(incentive).filter(
    (id) => !has(cart, "variant_id", id),
  );
  const target =
    "scope" in incentive && incentive.scope?.kind === "hesitated-product"
      ? options.productId
      : undefined;
  const waits = !!target && !has(cart, "product_id", target);
  // In another tab she may have emptied it.
  if (!cart.items?.[0] && !wanted[0] && !waits) return fail("changed");

  const before = readTotals(cart);
  let claim: Claimed | undefined;
  if (incentive.kind !== "bundle" || incentive.percent) {
    const answer = await options.claim();
    if (answer.kind === "refused")
      return {
        kind: "failed",
        word: answer.word,
        retry: answer.retry,
        ...(answer.message ? { message: answer.message } : {}),
      };
    claim = answer;
  }
  if (wanted[0]) {
    await call("cart/add.js", {
      items: wanted.map((id) => ({ id: Number(id), quantity: 1 })),
    });
    undo.push(() =>
      call("cart/update.js", {
        updates: Object.fromEntries(wanted.map((id) => [id, 0])),
      }),
    );
  }
  const { sections, path } = options;
  const draw = sections[0] ? { sections, sections_url: path } : {};
  if (claim?.kind === "code") {
    const { code } = claim;
    const applied = await applyCode({ code, call, sections, path, waits });
    return applied
      ? {
          kind: "taken",
          claim,
          ...applied,
          before,
          ...(waits ? { waits } : {}),
        }
      : fail("refused");
  }
  const after = await call("cart/update.js", {
    ...(claim && {
      attributes: {
        [CLAIM_ATTRIBUTE]: [...options.promises, claim.claimId].join(" "),
      },
    }),
    ...draw,
  });
  return {
    kind: "taken",
    ...(claim ? { claim } : {}),
    before,
    after: readTotals(after),
    sections: after.sections ?? {},
  };
}

/** Variants that her click adds. */
function addedBy(incentive: Incentive): string[] {
  if (incentive.kind === "bundle")
    return incentive.items.map((item) => item.variantId);
  return "variantId" in incentive && incentive.variantId
    ? [incentive.variantId]
    : [];
}

const has = (
  { items = [] }: CartAnswer,
  field: "variant_id" | "product_id",
  id: string,
) => items.some((item) => String(item[field]) === id);
