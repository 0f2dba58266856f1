/** What Shopify enforces of an offer, as one comparable text: other terms need a discount of their own. */
import { z } from "zod";
import type { Incentive } from "#app/shared/storefront-config.ts";
import {
  incentiveSchema,
  isPerProduct,
  publicIncentive,
} from "./incentives.ts";

export interface Terms {
  incentive: Incentive;
  stacks: boolean;
  /** The smallest subtotal at which Shopify accepts the code; 0 = any. */
  minCartMinor: number;
  /** Of an offer on the product a shopper hesitates over: that product. */
  productId?: string | undefined;
}

/** The terms in a campaign's definition; `productId` is the claim's, and left out where it changes nothing. */
export function offerTerms(
  {
    treatment,
    audience,
  }: {
    treatment: { incentive: Incentive; stacks: boolean };
    audience: { minCartMinor: number };
  },
  productId?: string,
): Terms {
  const { incentive, stacks } = treatment;
  return {
    incentive,
    stacks,
    minCartMinor: audience.minCartMinor,
    ...(productId && isPerProduct(incentive) && { productId }),
  };
}

/**
 * The first form (`v1|percent:10|stacks:0|from:2000`) goes on for what it could say, so that discounts made by earlier
 * versions stay in use.
 */
export function termsKey({
  incentive,
  stacks,
  minCartMinor,
  productId,
}: Terms): string {
  const rest = `stacks:${stacks ? 1 : 0}|from:${minCartMinor}`;
  const onBasket =
    !("scope" in incentive) || incentive.scope?.kind === "basket";
  if (incentive.kind === "percent" && onBasket)
    return `v1|percent:${incentive.percent}|${rest}`;
  if (incentive.kind === "amount" && onBasket)
    return `v1|amount:${incentive.amountMinor}|${rest}`;
  const product = productId ? `product:${productId}|` : "";
  return `v2|${rest}|${product}${JSON.stringify(publicIncentive(incentive))}`;
}

const V1 = /^v1\|(percent|amount):(\d+)\|/;
const V2 = /^v2\|stacks:[01]\|from:\d+\|(?:product:\d+\|)?(\{.*\})$/s;

/**
 * What a code gives, read back from `termsKey`'s text.
 * @throws when the text is none of ours.
 */
export function incentiveOf(terms: string): Incentive {
  const [, kind, number] = V1.exec(terms) ?? [];
  if (kind === "percent") return { kind, percent: Number(number) };
  if (kind === "amount") return { kind, amountMinor: Number(number) };
  const parsed = readJson(V2.exec(terms)?.[1]);
  if (parsed.success) return parsed.data;
  throw new Error(`These are no terms of ours: ${terms}`);
}

function readJson(text: string | undefined) {
  let json: unknown;
  try {
    json = JSON.parse(text ?? "");
  } catch {
    json = undefined;
  }
  return z.safeParse(incentiveSchema, json);
}

export interface ClaimedCode {
  kind: "code";
  code: string;
  endsAt: Date;
  /** As `termsKey` wrote them when the code was made: the campaign may have changed since. */
  terms: string;
  /** Where the offer is on one product: that one. */
  productId?: string;
}

/** A benefit the merchant keeps: the order that carries the id is tagged once. */
export interface ClaimedPromise {
  kind: "promise";
  claimId: string;
  endsAt: Date;
  terms: string;
  productId?: string;
}

export type Claimed = ClaimedCode | ClaimedPromise;
