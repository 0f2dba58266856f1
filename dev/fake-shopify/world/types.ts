/**
 * What the local Shopify remembers. Plain JSON, so that it can be saved and loaded whole.
 * Ids are Shopify's numeric ids as strings ("8123450000001"); a gid is made from them at the edges.
 * Money is integer minor units of the shop's currency. Times are ISO 8601 UTC strings of the local clock.
 */
import type { Discount } from "./discounts.ts";
import type { Market } from "./markets.ts";
import type { Id, Iso, Minor } from "./values.ts";

export type { BulkCreation, Discount } from "./discounts.ts";
export type { Id, Iso, Minor } from "./values.ts";

export interface World {
  version: 2;
  seed: number;
  nextId: number;
  shops: Record<string, ShopWorld>; // by "lumen-living.myshopify.com"
  installations: Record<string, Installation>; // by shop
  inbox: InboxMail[];
  faults: Faults;
}

export interface ShopWorld {
  shop: string;
  id: Id;
  name: string;
  email: string;
  currency: string; // ISO 4217
  moneyFormat: string; // "${{amount}}"
  countryCode: string;
  timeZone: string; // IANA
  locales: { code: string; primary: boolean }[];
  /** The first is the shop's own country's; none: one market in the shop's own currency. */
  markets: Market[];
  /** Only on a view that a market's shoppers see (storefront/market.ts); never saved. */
  presentment?: { base: ShopWorld; market: Market };
  developmentStore: boolean;
  products: Product[];
  collections: Collection[];
  pages: { handle: string; title: string; body: string }[];
  menus: Record<string, { title: string; url: string }[]>; // "main-menu", "footer"
  customers: Customer[];
  orders: Order[];
  checkouts: Checkout[];
  carts: Record<string, Cart>; // by token
  discounts: Discount[];
  metafields: Metafield[];
  metafieldDefinitions: MetafieldDefinition[];
  /** Changes the merchant made in the theme editor, laid over the theme's own JSON. */
  theme: ThemeChanges;
  /** What the open theme editor shows and nobody else sees, until Save. */
  themeDraft?: ThemeChanges;
  webhooks: { pending: WebhookJob[]; log: WebhookLog[] };
}

export interface Product {
  id: Id;
  handle: string;
  title: string;
  vendor: string;
  type: string;
  tags: string[];
  descriptionHtml: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  publishedAt: Iso;
  createdAt: Iso;
  updatedAt: Iso;
  options: { name: string; values: string[] }[];
  variants: Variant[];
  images: { src: string; alt: string; width: number; height: number }[]; // src: file name below /cdn/files/
  /** No discount takes anything off a gift card. */
  giftCard?: boolean;
}

export interface Variant {
  id: Id;
  inventoryItemId: Id;
  title: string; // "Default Title" when there is only one
  options: string[];
  sku: string;
  price: Minor;
  compareAtPrice: Minor | null;
  unitCost: Minor | null;
  grams: number;
  tracked: boolean;
  /** All locations together. */
  inventoryQuantity: number;
  /** What of it does not lie in the first location (storefront/stock.ts), by location. */
  elsewhere?: Record<Id, number>;
  inventoryPolicy: "DENY" | "CONTINUE";
  requiresShipping: boolean;
  taxable: boolean;
  /** One of the product's images (its src), for Liquid's variant.featured_image and the picture of a cart line. */
  image?: string;
}

export interface Collection {
  id: Id;
  handle: string;
  title: string;
  descriptionHtml: string;
  image: string | null;
  productIds: Id[];
}

export interface MarketingConsent {
  state: "NOT_SUBSCRIBED" | "PENDING" | "SUBSCRIBED" | "UNSUBSCRIBED";
  optInLevel: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN" | null;
  updatedAt: Iso | null;
}

export interface Customer {
  id: Id;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  locale: string;
  tags: string[];
  note: string | null;
  /** Buys for a company (B2B). */
  company?: { name: string };
  emailMarketingConsent: MarketingConsent;
  address: Address | null;
  createdAt: Iso;
  updatedAt: Iso;
}

export interface Address {
  firstName: string;
  lastName: string;
  address1: string;
  city: string;
  zip: string;
  countryCode: string;
  provinceCode: string | null;
  phone: string | null;
}

export interface CartLine {
  key: string; // "<variant>:<hash>"
  variantId: Id;
  quantity: number;
  properties: Record<string, string>;
}

export interface Cart {
  token: string;
  key: string; // the secret half of the public token "<token>?key=<key>"
  lines: CartLine[];
  note: string;
  attributes: Record<string, string>;
  /** Codes in the order given, applicable or not: Shopify keeps listing those that do not apply. */
  discountCodes: string[];
  customerId: Id | null;
  createdAt: Iso;
  updatedAt: Iso;
}

export interface AppliedDiscount {
  code: string;
  discountId: Id;
  title: string;
  target: "order" | "product" | "shipping";
  type: "percentage" | "fixed_amount";
  value: number; // percent 0..100, or minor units
  allocationMethod: "across" | "each";
  amount: Minor; // taken off in total
  /** One per line of the checkout or order, in its order; they sum to `amount`. All zero for delivery. */
  allocations: Minor[];
}

/** The way of delivery chosen, its price and what a discount takes off that price. */
export interface ShippingLine {
  title: string;
  price: Minor;
  discount: Minor;
}

/** An order's amounts in the currency of the shopper's market. */
export interface Presentment {
  currency: string;
  moneyFormat: string;
  subtotal: Minor;
  total: Minor;
  totalDiscount: Minor;
  shipping: { price: Minor; discount: Minor };
  lines: { price: Minor; discount: Minor }[]; // in the order's order
  applied: { amount: Minor; allocations: Minor[] }[];
}

export interface CheckoutLine {
  key: string;
  productId: Id;
  variantId: Id;
  title: string;
  variantTitle: string | null;
  sku: string;
  vendor: string;
  quantity: number;
  price: Minor; // of one, before discounts
  discount: Minor; // on the whole line
  properties: Record<string, string>;
}

export interface Checkout {
  id: Id;
  token: string;
  key: string; // of the recover link
  cartToken: string;
  email: string | null;
  phone: string | null;
  customerId: Id | null;
  acceptsMarketing: boolean;
  locale: string;
  /** The shop's own, as all amounts here are. */
  currency: string;
  /** Handle of the market it was begun in, when that shows another currency. */
  market?: string | undefined;
  shippingAddress: Address | null;
  shippingLine: ShippingLine | null;
  note: string;
  attributes: Record<string, string>;
  discountCodes: string[];
  applied: AppliedDiscount[];
  lines: CheckoutLine[];
  landingSite: string | null;
  referringSite: string | null;
  createdAt: Iso;
  updatedAt: Iso;
  completedAt: Iso | null;
  orderId: Id | null;
  /** checkouts/create is only sent once contact data were given. */
  announced: boolean;
}

export interface Order {
  id: Id;
  number: number;
  name: string; // "#1001"
  checkoutId: Id | null;
  checkoutToken: string | null;
  cartToken: string | null;
  email: string | null;
  phone: string | null;
  customerId: Id | null;
  acceptsMarketing: boolean;
  locale: string;
  currency: string;
  lines: (CheckoutLine & { id: Id; refundedQuantity: number })[];
  shippingAddress: Address | null;
  shippingLine: ShippingLine | null;
  applied: AppliedDiscount[];
  attributes: Record<string, string>;
  note: string;
  financialStatus: "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED";
  fulfillmentStatus: "UNFULFILLED" | "FULFILLED";
  /** What the shopper saw, when her market has another currency. */
  presentment?: Presentment | undefined;
  subtotal: Minor; // after discounts, before shipping
  total: Minor;
  totalDiscount: Minor;
  tags: string[];
  test: boolean;
  sourceName: string;
  refunds: {
    id: Id;
    createdAt: Iso;
    lines: { lineId: Id; quantity: number; subtotal: Minor }[];
  }[];
  processedAt: Iso;
  createdAt: Iso;
  updatedAt: Iso;
  cancelledAt: Iso | null;
}

export interface Metafield {
  id: Id;
  ownerType:
    "PRODUCT" | "SHOP" | "APP_INSTALLATION" | "CUSTOMER" | "COLLECTION";
  ownerId: Id;
  /** Stored form: "$app" is "app--<app id>", "$app:x" is "app--<app id>--x". */
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: Iso;
  updatedAt: Iso;
}

export interface MetafieldDefinition {
  id: Id;
  ownerType: string;
  namespace: string;
  key: string;
  type: string;
  name: string;
  standard: boolean;
}

export interface ThemeChanges {
  /** Theme settings changed since the theme was put in place; worlds saved earlier have none. */
  settings?: Record<string, unknown>;
  /** App embeds by block file name: on or off, with settings. Absent until the merchant first touches one. */
  embeds: Record<
    string,
    { disabled: boolean; settings: Record<string, unknown> }
  >;
  /** App blocks added to a template's main section, in order. */
  blocks: {
    id: string;
    template: string;
    block: string;
    settings: Record<string, unknown>;
  }[];
}

export interface Installation {
  shop: string;
  appInstallationId: Id;
  installedAt: Iso;
  uninstalledAt: Iso | null;
  scopes: string[];
  tokens: {
    access: string;
    refresh: string | null;
    expiresAt: Iso | null;
    refreshExpiresAt: Iso | null;
    online: boolean;
    /** The refresh token this one came from: good until this one's own is used. */
    replaces?: string;
  }[];
  /** Made by webPixelCreate; before that no pixel of the app runs. */
  webPixel?: { id: Id; settings: Record<string, unknown> };
  /** When shop/redact was sent, 48 hours after the app was removed. */
  redactionAskedAt?: Iso;
  /** Cost bucket of the Admin API. */
  bucket: { available: number; at: number };
}

export interface WebhookJob {
  deliveryId: string;
  eventId: string;
  topic: string;
  shop: string;
  body: string;
  triggeredAt: Iso;
  uri: string; // as in shopify.app.toml: a path is below the app's address
  attempt: number;
  dueAt: number; // real milliseconds
}

export interface WebhookLog extends Omit<WebhookJob, "body" | "dueAt"> {
  status: number | "timeout" | "refused" | "dropped";
  ms: number;
  at: Iso;
}

export interface InboxMail {
  id: string;
  receivedAt: Iso;
  from: string;
  to: string[];
  raw: string; // RFC 5322
}

export interface Faults {
  api: { mode: "ok" | "slow" | "throttled" | "failing"; delayMs: number };
  webhooks: {
    duplicate: boolean;
    disorder: boolean;
    delayMs: number;
    drop: boolean;
  };
  mail: { mode: "ok" | "refusing" | "temporary" | "drop-after-data" };
}
