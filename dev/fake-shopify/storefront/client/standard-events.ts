/**
 * Shopify's library of standard storefront events: the classes themes dispatch, and the element that dispatches views.
 * @see https://shopify.dev/docs/api/storefront-events-and-actions/events
 */
import {
  type AjaxCart,
  type CartSummary,
  summaryOf,
  toGid,
} from "./cart-summary.ts";

export interface CartChange {
  cart: CartSummary | null;
  userErrors?: { code?: string; field?: string[]; message: string }[];
  warnings?: { code?: string; message: string }[];
  detail?: Record<string, unknown>;
}

/** Ids may be given bare; listeners always read gids. */
const GID_TYPES: Record<string, string> = {
  product: "Product",
  selectedVariant: "ProductVariant",
  variant: "ProductVariant",
  collection: "Collection",
  cart: "Cart",
};

function withGids(value: unknown, type?: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withGids(one, type));
  if (typeof value !== "object" || value === null || value instanceof Promise)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === "detail") return [name, inner];
      if (name === "merchandiseId" && isId(inner))
        return [name, toGid("ProductVariant", inner)];
      if (name === "id" && isId(inner) && type)
        return [name, toGid(type, inner)];
      if (name === "lines") return [name, withGids(inner, "CartLine")];
      return [name, withGids(inner, GID_TYPES[name])];
    }),
  );
}

const isId = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";

/** What the promise of a payload resolves with has bare ids too. */
function withGidsLater(payload: Record<string, unknown>) {
  const { promise } = payload;
  if (!(promise instanceof Promise)) return payload;
  const later = promise.then((result: unknown) => withGids(result));
  // Nobody needs to listen: a refused request must not reach the console as an unhandled rejection.
  later.catch(() => undefined);
  return { ...payload, promise: later };
}

export class ShopifyStandardEvent extends Event {
  static readonly eventName: string = "";
  static createGid = toGid;

  constructor(
    type: string,
    payload: Record<string, unknown>,
    options: EventInit = {},
  ) {
    super(type, { bubbles: true, composed: true, ...options });
    Object.assign(
      this,
      withGids(withGidsLater(payload)) as Record<string, unknown>,
    );
  }
}

const createPromise = <T>() => Promise.withResolvers<T>();

function eventClass(eventName: string) {
  return class extends ShopifyStandardEvent {
    static override readonly eventName = eventName;
    constructor(payload: Record<string, unknown>) {
      super(eventName, payload);
    }
  };
}

const cartEventClass = (eventName: string) =>
  class extends eventClass(eventName) {
    static createPromise = () => createPromise<CartChange>();
    static createCartFromAjaxResponse = summaryOf;
  };

export const StandardEvents = {
  pageView: "shopify:page:view",
  productView: "shopify:product:view",
  productSelect: "shopify:product:select",
  cartView: "shopify:cart:view",
  cartError: "shopify:cart:error",
  cartLinesUpdate: "shopify:cart:lines-update",
  cartNoteUpdate: "shopify:cart:note-update",
  cartDiscountUpdate: "shopify:cart:discount-update",
  searchUpdate: "shopify:search:update",
  collectionView: "shopify:collection:view",
  collectionUpdate: "shopify:collection:update",
} as const;

export const PageViewEvent = eventClass(StandardEvents.pageView);
export const ProductViewEvent = eventClass(StandardEvents.productView);
export const CollectionViewEvent = eventClass(StandardEvents.collectionView);
export const CartErrorEvent = eventClass(StandardEvents.cartError);
export const CartLinesUpdateEvent = cartEventClass(
  StandardEvents.cartLinesUpdate,
);
export const CartNoteUpdateEvent = cartEventClass(
  StandardEvents.cartNoteUpdate,
);
export const CartDiscountUpdateEvent = cartEventClass(
  StandardEvents.cartDiscountUpdate,
);
export class CartViewEvent extends eventClass(StandardEvents.cartView) {
  static createCartFromAjaxResponse = (cart: AjaxCart) => summaryOf(cart);
}
export class ProductSelectEvent extends eventClass(
  StandardEvents.productSelect,
) {
  static createPromise = () => createPromise<{ variant: unknown }>();
}
export class SearchUpdateEvent extends eventClass(StandardEvents.searchUpdate) {
  static createPromise = () => createPromise<{ totalCount: number }>();
  static parseProductFilters = parseProductFilters;
  static getSortKey = (search = new URLSearchParams(location.search)) =>
    sortKey(search, { relevance: "RELEVANCE", price: "PRICE" });
}
export class CollectionUpdateEvent extends eventClass(
  StandardEvents.collectionUpdate,
) {
  static createPromise = () => createPromise<{ productsCount: number }>();
  static parseProductFilters = parseProductFilters;
  static getSortKey = (search = new URLSearchParams(location.search)) =>
    sortKey(search, {
      manual: "MANUAL",
      "best-selling": "BEST_SELLING",
      title: "TITLE",
      price: "PRICE",
      created: "CREATED",
    });
}

function sortKey(
  search: URLSearchParams,
  keys: Record<string, string>,
): string | undefined {
  const order = search.get("sort_by") ?? "";
  return keys[order] ?? keys[order.replace(/-(?:a|de)scending$/, "")];
}

/** `filter.v.price.gte=10&filter.p.tag=new` as the Storefront API's filters; undefined without any. */
function parseProductFilters(
  search = new URLSearchParams(location.search),
): Record<string, unknown>[] | undefined {
  const filters: Record<string, unknown>[] = [];
  const price: Record<string, number> = {};
  for (const [name, value] of search) {
    if (!name.startsWith("filter.") || value === "") continue;
    const [, scope, kind = "", key = "", last = ""] = name.split(".");
    if (kind === "price") price[key === "gte" ? "min" : "max"] = Number(value);
    else if (kind === "availability")
      filters.push({ available: value === "1" });
    else if (kind === "product_type") filters.push({ productType: value });
    else if (kind === "vendor") filters.push({ productVendor: value });
    else if (kind === "tag") filters.push({ tag: value });
    else if (kind === "option")
      filters.push({ variantOption: { name: key, value } });
    else if (kind === "m")
      filters.push({
        [scope === "v" ? "variantMetafield" : "productMetafield"]: {
          namespace: key,
          key: last,
          value,
        },
      });
  }
  if (Object.keys(price).length > 0) filters.push({ price });
  return filters.length > 0 ? filters : undefined;
}

type Trigger = "connect" | "intersect" | "dialog" | "manual";
interface Lifecycle {
  connectedCallback?(): void;
  disconnectedCallback?(): void;
}
type ElementBase = new () => HTMLElement & Lifecycle;

/** A custom element that dispatches the view of what `view-event-payload` (from `standard_event_data`) describes. */
export function createViewEventElement(
  Base: ElementBase = HTMLElement,
  options: { defaultTrigger?: Trigger } = {},
): CustomElementConstructor {
  return class extends Base {
    #stop: (() => void) | null = null;

    override connectedCallback() {
      super.connectedCallback?.();
      const trigger =
        this.getAttribute("view-event-trigger") ??
        options.defaultTrigger ??
        "connect";
      // Listeners that a later script of this page adds must hear the first view too.
      if (trigger === "connect") queueMicrotask(() => this.dispatchViewEvent());
      if (trigger === "intersect") this.#watchScreen();
      if (trigger === "dialog") this.#watchDialog();
    }

    override disconnectedCallback() {
      super.disconnectedCallback?.();
      this.#stop?.();
    }

    #watchScreen() {
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        this.dispatchViewEvent();
      });
      seen.observe(this);
      this.#stop = () => seen.disconnect();
    }

    #watchDialog() {
      const dialog = this.closest("dialog");
      if (!dialog) return;
      const watch = new MutationObserver(() => {
        if (dialog.open) this.dispatchViewEvent();
      });
      watch.observe(dialog, { attributeFilter: ["open"] });
      this.#stop = () => watch.disconnect();
    }

    dispatchViewEvent() {
      const payload = this.#payload();
      if (!payload) return;
      const View =
        "product" in payload
          ? ProductViewEvent
          : "collection" in payload
            ? CollectionViewEvent
            : CartViewEvent;
      this.dispatchEvent(new View(payload));
    }

    #payload(): Record<string, unknown> | null {
      const text =
        this.getAttribute("view-event-payload") ??
        this.querySelector("script[data-view-event-payload]")?.textContent;
      try {
        return JSON.parse(text ?? "") as Record<string, unknown>;
      } catch {
        return null;
      }
    }
  };
}
