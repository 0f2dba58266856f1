import { visibleProducts } from "./catalogue-lookup.ts";
import { type Answer, html } from "./http.ts";
import { makeDrop, type ShopifyDrop } from "./liquid/drop.ts";
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

/** Which template a path shows, with its objects; the 404 template for anything unknown. */
export function specFor(
  request: StoreRequest,
  path: string,
): PageSpec & { status: number } {
  const { shop, now } = request;
  const name = decodeURIComponent(path).replace(/\/+$/, "") || "/";
  const found = (spec: PageSpec) => ({ status: 200, ...spec });
  if (name === "/")
    return found({ template: "index", pageType: "index", title: shop.name });
  if (name === "/cart")
    return found({
      template: "cart",
      pageType: "cart",
      title: `Your cart – ${shop.name}`,
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
      });
    }
  }
  const collection = /^\/collections\/([^/]+)$/.exec(name)?.[1];
  const title =
    collection === "all"
      ? "Products"
      : shop.collections.find((one) => one.handle === collection)?.title;
  if (collection && title) {
    return found({
      template: "collection",
      pageType: "collection",
      title: `${title} – ${shop.name}`,
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

function searchDrop(state: RenderState): ShopifyDrop {
  const { shop, now, url } = state.request;
  const terms = (url.searchParams.get("q") ?? "").trim();
  const words = terms.toLowerCase().split(/\s+/).filter(Boolean);
  const results = () =>
    words.length === 0
      ? []
      : visibleProducts(shop, now)
          .filter((product) => {
            const text = [
              product.title,
              product.vendor,
              product.type,
              ...product.tags,
            ]
              .join(" ")
              .toLowerCase();
            return words.every((word) => text.includes(word));
          })
          .map((product) => productDrop(state, product));
  return makeDrop({
    type: "search",
    fields: {
      terms,
      performed: words.length > 0,
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
