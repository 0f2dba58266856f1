import type { IncomingMessage } from "node:http";
import { storefrontOrigin, type LocalShopify } from "../context.ts";
import type {
  Cart,
  Customer,
  Iso,
  ShopWorld,
  ThemeChanges,
} from "../world/types.ts";
import { toIso } from "../world/world.ts";
import { createCart, publicToken } from "./cart/cart.ts";
import { type PricedCart, priceCart } from "./cart/price.ts";
import { countriesOf, marketOf, presentShop } from "./market.ts";
import { parseCookies } from "./http.ts";

/** One shopper's request, as every part of the storefront sees it. */
export interface StoreRequest {
  ctx: LocalShopify;
  /** As the shopper's market sees it: prices in its currency. */
  shop: ShopWorld;
  /** The country the shopper chose, or the shop's own. */
  country: string;
  method: string;
  url: URL;
  /** Without the locale's prefix: "/products/x". */
  path: string;
  locale: string;
  /** "/" or "/de/": what Shopify.routes.root says. */
  root: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
  cookies: Record<string, string>;
  customer: Customer | null;
  now: Iso;
  /** Set-Cookie headers of the answer. */
  setCookies: string[];
  /** Shown inside the theme editor. */
  designMode: boolean;
  /** What the merchant changed: saved, or in the editor the draft. */
  theme: ThemeChanges;
  remoteAddress: string;
}

const YEAR_S = 31_536_000;
export const CUSTOMER_COOKIE = "_customer";
const DESIGN_COOKIE = "_design_mode";
export const REGION_COOKIE = "_region";
/** Shopify's own name. */
export const COUNTRY_COOKIE = "localization";

/** Chooses the shop by the Host header: `<name>.localhost:4501`, else the first one. Null when there is no shop at all. */
export function findShop(
  ctx: LocalShopify,
  host: string | undefined,
): ShopWorld | null {
  const name = /^([^.:]+)\.localhost(?::\d+)?$/.exec(host ?? "")?.[1];
  const shops = Object.values(ctx.world.shops);
  return (
    shops.find(
      (shop) => shop.shop.split(".")[0] === name || shop.shop === host,
    ) ??
    shops[0] ??
    null
  );
}

export function readRequest(
  ctx: LocalShopify,
  shop: ShopWorld,
  request: IncomingMessage,
  body: Buffer,
): StoreRequest {
  const url = new URL(request.url ?? "/", storefrontOrigin(ctx, shop.shop));
  const cookies = parseCookies(request.headers.cookie);
  const { locale, root, path } = splitLocale(shop, url.pathname);
  const setCookies: string[] = [];
  const region = url.searchParams.get("region");
  if (region && /^[A-Za-z]{2}$/.test(region))
    setCookies.push(makeCookie(REGION_COOKIE, region.toUpperCase()));
  const asked = url.searchParams.get("country")?.toUpperCase();
  if (asked && countriesOf(shop).includes(asked))
    setCookies.push(makeCookie(COUNTRY_COOKIE, asked));
  const country =
    [asked, cookies[COUNTRY_COOKIE]].find(
      (code) => code && countriesOf(shop).includes(code),
    ) ?? shop.countryCode;
  if (url.searchParams.get("design_mode") === "1")
    setCookies.push(`${DESIGN_COOKIE}=1; Path=/; SameSite=Lax`);
  // Links followed inside the editor's frame stay in the editor; the same browser's other tabs do not.
  const designMode =
    url.searchParams.get("design_mode") === "1" ||
    (cookies[DESIGN_COOKIE] === "1" &&
      request.headers["sec-fetch-dest"] === "iframe");
  return {
    ctx,
    shop: presentShop(shop, marketOf(shop, country)),
    country,
    method: request.method ?? "GET",
    url,
    path,
    locale,
    root,
    headers: request.headers,
    body,
    cookies,
    customer:
      shop.customers.find(
        (customer) => customer.id === cookies[CUSTOMER_COOKIE],
      ) ?? null,
    now: toIso(ctx.clock.now()),
    setCookies,
    designMode,
    theme: (designMode ? shop.themeDraft : null) ?? shop.theme,
    remoteAddress: request.socket.remoteAddress ?? "127.0.0.1",
  };
}

export function splitLocale(
  shop: ShopWorld,
  pathname: string,
): { locale: string; root: string; path: string } {
  const primary = shop.locales.find((locale) => locale.primary)?.code ?? "en";
  const first = pathname.split("/")[1]?.toLowerCase();
  const other = shop.locales.find(
    (locale) => !locale.primary && locale.code.toLowerCase() === first,
  );
  if (!other || !first) return { locale: primary, root: "/", path: pathname };
  return {
    locale: other.code,
    root: `/${first}/`,
    path: pathname.slice(first.length + 1) || "/",
  };
}

export function makeCookie(
  name: string,
  value: string,
  options: { maxAge?: number; httpOnly?: boolean } = {},
): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${options.maxAge ?? YEAR_S}; SameSite=Lax${options.httpOnly ? "; HttpOnly" : ""}`;
}

/** The cart of the request's cookie; null when there is none or the key does not fit. */
export function findCart(request: StoreRequest): Cart | null {
  const [token, key] = (request.cookies["cart"] ?? "").split("?key=");
  const cart = token ? request.shop.carts[token] : undefined;
  return cart && cart.key === key ? cart : null;
}

/** The request's cart, made (and its cookie set) when there is none. */
export function openCart(request: StoreRequest): Cart {
  const found = findCart(request);
  if (found) return found;
  const cart = createCart({
    now: request.now,
    customerId: request.customer?.id ?? null,
  });
  keepCart(request, cart);
  return cart;
}

const MANY_CARTS = 300;
const DAY_MS = 86_400_000;

/** Visits that never put anything in leave empty carts behind: they must not fill the saved world. */
function pruneCarts({ shop, now }: StoreRequest): void {
  if (Object.keys(shop.carts).length < MANY_CARTS) return;
  const old = new Date(Date.parse(now) - DAY_MS).toISOString();
  for (const cart of Object.values(shop.carts)) {
    if (cart.lines.length === 0 && cart.updatedAt < old)
      delete shop.carts[cart.token];
  }
}

/** Stores a cart and hands it to the browser from now on. */
export function keepCart(request: StoreRequest, cart: Cart): void {
  pruneCarts(request);
  request.shop.carts[cart.token] = cart;
  request.cookies["cart"] = publicToken(cart);
  request.setCookies.push(
    makeCookie("cart", publicToken(cart), { maxAge: 14 * 86_400 }),
  );
}

/** Prices of the request's cart; an empty one when there is none yet. */
export function pricedCart(request: StoreRequest): PricedCart {
  const cart =
    findCart(request) ?? createCart({ now: request.now, customerId: null });
  return priceCart({
    shop: request.shop,
    cart,
    now: request.now,
    customer: request.customer,
  });
}
