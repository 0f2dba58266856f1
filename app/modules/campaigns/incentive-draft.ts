/** What the shopper gets, as it stands in the editor: the fields of every kind, so that a merchant may look at another and come back. */
import type {
  BundleItem,
  Incentive,
  OfferScope,
} from "#app/shared/storefront-config.ts";
import { currencyExponent } from "#app/shared/money.ts";
import { decimal, minor, number, optional } from "./draft-numbers.ts";

/** Each promise is a choice of its own in the editor. */
export type IncentiveChoice =
  | Exclude<Incentive["kind"], "promise">
  | Extract<Incentive, { kind: "promise" }>["promise"];

export interface IncentiveDraft {
  kind: IncentiveChoice;
  percent: string;
  amount: string;
  scope: OfferScope["kind"];
  /** Products, variants or collections of the scope. */
  scopeIds: string[];
  giftVariantId: string;
  giftTitle: string;
  giftUrl: string;
  maxPrice: string;
  /** A variant that keeps a promise, or "". */
  serviceVariantId: string;
  items: BundleItem[];
  bundlePercent: string;
}

/** A round amount that a shop of this currency would give: some 5 dollars, 500 yen. */
export function proposedAmount(currency: string): string {
  // Currencies without decimals count in hundreds what others count in ones.
  const units = currencyExponent(currency) === 0 ? 500 : 5;
  return decimal(units * 10 ** currencyExponent(currency), currency);
}

export function incentiveDraftOf(
  incentive: Incentive,
  currency: string,
): IncentiveDraft {
  const scope = ("scope" in incentive && incentive.scope) || undefined;
  const isGift = incentive.kind === "gift";
  return {
    kind: incentive.kind === "promise" ? incentive.promise : incentive.kind,
    percent: incentive.kind === "percent" ? String(incentive.percent) : "10",
    amount:
      incentive.kind === "amount"
        ? decimal(incentive.amountMinor, currency)
        : proposedAmount(currency),
    scope: scope?.kind ?? (isGift ? "hesitated-product" : "basket"),
    scopeIds: scope && "ids" in scope ? scope.ids : [],
    giftVariantId: isGift ? incentive.variantId : "",
    giftTitle: isGift ? incentive.title : "",
    giftUrl: isGift ? (incentive.url ?? "") : "",
    maxPrice:
      "maxPriceMinor" in incentive
        ? decimal(incentive.maxPriceMinor, currency)
        : "",
    serviceVariantId:
      incentive.kind === "promise" ? (incentive.variantId ?? "") : "",
    items: incentive.kind === "bundle" ? incentive.items : [],
    bundlePercent:
      incentive.kind === "bundle" ? String(incentive.percent) : "0",
  };
}

/** What is sent to the server, unchecked on purpose. */
export function incentiveInputOf(draft: IncentiveDraft, currency: string) {
  const money = (text: string) => minor(text, currency);
  const { kind, giftVariantId, giftTitle, giftUrl, serviceVariantId } = draft;
  switch (kind) {
    case "percent":
      return { kind, percent: number(draft.percent), ...scopeInputOf(draft) };
    case "amount":
      return { kind, amountMinor: money(draft.amount), ...scopeInputOf(draft) };
    case "gift":
      return {
        kind,
        variantId: giftVariantId,
        title: giftTitle,
        ...(giftUrl && { url: giftUrl }),
        ...(draft.scope !== "hesitated-product" && scopeInputOf(draft)),
      };
    case "free-shipping": {
      const maxPriceMinor = optional(draft.maxPrice, money);
      return { kind, ...(maxPriceMinor !== undefined && { maxPriceMinor }) };
    }
    case "faster-shipping":
      return { kind, maxPriceMinor: money(draft.maxPrice) };
    case "bundle":
      return { kind, items: draft.items, percent: number(draft.bundlePercent) };
    case "benefit":
      return { kind };
    default:
      return {
        kind: "promise",
        promise: kind,
        ...(serviceVariantId && { variantId: serviceVariantId }),
      };
  }
}

function scopeInputOf({ scope, scopeIds }: IncentiveDraft) {
  if (scope === "basket") return {};
  return {
    scope:
      scope === "hesitated-product"
        ? { kind: scope }
        : { kind: scope, ids: scopeIds },
  };
}
