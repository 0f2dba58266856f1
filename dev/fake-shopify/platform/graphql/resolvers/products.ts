/** Products, their variants and collections. */
import { storefrontOrigin } from "../../../context.ts";
import type { Collection, Product, Variant } from "../../../world/types.ts";
import { gid } from "../../../world/world.ts";
import { idOf, type AdminCall, type Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { money, moneyText } from "../money.ts";
import { parseSearch, type SearchFields } from "../search.ts";
import { notSimulated } from "../errors.ts";
import { toImage, toMedia } from "./images.ts";
import { toInventoryItem } from "./inventory.ts";
import { metafieldFields } from "./metafields.ts";

export type ListArgs = PageArgs & {
  query?: string | null;
  sortKey?: string | null;
};

const productSearch: SearchFields<Product> = {
  default: (product) => [
    product.title,
    product.vendor,
    product.type,
    product.handle,
    ...product.tags,
  ],
  id: (product) => Number(product.id),
  title: (product) => product.title,
  handle: (product) => product.handle,
  status: (product) => product.status,
  vendor: (product) => product.vendor,
  product_type: (product) => product.type,
  tag: (product) => product.tags,
  created_at: (product) => product.createdAt,
  updated_at: (product) => product.updatedAt,
  published_at: (product) => product.publishedAt,
  sku: (product) => product.variants.map((variant) => variant.sku),
  inventory_total: (product) => totalInventory(product),
};

interface OwnedVariant {
  id: string;
  product: Product;
  variant: Variant;
  position: number;
}

const variantSearch: SearchFields<OwnedVariant> = {
  default: ({ product, variant }) => [
    product.title,
    variant.title,
    variant.sku,
  ],
  id: ({ variant }) => Number(variant.id),
  product_id: ({ product }) => Number(product.id),
  sku: ({ variant }) => variant.sku,
  title: ({ variant }) => variant.title,
  inventory_quantity: ({ variant }) => variant.inventoryQuantity,
  product_status: ({ product }) => product.status,
  updated_at: ({ product }) => product.updatedAt,
};

const totalInventory = (product: Product) =>
  product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0);

const variantsOf = (product: Product): OwnedVariant[] =>
  product.variants.map((variant, index) => ({
    id: variant.id,
    product,
    variant,
    position: index + 1,
  }));

/** Sorts by one of the keys given; "ID", "RELEVANCE" and none keep the order by id. */
export function sortBy<T extends { id: string }>(
  items: readonly T[],
  sortKey: string | null | undefined,
  keys: Record<string, (item: T) => string | number>,
): T[] {
  const byId = items.toSorted((a, b) => Number(a.id) - Number(b.id));
  if (!sortKey || sortKey === "ID" || sortKey === "RELEVANCE") return byId;
  const key = keys[sortKey];
  if (!key) throw notSimulated(`the sort key ${sortKey}`);
  return byId.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  });
}

export function toProduct(product: Product, call: AdminCall): Source {
  const { currency } = call.shop;
  const prices = product.variants.map((variant) => variant.price);
  const image = product.images[0] ? toImage(product.images[0], call) : null;
  const text = product.descriptionHtml
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const options = product.options.map((option, index) => ({
    __typename: "ProductOption",
    id: gid("ProductOption", `${product.id}${index + 1}`),
    name: option.name,
    position: index + 1,
    values: option.values,
  }));
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: product.id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    status: product.status,
    description: (args: { truncateAt?: number | null }) =>
      args.truncateAt == null ? text : text.slice(0, args.truncateAt),
    descriptionHtml: product.descriptionHtml,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.publishedAt,
    onlineStoreUrl:
      product.status === "ACTIVE"
        ? `${storefrontOrigin(call.ctx, call.shop.shop)}/products/${product.handle}`
        : null,
    totalInventory: totalInventory(product),
    tracksInventory: product.variants.some((variant) => variant.tracked),
    hasOnlyDefaultVariant:
      product.variants.length === 1 &&
      product.variants[0]!.title === "Default Title",
    hasOutOfStockVariants: product.variants.some(
      (variant) => variant.tracked && variant.inventoryQuantity <= 0,
    ),
    isGiftCard: product.giftCard ?? false,
    options: (args: { first?: number | null }) =>
      options.slice(0, args.first ?? options.length),
    featuredImage: image,
    featuredMedia: image && toMedia(image, product.id),
    images: (args: PageArgs) =>
      connection({
        items: product.images.map((one) => ({ ...one, id: one.src })),
        args,
        toNode: (one) => toImage(one, call),
      }),
    priceRangeV2: {
      minVariantPrice: money(Math.min(...prices), currency),
      maxVariantPrice: money(Math.max(...prices), currency),
    },
    variantsCount: { count: product.variants.length, precision: "EXACT" },
    variants: (args: ListArgs) =>
      connection({
        items: variantsOf(product),
        args,
        toNode: (owned) => toVariant(owned, call),
      }),
    collections: (args: PageArgs) =>
      connection({
        items: call.shop.collections.filter((one) =>
          one.productIds.includes(product.id),
        ),
        args,
        toNode: (one) => toCollection(one, call),
      }),
    ...metafieldFields({ call, ownerType: "PRODUCT", ownerId: product.id }),
  };
}

export function toVariant(
  { product, variant, position }: OwnedVariant,
  call: AdminCall,
): Source {
  const { currency } = call.shop;
  const sellable =
    !variant.tracked ||
    variant.inventoryPolicy === "CONTINUE" ||
    variant.inventoryQuantity > 0;
  const picture =
    product.images.find((image) => image.src === variant.image) ?? null;
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    position,
    price: moneyText(variant.price, currency),
    compareAtPrice:
      variant.compareAtPrice === null
        ? null
        : moneyText(variant.compareAtPrice, currency),
    availableForSale: sellable,
    inventoryQuantity: variant.inventoryQuantity,
    sellableOnlineQuantity: variant.inventoryQuantity,
    inventoryPolicy: variant.inventoryPolicy,
    taxable: variant.taxable,
    selectedOptions: product.options.map((option, index) => ({
      name: option.name,
      value: variant.options[index] ?? "",
    })),
    image: picture ? toImage(picture, call) : null,
    media: (args: PageArgs) =>
      connection({
        items: picture ? [{ ...picture, id: picture.src }] : [],
        args,
        toNode: (one) => toMedia(toImage(one, call), product.id),
      }),
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    product: () => toProduct(product, call),
    inventoryItem: () =>
      itemOf({ id: variant.id, product, variant, position }, call),
  };
}

const itemOf = (owned: OwnedVariant, call: AdminCall): Source =>
  toInventoryItem({ ...owned, toVariant: () => toVariant(owned, call) }, call);

function toCollection(collection: Collection, call: AdminCall): Source {
  const products = () =>
    collection.productIds.flatMap(
      (id) => call.shop.products.find((product) => product.id === id) ?? [],
    );
  return {
    __typename: "Collection",
    id: gid("Collection", collection.id),
    legacyResourceId: collection.id,
    title: collection.title,
    handle: collection.handle,
    descriptionHtml: collection.descriptionHtml,
    productsCount: { count: collection.productIds.length, precision: "EXACT" },
    image: collection.image
      ? toImage(
          { src: collection.image, alt: collection.title, width: 0, height: 0 },
          call,
        )
      : null,
    products: (args: ListArgs) =>
      connection({
        items: products(),
        args,
        toNode: (product) => toProduct(product, call),
      }),
    ...metafieldFields({
      call,
      ownerType: "COLLECTION",
      ownerId: collection.id,
    }),
  };
}

export function findProduct(
  call: AdminCall,
  productGid: string,
): Source | null {
  const product = call.shop.products.find(
    (one) => one.id === idOf("Product", productGid),
  );
  return product ? toProduct(product, call) : null;
}

export function findVariant(
  call: AdminCall,
  variantGid: string,
): Source | null {
  const id = idOf("ProductVariant", variantGid);
  for (const product of call.shop.products) {
    const owned = variantsOf(product).find((one) => one.id === id);
    if (owned) return toVariant(owned, call);
  }
  return null;
}

export function findInventoryItem(
  call: AdminCall,
  itemGid: string,
): Source | null {
  const id = idOf("InventoryItem", itemGid);
  const owned = call.shop.products
    .flatMap(variantsOf)
    .find((one) => one.variant.inventoryItemId === id);
  return owned ? itemOf(owned, call) : null;
}

export function findCollection(
  call: AdminCall,
  collectionGid: string,
): Source | null {
  const collection = call.shop.collections.find(
    (one) => one.id === idOf("Collection", collectionGid),
  );
  return collection ? toCollection(collection, call) : null;
}

export const productQueries: Source = {
  inventoryItem: (args: { id: string }, call: AdminCall) =>
    findInventoryItem(call, args.id),
  product: (args: { id: string }, call: AdminCall) =>
    findProduct(call, args.id),
  productVariant: (args: { id: string }, call: AdminCall) =>
    findVariant(call, args.id),
  collection: (args: { id: string }, call: AdminCall) =>
    findCollection(call, args.id),
  products(args: ListArgs, call: AdminCall) {
    const matches = parseSearch({
      query: args.query,
      fields: productSearch,
      subject: "products",
    });
    const items = sortBy(call.shop.products.filter(matches), args.sortKey, {
      TITLE: (product) => product.title.toLowerCase(),
      CREATED_AT: (product) => product.createdAt,
      UPDATED_AT: (product) => product.updatedAt,
      VENDOR: (product) => product.vendor,
      INVENTORY_TOTAL: totalInventory,
    });
    return connection({
      items,
      args,
      toNode: (product) => toProduct(product, call),
    });
  },
  productsCount(args: { query?: string | null }, call: AdminCall) {
    return {
      count: call.shop.products.filter(
        parseSearch({
          query: args.query,
          fields: productSearch,
          subject: "products",
        }),
      ).length,
      precision: "EXACT",
    };
  },
  productVariants(args: ListArgs, call: AdminCall) {
    const matches = parseSearch({
      query: args.query,
      fields: variantSearch,
      subject: "productVariants",
    });
    const items = sortBy(
      call.shop.products.flatMap(variantsOf).filter(matches),
      args.sortKey,
      {
        TITLE: ({ variant }) => variant.title,
        SKU: ({ variant }) => variant.sku,
        INVENTORY_QUANTITY: ({ variant }) => variant.inventoryQuantity,
      },
    );
    return connection({
      items,
      args,
      toNode: (owned) => toVariant(owned, call),
    });
  },
  collections(args: ListArgs, call: AdminCall) {
    const fields: SearchFields<Collection> = {
      default: (one) => one.title,
      id: (one) => Number(one.id),
      title: (one) => one.title,
      handle: (one) => one.handle,
    };
    const matches = parseSearch({
      query: args.query,
      fields,
      subject: "collections",
    });
    const items = sortBy(call.shop.collections.filter(matches), args.sortKey, {
      TITLE: (one) => one.title.toLowerCase(),
    });
    return connection({
      items,
      args,
      toNode: (one) => toCollection(one, call),
    });
  },
};
