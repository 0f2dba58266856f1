import { visibleProducts } from "./catalogue-lookup.ts";
import { type Answer, html } from "./http.ts";
import { makeDrop, type ShopifyDrop } from "./liquid/drop.ts";
import { allCollection } from "./liquid/drops/collection.ts";
import { productDrop } from "./liquid/drops/product.ts";
import { findCollection, pageDrop } from "./liquid/drops/shop.ts";
import {
  createState,
  type PageSpec,
  renderPage,
  renderSections,
} from "./liquid/page.ts";
import type { RenderState, Site } from "./liquid/state.ts";
import type { StoreRequest } from "./request.ts";
import { makeCookie, splitLocale } from "./request.ts";
import {
  cartViewed,
  collectionViewed,
  productViewed,
  searchSubmitted,
} from "./pixels/page-data.ts";
import type { Product } from "../world/types.ts";

/** Which template a path shows, with its objects; the 404 template for anything unknown. */
export function specFor(
  request: StoreRequest,
  path: string,
): PageSpec & { status: number } {
  const { shop, now } = request;
  const name = decodeURIComponent(path).replace(/\/+$/, "") || "/";
  const terms = searchTerms(request);
  const found = (spec: PageSpec) => ({ status: 200, ...spec });
  if (name === "/")
    return found({ template: "index", pageType: "index", title: shop.name });
  if (name === "/cart")
    return found({
      template: "cart",
      pageType: "cart",
      title: `Your cart – ${shop.name}`,
      pixelEvents: (context) => cartViewed(context, request),
    });
  if (name === "/collections")
    return found({
      template: "list-collections",
      pageType: "list-collections",
      title: `Collections – ${shop.name}`,
    });
  if (name === "/search")
    return found({
      template: "search",
      pageType: "search",
      title: `Search – ${shop.name}`,
      objects: (state) => ({ search: searchDrop(state) }),
      pixelEvents: (context) =>
        terms ? searchSubmitted(context, terms, findProducts(request)) : [],
    });

  const product = /^(?:\/collections\/[^/]+)?\/products\/([^/]+)$/.exec(
    name,
  )?.[1];
  if (product) {
    const hit = visibleProducts(shop, now).find(
      (one) => one.handle === product,
    );
    if (hit) {
      const description = hit.descriptionHtml
        .replace(/<[^>]*>/g, " ")
        .trim()
        .slice(0, 320);
      return found({
        template: "product",
        pageType: "product",
        title: `${hit.title} – ${shop.name}`,
        description,
        objects: (state) => ({
          product: productDrop(state, hit),
          collection: collectionInPath(state, name),
        }),
        pixelEvents: (context) =>
          productViewed(context, hit, request.url.searchParams.get("variant")),
      });
    }
  }
  const collection = /^\/collections\/([^/]+)$/.exec(name)?.[1];
  const chosen =
    shop.collections.find((one) => one.handle === collection) ??
    (collection === "all" ? allCollection(visibleProducts(shop, now)) : null);
  if (collection && chosen) {
    return found({
      template: "collection",
      pageType: "collection",
      title: `${chosen.title} – ${shop.name}`,
      pixelEvents: (context) =>
        collectionViewed(
          context,
          chosen,
          visibleProducts(shop, now).filter(({ id }) =>
            chosen.productIds.includes(id),
          ),
        ),
      objects: (state) => ({ collection: findCollection(state, collection) }),
    });
  }
  const page = /^\/pages\/([^/]+)$/.exec(name)?.[1];
  const text = shop.pages.find((one) => one.handle === page);
  if (page && text)
    return found({
      template: "page",
      pageType: "page",
      title: `${text.title} – ${shop.name}`,
      objects: (state) => ({ page: pageDrop(state, page) }),
    });
  return {
    status: 404,
    template: "404",
    pageType: "404",
    title: `Not found – ${shop.name}`,
  };
}

export function answerPage(request: StoreRequest, site: Site): Answer {
  rememberLanding(request);
  const spec = specFor(request, request.path);
  const state = createState(request, site, spec);
  const wanted = request.url.searchParams.get("sections");
  if (wanted !== null) {
    const ids = wanted.split(",").filter(Boolean);
    if (ids.length > 5)
      return {
        status: 400,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          error: "At most five sections may be asked for.",
        }),
      };
    return {
      status: 200,
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Cache-Control": "private, no-store",
      },
      body: JSON.stringify(renderSections(state, ids)),
    };
  }
  const single = request.url.searchParams.get("section_id");
  if (single !== null) {
    const drawn = renderSections(state, [single])[single];
    return drawn == null ? html(404, "") : html(200, drawn);
  }
  return html(spec.status, renderPage(state), {
    Link: `<${request.url.origin}>; rel="preconnect"`,
    "X-Content-Type-Options": "nosniff",
    "Content-Language": request.locale,
  });
}

/** Where a visit began and from where: checkouts and orders carry it on. */
function rememberLanding(request: StoreRequest): void {
  if (
    request.cookies["_landing_page"] ||
    request.url.searchParams.has("sections")
  )
    return;
  request.setCookies.push(
    makeCookie(
      "_landing_page",
      `${request.url.pathname}${request.url.search}`,
      { maxAge: 1_209_600 },
    ),
  );
  const referrer = request.headers.referer ?? "";
  if (referrer && !referrer.startsWith(request.url.origin))
    request.setCookies.push(
      makeCookie("_orig_referrer", referrer, { maxAge: 1_209_600 }),
    );
}

/** Sections as another page would draw them: `sections_url` of the Ajax API. */
export function sectionsOfPage(
  request: StoreRequest,
  site: Site,
  ids: string[],
  path: string,
): Record<string, string | null> {
  const url = new URL(path, request.url.origin);
  const { locale, root, path: bare } = splitLocale(request.shop, url.pathname);
  const elsewhere: StoreRequest = { ...request, url, locale, root, path: bare };
  return renderSections(
    createState(elsewhere, site, specFor(elsewhere, bare)),
    ids,
  );
}

function collectionInPath(
  state: RenderState,
  path: string,
): ShopifyDrop | null {
  const handle = /^\/collections\/([^/]+)\//.exec(path)?.[1];
  return handle ? findCollection(state, handle) : null;
}

const searchTerms = ({ url }: StoreRequest) =>
  (url.searchParams.get("q") ?? "").trim();

/** Products that have every word of the search somewhere. */
function findProducts(request: StoreRequest): Product[] {
  const words = searchTerms(request).toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return visibleProducts(request.shop, request.now).filter((product) => {
    const { title, vendor, type, tags } = product;
    const text = [title, vendor, type, ...tags].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function searchDrop(state: RenderState): ShopifyDrop {
  const terms = searchTerms(state.request);
  const results = () =>
    findProducts(state.request).map((product) => productDrop(state, product));
  return makeDrop({
    type: "search",
    fields: {
      terms,
      performed: terms !== "",
      results,
      results_count: () => results().length,
      types: ["product"],
      default_sort_by: "relevance",
      sort_by: "",
      sort_options: [],
      filters: [],
    },
  });
}
