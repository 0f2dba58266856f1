import type { Collection, Order, Product } from "../../world/types.ts";
import type { PricedCheckout } from "../checkout/checkout.ts";
import { consentNeeded, regionOf } from "../consent.ts";
import { toJson } from "../liquid/to-json.ts";
import { pricedCart, type StoreRequest } from "../request.ts";
import { checkoutShape, type CheckoutFacts } from "./checkout-shape.ts";
import { readPixelExtension } from "./extension.ts";
import {
  cartShape,
  collectionShape,
  customerShape,
  mayReadWith,
  productShapes,
  type ShapeContext,
  shopShape,
  variantShape,
} from "./shapes.ts";

/** What happened by drawing this page. */
export type PageEvent = { name: string; data: Record<string, unknown> };

interface RunningPixel {
  id: string;
  src: string;
  settings: Record<string, unknown>;
  privacy: NonNullable<ReturnType<typeof readPixelExtension>>["privacy"];
}

/** The pixels of this shop: none before webPixelCreate, none without the app. */
export function pixelsOf({ ctx, shop }: StoreRequest): RunningPixel[] {
  const installation = ctx.world.installations[shop.shop];
  if (!installation?.webPixel || installation.uninstalledAt) return [];
  const extension = readPixelExtension(ctx);
  if (!extension) return [];
  const { id, settings } = installation.webPixel;
  const { privacy } = extension;
  return [{ id, src: `/cdn/wpm/pixel-${id}.js`, settings, privacy }];
}

export function shapeContext(request: StoreRequest): ShapeContext {
  const { shop, ctx, url, root } = request;
  return {
    shop,
    origin: url.origin,
    root,
    may: mayReadWith(ctx.world.installations[shop.shop]?.scopes ?? []),
  };
}

/** The script that runs the pixels, with what it needs; "" where there is none. */
export function pixelScript(
  request: StoreRequest,
  events: (context: ShapeContext) => PageEvent[],
): string {
  const pixels = pixelsOf(request);
  if (pixels.length === 0) return "";
  const context = shapeContext(request);
  const region = regionOf(request);
  const cart = pricedCart(request);
  const data = {
    pixels,
    consent: { region, needed: consentNeeded(region) },
    init: {
      customer: customerShape(context, request.customer),
      cart: cart.lines.length > 0 ? cartShape(context, cart) : null,
      shop: shopShape(context),
      purchasingCompany: null,
    },
    events: [{ name: "page_viewed", data: {} }, ...events(context)],
  };
  return `<script type="application/json" id="web-pixels-manager-setup">${toJson(data)}</script><script src="/cdn/wpm/manager.js" async></script>`;
}

export function productViewed(
  context: ShapeContext,
  product: Product,
  variantId: string | null,
): PageEvent[] {
  const variant =
    product.variants.find((one) => one.id === variantId) ?? product.variants[0];
  return variant
    ? [
        {
          name: "product_viewed",
          data: { productVariant: variantShape(context, product, variant) },
        },
      ]
    : [];
}

export function collectionViewed(
  context: ShapeContext,
  collection: Collection,
  products: Product[],
): PageEvent[] {
  return [
    {
      name: "collection_viewed",
      data: { collection: collectionShape(context, collection, products) },
    },
  ];
}

export function searchSubmitted(
  context: ShapeContext,
  query: string,
  products: Product[],
): PageEvent[] {
  return [
    {
      name: "search_submitted",
      data: {
        searchResult: {
          query,
          productVariants: productShapes(context, products),
        },
      },
    },
  ];
}

export function cartViewed(
  context: ShapeContext,
  request: StoreRequest,
): PageEvent[] {
  const cart = pricedCart(request);
  return [
    {
      name: "cart_viewed",
      data: { cart: cart.lines.length > 0 ? cartShape(context, cart) : null },
    },
  ];
}

/** The open checkout as pixels see it: drawn into the page, and sent with every saved change. */
export function checkoutForPixels(
  request: StoreRequest,
  { checkout, shipping }: PricedCheckout,
) {
  return checkoutShape(shapeContext(request), checkout, {
    token: checkout.token,
    order: null,
    shipping,
  });
}

/** Which steps are done, by the buyer's own entries: personal fields may be hidden from the pixel. */
export function checkoutSteps({ checkout }: PricedCheckout) {
  const { shippingAddress: at, email, phone, shippingLine } = checkout;
  const address =
    at?.lastName && at.address1 && at.city && at.zip
      ? [at.lastName, at.address1, at.city, at.zip, at.countryCode].join("|")
      : "";
  return {
    contact: email ?? phone ?? "",
    address,
    // One is chosen from the start; the buyer's choice it is once there is an address to deliver to.
    shipping: address ? (shippingLine?.title ?? "") : "",
  };
}

export function checkoutStarted(
  request: StoreRequest,
  result: PricedCheckout,
): PageEvent[] {
  return [
    {
      name: "checkout_started",
      data: {
        checkout: checkoutForPixels(request, result),
        steps: checkoutSteps(result),
      },
    },
  ];
}

export function checkoutCompleted(
  context: ShapeContext,
  order: Order,
): PageEvent[] {
  const facts: CheckoutFacts = {
    token: order.checkoutToken,
    order: {
      id: order.id,
      isFirst:
        context.shop.orders.filter((one) => one.customerId === order.customerId)
          .length <= 1,
    },
    shipping: order.total - order.subtotal,
  };
  return [
    {
      name: "checkout_completed",
      data: { checkout: checkoutShape(context, order, facts) },
    },
  ];
}
