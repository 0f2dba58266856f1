import type { Product, ShopWorld, World } from "../../world/types.ts";
import { newId } from "../../world/world.ts";

interface Shelf {
  handle: string;
  title: string;
  words: string;
  picture: boolean;
  holds: (product: Product) => boolean;
}

const typed =
  (...types: string[]) =>
  (product: Product): boolean =>
    types.includes(product.type);
const cheapest = (product: Product): number =>
  Math.min(...product.variants.map((it) => it.price));

// The first collection that holds a product is the one its page leads back to.
const SHELVES: Shelf[] = [
  {
    handle: "clothing",
    title: "Clothing",
    words: "Linen, wool and cotton, cut to be worn for years.",
    picture: true,
    holds: typed("Clothing"),
  },
  {
    handle: "home",
    title: "Living",
    words: "Oak, clay and light, for rooms that are lived in.",
    picture: true,
    holds: typed("Home", "Furniture", "Lighting"),
  },
  {
    handle: "kitchen-table",
    title: "Kitchen & table",
    words: "For the cook, the guests and the washing-up.",
    picture: true,
    holds: typed("Tableware", "Kitchen", "Pantry"),
  },
  {
    handle: "bags",
    title: "Bags",
    words: "For the market, the train and two nights away.",
    picture: true,
    holds: typed("Bags"),
  },
  {
    handle: "gifts-under-40",
    title: "Gifts under $40",
    words: "Small things, well made, wrapped in paper.",
    picture: true,
    holds: (it) => it.tags.includes("gift") && cheapest(it) < 4_000,
  },
  {
    handle: "new-in",
    title: "New in",
    words: "Just unpacked, still smelling of straw.",
    picture: true,
    holds: (it) => it.tags.includes("new"),
  },
];

/** Makes the collections; `bought` orders the best-sellers (units by product id). */
export function addCollections(
  world: World,
  shop: ShopWorld,
  bought: Map<string, number>,
): void {
  for (const shelf of SHELVES) {
    const held = shop.products.filter(shelf.holds);
    if (held.length > 0)
      add(
        shelf,
        held.map((it) => it.id),
      );
  }
  const best = [...shop.products]
    .filter(
      (it) =>
        (bought.get(it.id) ?? 0) > 0 &&
        it.variants.some(
          (variant) => !variant.tracked || variant.inventoryQuantity > 0,
        ),
    )
    .sort(
      (a, b) =>
        (bought.get(b.id) ?? 0) - (bought.get(a.id) ?? 0) ||
        a.handle.localeCompare(b.handle),
    )
    .slice(0, 12);
  add(
    {
      handle: "best-sellers",
      title: "Best sellers",
      words: "What people come back for, counted over three months.",
      picture: true,
    },
    best.map((it) => it.id),
  );

  function add(shelf: Omit<Shelf, "holds">, productIds: string[]): void {
    shop.collections.push({
      id: newId(world),
      handle: shelf.handle,
      title: shelf.title,
      descriptionHtml: `<p>${shelf.words}</p>`,
      image: shelf.picture ? `collection-${shelf.handle}.jpg` : null,
      productIds,
    });
  }
}
