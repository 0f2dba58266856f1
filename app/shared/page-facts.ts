/**
 * What a page, its basket and the device say of a shopper, in the words of conditions. The page's part is written by Liquid, so that
 * a page without consent, and one whose requests are blocked, is judged from itself alone.
 */
import type { AudienceFacts, SetFact } from "./audience.ts";
import type { PageKind } from "./storefront-config.ts";

/** Money of Liquid and the Ajax cart: hundredths of the shopper's currency, see app/storefront/cart-money.ts. */
type CartAmount = number;

export interface ProductFacts {
  /** Numeric id. */
  id: string;
  type: string;
  vendor: string;
  tags: string[];
  /** Numeric ids. */
  collections: string[];
}

export interface CartLineFacts {
  product: string;
  variant: string;
  quantity: number;
  type: string;
  vendor: string;
  /** Absent in the Ajax cart's answers; taken from the page where it knows the product. */
  tags?: string[];
  collections?: string[];
}

export interface CartFacts {
  /** Pieces. */
  count: number;
  total: CartAmount;
  /** At most 20. */
  lines: CartLineFacts[];
}

/** What the embed writes as `facts`, beside addresses. */
export interface PageFacts {
  kind: PageKind;
  /** BCP 47, as the page is written. */
  locale: string;
  /** ISO 4217. */
  shopCurrency: string;
  /** The shopper's currency, ISO 4217. */
  currency: string;
  /** On a product page. */
  product?: ProductFacts & { price: CartAmount };
  /** Numeric id, on a collection's page. */
  collection?: string;
  /** The signed-in customer; absent = nobody is signed in. */
  customer?: { tags: string[]; orders: number };
  /** She buys for a company. */
  b2b: boolean;
  /** ISO 3166, of Shopify's localization. */
  country: string;
  /** Handle of the market. */
  market: string;
  /** As Liquid saw it. */
  cart: CartFacts;
}

export interface DeviceFacts {
  kind: "phone" | "tablet" | "desktop";
  /**
   * `document.referrer`, `location.search` and `location.hostname` of the first page of the visit that we know: without consent, that is
   * this page, and where she came from is known on the page on which she arrived alone.
   */
  arrival: { referrer: string; search: string; host: string };
  /** Units of the shopper's currency for one of the shop's: `Shopify.currency.rate`. */
  rate: number;
  /** Digits of the shop's currency after the point, and of the amounts in `CartFacts`. */
  decimals: { shop: number; cart: number };
  /** Visits of this device, this one included; with consent only. */
  visits?: number;
  /** As Shopify's customer privacy answers; absent = not asked yet. */
  consent?: { analytics: boolean; marketing: boolean };
}

/** Without a mouse: a screen whose shorter side has less than 600 CSS pixels is a phone's. */
export function deviceKindOf(
  touch: boolean,
  shorterSide: number,
): DeviceFacts["kind"] {
  return touch ? (shorterSide < 600 ? "phone" : "tablet") : "desktop";
}

/**
 * Everything that conditions ask, but the segment, the clock and the id, which the caller adds when it has them.
 * @param cart as it is now; Liquid's own until a newer one is known
 */
export function factsOf(
  page: PageFacts,
  cart: CartFacts,
  device: DeviceFacts,
): AudienceFacts {
  const { product, customer, locale } = page;
  const { visits, consent, rate, decimals } = device;
  // An answer of the Ajax cart says neither tags nor collections; Liquid did, of what it saw.
  const known = new Map<string, Partial<ProductFacts>>(
    page.cart.lines.map((line) => [line.product, line]),
  );
  if (product) known.set(product.id, product);
  const lines = cart.lines.map((line) => ({
    ...known.get(line.product),
    ...line,
  }));
  const toShop = (amount: number) =>
    Math.round((amount / rate) * 10 ** (decimals.shop - decimals.cart));
  const utm = new URLSearchParams(device.arrival.search);

  const sets: Record<SetFact, (string | null | undefined)[]> = {
    product: [product?.id],
    collection: [page.collection, ...(product?.collections ?? [])],
    "product-tag": product?.tags ?? [],
    "product-type": [product?.type],
    vendor: [product?.vendor],
    "cart-product": lines.map((line) => line.product),
    "cart-collection": lines.flatMap((line) => line.collections ?? []),
    "cart-tag": lines.flatMap((line) => line.tags ?? []),
    "cart-type": lines.map((line) => line.type),
    "cart-vendor": lines.map((line) => line.vendor),
    device: [device.kind],
    source: sourceOf(device.arrival, utm),
    "utm-source": [utm.get("utm_source")],
    "utm-medium": [utm.get("utm_medium")],
    "utm-campaign": [utm.get("utm_campaign")],
    "utm-content": [utm.get("utm_content")],
    "utm-term": [utm.get("utm_term")],
    country: [page.country],
    market: [page.market],
    // `pt-br` is Portuguese too.
    language: [locale, locale.split("-")[0]],
    "customer-tag": customer?.tags ?? [],
  };
  return {
    page: page.kind,
    sets: Object.fromEntries(
      Object.entries(sets).map(([name, values]) => [name, tidy(values)]),
    ),
    numbers: {
      ...(product && { price: toShop(product.price) }),
      "cart-value": toShop(cart.total),
      "cart-count": cart.count,
      "cart-lines": lines.length,
      ...(visits && { visits }),
      ...(customer && { "order-count": customer.orders }),
    },
    flags: {
      ...(visits && { returning: visits > 1 }),
      "signed-in": !!customer,
      b2b: page.b2b,
      ...(consent && {
        "analytics-consent": consent.analytics,
        "marketing-consent": consent.marketing,
      }),
    },
  };
}

const tidy = (values: (string | null | undefined)[]) => [
  ...new Set(
    values.flatMap((value) => (value ? [value.trim().toLowerCase()] : [])),
  ),
];

const SEARCH =
  /(^|\.)(google|bing|duckduckgo|ecosia|yahoo|baidu|yandex|qwant|startpage|brave|naver)\./;
const SOCIAL =
  /(^|\.)(facebook|instagram|tiktok|pinterest|youtube|twitter|linkedin|reddit|snapchat|threads)\.|^(t\.co|x\.com|lnkd\.in|pin\.it)$/;

/**
 * The kind of source (`paid`, `email`, `search`, `social`, `referral`, `direct`), and the host she came from. Empty on a page that was
 * reached from within the shop, where the first page of the visit is not known.
 */
function sourceOf(
  { referrer, host: shop }: DeviceFacts["arrival"],
  utm: URLSearchParams,
): string[] {
  const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/.exec(referrer)?.[1] ?? "";
  const medium = utm.get("utm_medium") ?? "";
  if (/^(cpc|ppc|cpm|cpv|display|paid.*)$/i.test(medium) || utm.has("gclid"))
    return ["paid", host];
  if (/^(e-?mail|newsletter)$/i.test(medium)) return ["email", host];
  if (host && host === shop.replace(/^www\./, "")) return [];
  if (SEARCH.test(host)) return ["search", host];
  if (SOCIAL.test(host) || /^(paid.)?social/i.test(medium))
    return ["social", host];
  return host ? ["referral", host] : ["direct"];
}
