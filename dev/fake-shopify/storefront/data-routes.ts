import type { Product } from "../world/types.ts";
import { visibleProducts } from "./catalogue-lookup.ts";
import { productInHundredths } from "./currency.ts";
import { type Answer, html, json } from "./http.ts";
import { productDrop } from "./liquid/drops/product.ts";
import { productToAjax } from "./liquid/drops/product-json.ts";
import { makeDrop } from "./liquid/drop.ts";
import { createState, renderSections } from "./liquid/page.ts";
import type { Site } from "./liquid/state.ts";
import type { StoreRequest } from "./request.ts";

/** `/products/x.js`, recommendations and search suggestions. Null when the path is none of them. */
export function answerData(request: StoreRequest, site: Site): Answer | null {
  const { path, shop, now, root } = request;
  const products = visibleProducts(shop, now);
  const handle = /^\/products\/([^/]+)\.js$/.exec(path)?.[1];
  if (handle) {
    const product = products.find(
      (one) => one.handle === decodeURIComponent(handle),
    );
    return product
      ? json(
          200,
          productToAjax(productInHundredths(product, shop.currency), root),
        )
      : json(404, { status: 404, message: "Not Found" });
  }
  if (
    path === "/recommendations/products" ||
    path === "/recommendations/products.json"
  )
    return answerRecommendations(request, site, products);
  if (path === "/search/suggest.json" || path === "/search/suggest") {
    const words = (request.url.searchParams.get("q") ?? "")
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean);
    const hits = products
      .filter(
        (product) =>
          words.length > 0 &&
          words.every((word) => product.title.toLowerCase().includes(word)),
      )
      .slice(0, 10);
    return json(200, {
      resources: {
        results: {
          products: hits.map((product) =>
            productToAjax(productInHundredths(product, shop.currency), root),
          ),
          queries: [],
          collections: [],
          pages: [],
          articles: [],
        },
      },
    });
  }
  return null;
}

function answerRecommendations(
  request: StoreRequest,
  site: Site,
  products: Product[],
): Answer {
  const query = request.url.searchParams;
  const limit = Number(query.get("limit") ?? 10);
  const intent = query.get("intent") ?? "related";
  if (
    !query.get("product_id") ||
    !Number.isInteger(limit) ||
    limit < 1 ||
    limit > 10 ||
    !["related", "complementary"].includes(intent)
  ) {
    return json(422, {
      status: 422,
      message: "Invalid parameter error",
      description:
        "product_id, limit 1 to 10 and intent related or complementary",
    });
  }
  const product = products.find((one) => one.id === query.get("product_id"));
  if (!product) return json(404, { status: 404, message: "Product not found" });
  const found =
    intent === "related"
      ? related(request, product, products).slice(0, limit)
      : [];
  const section = query.get("section_id");
  if (section === null)
    return json(200, {
      intent,
      products: found.map((one) =>
        productToAjax(
          productInHundredths(one, request.shop.currency),
          request.root,
        ),
      ),
    });
  const state = createState(request, site, {
    template: "product",
    pageType: "product",
    objects: (drawing) => ({
      product: productDrop(drawing, product),
      recommendations: makeDrop({
        type: "recommendations",
        fields: {
          "performed?": true,
          products: found.map((one) => productDrop(drawing, one)),
          products_count: found.length,
          intent,
        },
      }),
    }),
  });
  const drawn = renderSections(state, [section])[section];
  return drawn == null ? html(404, "") : html(200, drawn);
}

/** Products that share most collections and tags with this one. */
function related(
  request: StoreRequest,
  product: Product,
  products: Product[],
): Product[] {
  const nearness = (other: Product) =>
    request.shop.collections.filter(
      (one) =>
        one.productIds.includes(product.id) &&
        one.productIds.includes(other.id),
    ).length *
      2 +
    other.tags.filter((tag) => product.tags.includes(tag)).length +
    (other.type === product.type ? 1 : 0);
  return products
    .filter((other) => other.id !== product.id)
    .map((other) => ({ other, near: nearness(other) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)
    .map(({ other }) => other);
}
