/**
 * What a page, its basket and the device say of a shopper, in the words of conditions. The page's part is written by Liquid, so that
 * a page without consent, and one whose requests are blocked, is judged from itself alone.
 */
import type { PageKind } from "./storefront-config.ts";

/** Money of Liquid and the Ajax cart: hundredths (thousandths) of the shopper's currency, see app/storefront/cart-money.ts. */
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
  /** Where the visit came from: `document.referrer` and `location.search` of its first page that we know. */
  arrival: { referrer: string; search: string };
  /** Host name of the shop: coming from itself is no source. */
  host: string;
  /** Units of the shopper's currency for one of the shop's: `Shopify.currency.rate`. */
  rate: number;
  /** Digits of the shop's currency after the point, and of the amounts in `CartFacts`. */
  decimals: { shop: number; cart: number };
  /** Visits of this device, this one included; with consent only. */
  visits?: number;
  /** As Shopify's customer privacy answers; absent = not asked yet. */
  consent?: { analytics: boolean; marketing: boolean };
}
