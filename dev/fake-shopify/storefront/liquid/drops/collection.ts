import type { Collection, Product } from "../../../world/types.ts";
import { visibleProducts } from "../../catalogue-lookup.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { imageDrop } from "./image.ts";
import { metafieldsDrop } from "./metafields.ts";
import { productDrop } from "./product.ts";

export const SORT_ORDERS = [
  "manual",
  "best-selling",
  "title-ascending",
  "title-descending",
  "price-ascending",
  "price-descending",
  "created-ascending",
  "created-descending",
] as const;

/** The collection of everything, which every shop has under /collections/all. */
export function allCollection(products: Product[]): Collection {
  return {
    id: "0",
    handle: "all",
    title: "Products",
    descriptionHtml: "",
    image: null,
    productIds: products.map((product) => product.id),
  };
}

export function collectionDrop(
  state: RenderState,
  collection: Collection,
): ShopifyDrop {
  const { shop, ctx, root, url, now } = state.request;
  const visible = () => {
    const all = visibleProducts(shop, now);
    return collection.productIds.flatMap(
      (id) => all.find((product) => product.id === id) ?? [],
    );
  };
  const sortBy = url.searchParams.get("sort_by");
  const image = () => {
    const src = collection.image;
    if (src)
      return imageDrop({
        src,
        alt: collection.title,
        width: 1600,
        height: 1600,
      });
    const first = visible()[0]?.images[0];
    return first ? imageDrop(first) : null;
  };
  const products = () =>
    sortProducts(visible(), sortBy, () => sales(state)).map((product) =>
      productDrop(state, product),
    );
  return makeDrop({
    type: "collection",
    fields: {
      id: Number(collection.id),
      handle: collection.handle,
      title: collection.title,
      description: collection.descriptionHtml,
      url: `${root}collections/${collection.handle}`,
      published_at: null,
      template_suffix: null,
      image: () => (collection.image ? image() : null),
      featured_image: image,
      products,
      products_count: () => visible().length,
      all_products_count: () => visible().length,
      all_tags: () =>
        [...new Set(visible().flatMap((product) => product.tags))].sort(),
      tags: () =>
        [...new Set(visible().flatMap((product) => product.tags))].sort(),
      all_types: () =>
        [...new Set(visible().map((product) => product.type))].sort(),
      all_vendors: () =>
        [...new Set(visible().map((product) => product.vendor))].sort(),
      current_type: null,
      current_vendor: null,
      filters: [],
      sort_by: sortBy ?? "",
      default_sort_by: "manual",
      sort_options: () =>
        SORT_ORDERS.map((value) =>
          makeDrop({
            type: "sort_option",
            fields: { value, name: SORT_NAMES[value] },
            print: () => SORT_NAMES[value],
          }),
        ),
      next_product: null,
      previous_product: null,
      metafields: () =>
        metafieldsDrop({
          shop,
          ownerType: "COLLECTION",
          ownerId: collection.id,
          appId: ctx.appConfig.appId,
        }),
    },
    json: () => ({
      id: Number(collection.id),
      handle: collection.handle,
      title: collection.title,
      description: collection.descriptionHtml,
    }),
  });
}

const SORT_NAMES: Record<(typeof SORT_ORDERS)[number], string> = {
  manual: "Featured",
  "best-selling": "Best selling",
  "title-ascending": "Alphabetically, A-Z",
  "title-descending": "Alphabetically, Z-A",
  "price-ascending": "Price, low to high",
  "price-descending": "Price, high to low",
  "created-ascending": "Date, old to new",
  "created-descending": "Date, new to old",
};

export function sortProducts(
  products: Product[],
  order: string | null,
  sold: () => Map<string, number>,
): Product[] {
  const price = (product: Product) =>
    Math.min(...product.variants.map((variant) => variant.price));
  // Counted only when asked for: it walks over every order.
  const counts = order === "best-selling" ? sold() : new Map<string, number>();
  const compare: Record<string, (a: Product, b: Product) => number> = {
    "best-selling": (a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0),
    "title-ascending": (a, b) => a.title.localeCompare(b.title),
    "title-descending": (a, b) => b.title.localeCompare(a.title),
    "price-ascending": (a, b) => price(a) - price(b),
    "price-descending": (a, b) => price(b) - price(a),
    "created-ascending": (a, b) => a.createdAt.localeCompare(b.createdAt),
    "created-descending": (a, b) => b.createdAt.localeCompare(a.createdAt),
  };
  const by = compare[order ?? ""];
  return by ? products.toSorted(by) : products;
}

function sales(state: RenderState): Map<string, number> {
  const sold = new Map<string, number>();
  for (const order of state.request.shop.orders) {
    for (const line of order.lines)
      sold.set(
        line.productId,
        (sold.get(line.productId) ?? 0) + line.quantity - line.refundedQuantity,
      );
  }
  return sold;
}
