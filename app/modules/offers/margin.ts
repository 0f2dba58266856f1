/** What is left of a price after the offer and the unit cost. Pure; money in minor units of the shop's currency. */
import type { Incentive } from "#app/shared/storefront-config.ts";
import { scopeOf } from "./incentives.ts";

export interface VariantFacts {
  variantId: string;
  productId: string;
  priceMinor: number;
  /** Null when the merchant entered none. */
  costMinor: number | null;
}

export type MarginVerdict =
  | { ok: true }
  | {
      ok: false;
      reason: "below-floor" | "cost-unknown" | "product-unknown";
      productId?: string;
    };

/** Whose costs decide: products by id, and variants by id. */
export function costBasis(
  incentive: Incentive,
  productId: string | undefined,
): { productIds: string[]; variantIds: string[] } {
  const none: string[] = [];
  if (incentive.kind === "bundle")
    return {
      productIds: none,
      variantIds: incentive.items.map(({ variantId }) => variantId),
    };
  const scope = scopeOf(incentive);
  const gift = incentive.kind === "gift" ? [incentive.variantId] : none;
  switch (scope.kind) {
    case "products":
      return { productIds: scope.ids, variantIds: gift };
    case "variants":
      return { productIds: none, variantIds: [...scope.ids, ...gift] };
    default:
      return { productIds: productId ? [productId] : none, variantIds: gift };
  }
}

/**
 * Whether every variant that the code may lower still leaves `floorPercent` of what is paid for it. What lowers a whole
 * basket is judged as if the basket were made of the product she hesitates over, and no larger than it must be: the server
 * knows no basket that it could trust.
 * @param facts of all variants that `costBasis` names.
 */
export function judgeMargin({
  incentive,
  facts,
  minCartMinor,
  floorPercent,
}: {
  incentive: Incentive;
  facts: VariantFacts[];
  minCartMinor: number;
  floorPercent: number;
}): MarginVerdict {
  const giftId = incentive.kind === "gift" ? incentive.variantId : undefined;
  const gift = facts.find(({ variantId }) => variantId === giftId);
  if (giftId && !gift) return { ok: false, reason: "product-unknown" };
  const sold = facts.filter(({ variantId }) => variantId !== giftId);
  if (sold.length === 0) return { ok: false, reason: "product-unknown" };
  const unknown = [...sold, ...(gift ? [gift] : [])].find(
    ({ costMinor }) => costMinor === null,
  );
  if (unknown)
    return {
      ok: false,
      reason: "cost-unknown",
      productId: unknown.productId,
    };
  const thin = sold.find(
    (one) =>
      !bears({
        ...saleOf(incentive, one, minCartMinor, gift?.costMinor ?? 0),
        floorPercent,
      }),
  );
  return thin
    ? { ok: false, reason: "below-floor", productId: thin.productId }
    : { ok: true };
}

/** What is paid for the least that the offer applies to, and what that costs the merchant. */
function saleOf(
  incentive: Incentive,
  { priceMinor, costMinor }: VariantFacts,
  minCartMinor: number,
  giftCostMinor: number,
): { paid: number; cost: number } {
  const cost = costMinor ?? 0;
  const onBasket =
    scopeOf(incentive).kind === "basket" && incentive.kind !== "bundle";
  const basket = onBasket ? Math.max(priceMinor, minCartMinor) : priceMinor;
  const scaled = priceMinor > 0 ? (cost * basket) / priceMinor : cost;
  switch (incentive.kind) {
    case "percent":
    case "bundle":
      return {
        paid: basket - (basket * incentive.percent) / 100,
        cost: scaled,
      };
    case "amount":
      return { paid: basket - incentive.amountMinor, cost: scaled };
    case "gift":
      return { paid: basket, cost: scaled + giftCostMinor };
    case "free-shipping":
    case "faster-shipping":
      return { paid: basket, cost: scaled + (incentive.maxPriceMinor ?? 0) };
    default:
      return { paid: basket, cost: scaled };
  }
}

function bears({
  paid,
  cost,
  floorPercent,
}: {
  paid: number;
  cost: number;
  floorPercent: number;
}): boolean {
  return paid > 0 && (paid - cost) * 100 >= floorPercent * paid - 1e-6;
}

/**
 * What one open code counts against a budget: the most it takes where that is known, else what it takes of a basket that
 * nine of ten orders do not exceed.
 */
export function reserveMinor({
  incentive,
  facts,
  largeBasketMinor,
}: {
  incentive: Incentive;
  /** As for the margin; may be empty. */
  facts: VariantFacts[];
  largeBasketMinor: number;
}): number {
  const price = (id: string) =>
    facts.find(({ variantId }) => variantId === id)?.priceMinor;
  const share = (minor: number, percent: number) =>
    Math.ceil((minor * percent) / 100);
  switch (incentive.kind) {
    case "percent": {
      const dearest = Math.max(0, ...facts.map(({ priceMinor }) => priceMinor));
      const onBasket = scopeOf(incentive).kind === "basket";
      return share(
        onBasket || dearest === 0 ? largeBasketMinor : dearest,
        incentive.percent,
      );
    }
    case "amount":
      return incentive.amountMinor;
    case "gift":
      return price(incentive.variantId) ?? largeBasketMinor;
    case "free-shipping":
    case "faster-shipping":
      return incentive.maxPriceMinor ?? 0;
    case "bundle": {
      const prices = incentive.items.map(({ variantId }) => price(variantId));
      const known = prices.every((one) => one !== undefined);
      const sum = prices.reduce<number>((total, one) => total + (one ?? 0), 0);
      return share(known ? sum : largeBasketMinor, incentive.percent);
    }
    default:
      return 0;
  }
}
