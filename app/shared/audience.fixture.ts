/**
 * For every kind of condition one visit of which it is true and one of which it is not: plain data, played by the tests of this folder,
 * by a browser and by the visit player, which must all agree.
 */
import type { Audience, AudienceFacts, Condition } from "./audience.ts";
import type { Segment } from "./intent-model.ts";
import {
  factsOf,
  type CartFacts,
  type CartLineFacts,
  type DeviceFacts,
  type PageFacts,
} from "./page-facts.ts";

/** What a browser would find, and what the mind would have made of it. */
export interface AudienceVisit {
  page: PageFacts;
  cart: CartFacts;
  device: DeviceFacts;
  segment: Segment;
  /** ISO 8601. */
  at: string;
  /** With analytics consent only. */
  shopperId?: string;
}

export interface AudienceCase {
  /** Kind of the condition, else the part of the audience. */
  name: string;
  audience: Audience;
  yes: AudienceVisit;
  no: AudienceVisit;
}

/** Five hours behind UTC in November: the visit is at three on Saturday afternoon. */
export const AUDIENCE_TIME_ZONE = "America/New_York";
/** Id of the campaign that asks. */
export const AUDIENCE_CAMPAIGN = "0193a1f0-0000-7000-8000-000000000001";

const MUG: CartLineFacts = {
  product: "8200000000002",
  variant: "4500000000002",
  quantity: 2,
  type: "Kitchen",
  vendor: "Kiln & Co",
  tags: ["stoneware", "Gift"],
  collections: ["3100000000009"],
};

const CART: CartFacts = { count: 2, total: 5600, lines: [MUG] };

const PAGE: PageFacts = {
  kind: "product",
  locale: "pt-BR",
  shopCurrency: "USD",
  currency: "EUR",
  product: {
    id: "8200000000001",
    type: "Shirts",
    vendor: "Alder",
    tags: ["linen", "Summer"],
    collections: ["3100000000001"],
    price: 8400,
  },
  customer: { tags: ["VIP"], orders: 3 },
  b2b: false,
  country: "BR",
  market: "south-america",
  cart: CART,
};

const DEVICE: DeviceFacts = {
  kind: "phone",
  arrival: {
    referrer: "https://www.google.com/",
    search:
      "?utm_source=Newsletter&utm_medium=organic&utm_campaign=autumn&utm_content=top&utm_term=linen+shirt",
    host: "shop.example",
  },
  rate: 0.5,
  decimals: { shop: 2, cart: 2 },
  visits: 3,
  consent: { analytics: true, marketing: true },
};

export const AUDIENCE_VISIT: AudienceVisit = {
  page: PAGE,
  cart: CART,
  device: DEVICE,
  segment: "product-hesitant",
  at: "2026-11-21T20:00:00Z",
  shopperId: "0b0f1c7e-1111-4222-8333-444455556666",
};

const { product: SHIRT, customer: _, ...REST } = PAGE;
const onPage = (page: Partial<PageFacts>): AudienceVisit => ({
  ...AUDIENCE_VISIT,
  page: { ...PAGE, ...page },
});
const withProduct = (change: Partial<NonNullable<PageFacts["product"]>>) =>
  onPage({ product: { ...SHIRT!, ...change } });
/** The page saw the same basket: what it says of a product would be known of the newer one too. */
const withLine = (change: Partial<CartLineFacts>): AudienceVisit =>
  withCart({ lines: [{ ...MUG, ...change }] });
const withCart = (change: Partial<CartFacts>): AudienceVisit => {
  const cart = { ...CART, ...change };
  return { ...onPage({ cart }), cart };
};
const onDevice = (device: Partial<DeviceFacts>): AudienceVisit => ({
  ...AUDIENCE_VISIT,
  device: { ...DEVICE, ...device },
});
const arriving = (referrer: string, search = "") =>
  onDevice({ arrival: { referrer, search, host: "shop.example" } });
const guest: AudienceVisit = {
  ...AUDIENCE_VISIT,
  page: { product: SHIRT!, ...REST },
};
const { visits: _visits, ...DEVICE_UNKNOWN } = DEVICE;
const { shopperId: _id, ...ANONYMOUS } = AUDIENCE_VISIT;
/** Without analytics consent there is no id, and nobody counts visits. */
const unobserved: AudienceVisit = {
  ...ANONYMOUS,
  device: {
    ...DEVICE_UNKNOWN,
    consent: { analytics: false, marketing: true },
  },
};
const at = (instant: string): AudienceVisit => ({
  ...AUDIENCE_VISIT,
  at: instant,
});

const PAGES: Audience["pages"] = ["product"];
const when = (
  condition: Condition,
  no: AudienceVisit,
  yes = AUDIENCE_VISIT,
): AudienceCase => ({
  name: condition.on,
  audience: {
    pages: PAGES,
    groups: [{ match: "all", conditions: [condition] }],
  },
  yes,
  no,
});

/** As page and player put it together. */
export function factsOfVisit(visit: AudienceVisit): AudienceFacts {
  const { page, cart, device, segment, at, shopperId } = visit;
  return {
    ...factsOf(page, cart, device),
    segment,
    clock: { now: Date.parse(at), timeZone: AUDIENCE_TIME_ZONE },
    ...(shopperId && { bucketId: shopperId }),
  };
}

export const AUDIENCE_CASES: AudienceCase[] = [
  {
    name: "pages",
    audience: { pages: PAGES },
    yes: AUDIENCE_VISIT,
    no: onPage({ kind: "collection" }),
  },
  {
    name: "segments",
    audience: { pages: PAGES, segments: ["product-hesitant", "building"] },
    yes: AUDIENCE_VISIT,
    no: { ...AUDIENCE_VISIT, segment: "just-browsing" },
  },
  {
    // 56.00 EUR are 112.00 USD at this rate.
    name: "minCartMinor",
    audience: { pages: PAGES, minCartMinor: 11_200 },
    yes: AUDIENCE_VISIT,
    no: withCart({ total: 5599 }),
  },
  when(
    { on: "product", any: ["8200000000001"] },
    withProduct({ id: "8200000000003" }),
  ),
  when(
    { on: "collection", any: ["3100000000001"] },
    withProduct({ collections: [] }),
  ),
  when(
    { on: "product-tag", any: ["wool", "summer"] },
    withProduct({ tags: ["winter"] }),
  ),
  when({ on: "product-type", any: ["shirts"] }, withProduct({ type: "" })),
  when({ on: "vendor", any: ["alder"] }, withProduct({ vendor: "Birch" })),
  when(
    { on: "cart-product", any: ["8200000000002"] },
    withCart({ count: 0, total: 0, lines: [] }),
  ),
  when(
    { on: "cart-collection", any: ["3100000000009"] },
    withLine({ collections: ["3100000000008"] }),
  ),
  when({ on: "cart-tag", any: ["gift"] }, withLine({ tags: [] })),
  when({ on: "cart-type", any: ["kitchen"] }, withLine({ type: "Garden" })),
  when(
    { on: "cart-vendor", any: ["kiln & co"] },
    withLine({ vendor: "Alder" }),
  ),
  when(
    { on: "device", any: ["phone", "tablet"] },
    onDevice({ kind: "desktop" }),
  ),
  when(
    { on: "source", any: ["search"] },
    arriving("https://blog.example/linen"),
  ),
  when(
    { on: "utm-source", any: ["newsletter"] },
    arriving("", "?utm_source=partner"),
  ),
  when({ on: "utm-medium", any: ["organic"] }, arriving("", "?utm_medium=cpc")),
  when({ on: "utm-campaign", any: ["autumn"] }, arriving("")),
  when({ on: "utm-content", any: ["top"] }, arriving("", "?utm_content=foot")),
  when(
    { on: "utm-term", any: ["linen shirt"] },
    arriving("", "?utm_term=linen"),
  ),
  when({ on: "country", any: ["br"] }, onPage({ country: "PT" })),
  when({ on: "market", any: ["south-america"] }, onPage({ market: "europe" })),
  when({ on: "language", any: ["pt"] }, onPage({ locale: "en" })),
  when({ on: "customer-tag", any: ["vip"] }, guest),
  // 84.00 EUR are 168.00 USD.
  when({ on: "price", from: 10_000, to: 16_800 }, withProduct({ price: 8401 })),
  when({ on: "cart-value", to: 11_200 }, withCart({ total: 5601 })),
  when({ on: "cart-count", from: 2 }, withCart({ count: 1 })),
  when(
    { on: "cart-lines", to: 1 },
    withCart({ lines: [MUG, { ...MUG, variant: "4500000000003" }] }),
  ),
  when({ on: "visits", from: 3 }, onDevice({ visits: 2 })),
  when({ on: "order-count", from: 1 }, guest),
  when({ on: "returning", is: true }, onDevice({ visits: 1 })),
  when({ on: "signed-in", is: true }, guest),
  when({ on: "b2b", is: false }, onPage({ b2b: true })),
  when({ on: "analytics-consent", is: true }, unobserved),
  when(
    { on: "marketing-consent", is: true },
    onDevice({ consent: { analytics: true, marketing: false } }),
  ),
  // Saturday's evening lasts until Sunday, 02:00.
  when(
    { on: "hours", days: [6], from: 1320, to: 120 },
    at("2026-11-22T07:00:00Z"),
    at("2026-11-22T06:59:59Z"),
  ),
  when(
    { on: "traffic", share: 0.5 },
    { ...AUDIENCE_VISIT, shopperId: "0b0f1c7e-1111-4222-8333-444455556667" },
  ),
];
