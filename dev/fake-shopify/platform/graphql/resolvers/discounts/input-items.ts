/** Which products, variants or collections a discount is about: `customerGets.items` and `customerBuys.items`. */
import type { DiscountItems } from "../../../../world/discounts.ts";
import { topLevelError } from "../../errors.ts";
import { merge, readIds, type Reading } from "./input-common.ts";

export interface ItemsInput {
  all?: boolean | null;
  products?: {
    productsToAdd?: string[] | null;
    productsToRemove?: string[] | null;
    productVariantsToAdd?: string[] | null;
    productVariantsToRemove?: string[] | null;
  } | null;
  collections?: { add?: string[] | null; remove?: string[] | null } | null;
}

interface Change {
  type: "Product" | "ProductVariant" | "Collection";
  noun: string;
  have: readonly string[];
  add: [field: string, gids: string[] | null | undefined];
  remove: [field: string, gids: string[] | null | undefined];
}

function readChange(reading: Reading, path: string[], change: Change) {
  const { products, collections } = reading.call.shop;
  const known = {
    Product: (id: string) => products.some((one) => one.id === id),
    ProductVariant: (id: string) =>
      products.some((one) => one.variants.some((it) => it.id === id)),
    Collection: (id: string) => collections.some((one) => one.id === id),
  }[change.type];
  const [, adding] = change.add;
  const [, removing] = change.remove;
  if (adding?.some((id) => removing?.includes(id)))
    throw topLevelError(
      "BAD_REQUEST",
      `The same ${change.type} id is present in both 'add' and 'remove' fields`,
    );
  const read = ([field, gids]: Change["add"]) =>
    readIds(reading, [...path, field], {
      type: change.type,
      noun: change.noun,
      gids,
      known,
    });
  return merge(change.have, read(change.add), read(change.remove));
}

/** The items after the change, or undefined when the input says nothing of them. */
export function readItems(
  reading: Reading,
  path: string[],
  input: ItemsInput | null | undefined,
  before: DiscountItems | undefined,
): DiscountItems | undefined {
  if (!input) return undefined;
  if (input.products) {
    const have = before?.kind === "products" ? before : undefined;
    const at = [...path, "products"];
    return {
      kind: "products",
      productIds: readChange(reading, at, {
        type: "Product",
        noun: "Product",
        have: have?.productIds ?? [],
        add: ["productsToAdd", input.products.productsToAdd],
        remove: ["productsToRemove", input.products.productsToRemove],
      }),
      variantIds: readChange(reading, at, {
        type: "ProductVariant",
        noun: "Product variant",
        have: have?.variantIds ?? [],
        add: ["productVariantsToAdd", input.products.productVariantsToAdd],
        remove: [
          "productVariantsToRemove",
          input.products.productVariantsToRemove,
        ],
      }),
    };
  }
  if (input.collections)
    return {
      kind: "collections",
      collectionIds: readChange(reading, [...path, "collections"], {
        type: "Collection",
        noun: "Collection",
        have: before?.kind === "collections" ? before.collectionIds : [],
        add: ["add", input.collections.add],
        remove: ["remove", input.collections.remove],
      }),
    };
  return input.all ? { kind: "all" } : undefined;
}
