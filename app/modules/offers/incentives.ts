/** What an offer gives, checked once at the edge: every kind of `Incentive` in app/shared/storefront-config.ts. */
import { z } from "zod";
import type { Incentive, OfferScope } from "#app/shared/storefront-config.ts";

/** One of Shopify's numeric ids, as text. */
const idSchema = z
  .string({ error: "Choose a product" })
  .regex(/^\d{1,20}$/, "Choose a product");

/** As many as keep the terms of a discount short enough to be compared by an index. */
const MOST_ITEMS = 50;

function idsSchema(what: string) {
  return z
    .array(idSchema, { error: `Choose at least one ${what}` })
    .min(1, `Choose at least one ${what}`)
    .max(MOST_ITEMS, `Choose at most ${MOST_ITEMS}`);
}

const offerScopeSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("basket") }),
    z.object({ kind: z.literal("hesitated-product") }),
    z.object({ kind: z.literal("products"), ids: idsSchema("product") }),
    z.object({ kind: z.literal("variants"), ids: idsSchema("variant") }),
    z.object({ kind: z.literal("collections"), ids: idsSchema("collection") }),
  ],
  { error: "Choose what it applies to" },
);

function moneySchema(what: string) {
  return z
    .number({ error: `Enter ${what}` })
    .int("Enter an amount the currency has")
    .min(1, "Enter an amount above zero")
    .max(100_000_000, "Enter a smaller amount");
}

const titleSchema = z
  .string({ error: "Enter a name" })
  .trim()
  .min(1, "Enter a name")
  .max(80, "Keep the name to 80 characters");

/** 0 is allowed for a bundle alone: companions without a discount. */
function percentSchema(min: number) {
  return z
    .number({ error: "Enter a percentage" })
    .int("Enter a whole percentage")
    .min(min, `Enter at least ${min} %`)
    .max(90, "Enter at most 90 %");
}

export const BUNDLE_MOST = 5;

const bundleItemSchema = z.object({
  productId: idSchema,
  variantId: idSchema,
  title: titleSchema,
});

export const PROMISES = [
  "free-returns",
  "extended-warranty",
  "service",
] as const;
/** Kept by the merchant; the order is tagged so that it is not forgotten. */
export type Promised = (typeof PROMISES)[number];

/** Schema of `treatment.incentive`. Money in minor units of the shop's currency. */
export const incentiveSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({
      kind: z.literal("percent"),
      percent: percentSchema(1),
      scope: offerScopeSchema.exactOptional(),
    }),
    z.object({
      kind: z.literal("amount"),
      amountMinor: moneySchema("an amount"),
      scope: offerScopeSchema.exactOptional(),
    }),
    z.object({
      kind: z.literal("gift"),
      variantId: idSchema,
      title: titleSchema,
      url: z
        .string()
        .regex(/^\/[^/\\]/, "Enter a path of the shop")
        .max(200, "Enter a shorter path")
        .exactOptional(),
      scope: offerScopeSchema.exactOptional(),
    }),
    z.object({
      kind: z.literal("free-shipping"),
      maxPriceMinor: moneySchema("the highest rate").exactOptional(),
    }),
    z.object({
      kind: z.literal("faster-shipping"),
      maxPriceMinor: moneySchema("the price of the faster rate"),
    }),
    z.object({
      kind: z.literal("promise"),
      promise: z.enum(PROMISES, { error: "Choose what you promise" }),
      variantId: idSchema.exactOptional(),
    }),
    z.object({
      kind: z.literal("bundle"),
      items: z
        .array(bundleItemSchema, { error: "Choose at least one product" })
        .min(1, "Choose at least one product")
        .max(BUNDLE_MOST, `Choose at most ${BUNDLE_MOST} products`)
        .refine(
          (items) =>
            new Set(items.map(({ variantId }) => variantId)).size ===
            items.length,
          "Choose each variant once",
        ),
      percent: percentSchema(0),
    }),
    z.object({ kind: z.literal("benefit") }),
  ],
  { error: "Choose what the offer gives" },
) satisfies z.ZodType<Incentive>;

/** How the effect comes about: a Shopify code, a promise on the order, or nothing that has to be claimed. */
export function deliveryOf(incentive: Incentive): "code" | "promise" | "none" {
  if (incentive.kind === "benefit") return "none";
  if (incentive.kind === "promise") return "promise";
  return incentive.kind === "bundle" && incentive.percent === 0
    ? "none"
    : "code";
}

/** What a price incentive lowers, or what a gift must be bought with. */
export function scopeOf(incentive: Incentive): OfferScope {
  switch (incentive.kind) {
    case "percent":
    case "amount":
      return incentive.scope ?? { kind: "basket" };
    case "gift":
      return !incentive.scope || incentive.scope.kind === "basket"
        ? { kind: "hesitated-product" }
        : incentive.scope;
    default:
      return { kind: "basket" };
  }
}

/** Each product has a discount of its own, made when it is first claimed: the claim must name the product. */
export function isPerProduct(incentive: Incentive): boolean {
  return scopeOf(incentive).kind === "hesitated-product";
}

/** The fields a page may carry, each named here: what is not, stays on the server. Always in the same order. */
export function publicIncentive(incentive: Incentive): Incentive {
  switch (incentive.kind) {
    case "percent": {
      const { kind, percent, scope } = incentive;
      return { kind, percent, ...(scope && { scope: publicScope(scope) }) };
    }
    case "amount": {
      const { kind, amountMinor, scope } = incentive;
      return { kind, amountMinor, ...(scope && { scope: publicScope(scope) }) };
    }
    case "gift": {
      const { kind, variantId, title, url, scope } = incentive;
      return {
        kind,
        variantId,
        title,
        ...(url && { url }),
        ...(scope && { scope: publicScope(scope) }),
      };
    }
    case "free-shipping": {
      const { kind, maxPriceMinor } = incentive;
      return { kind, ...(maxPriceMinor !== undefined && { maxPriceMinor }) };
    }
    case "faster-shipping": {
      const { kind, maxPriceMinor } = incentive;
      return { kind, maxPriceMinor };
    }
    case "promise": {
      const { kind, promise, variantId } = incentive;
      return { kind, promise, ...(variantId && { variantId }) };
    }
    case "bundle": {
      const { kind, items, percent } = incentive;
      const named = items.map(({ productId, variantId, title }) => ({
        productId,
        variantId,
        title,
      }));
      return { kind, items: named, percent };
    }
    case "benefit":
      return { kind: "benefit" };
  }
}

function publicScope(scope: OfferScope): OfferScope {
  return "ids" in scope
    ? { kind: scope.kind, ids: [...scope.ids] }
    : { kind: scope.kind };
}
