import { ShopifyDrop } from "./drop.ts";
import type { Filter } from "./filter-arguments.ts";

export const listFilters: Record<string, Filter> = {
  // liquidjs's own turns an object into what it prints; `product.featured_media | concat: others` keeps the picture.
  concat: (value, other) => [...toList(value), ...toList(other)],
};

function toList(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (value instanceof ShopifyDrop && Symbol.iterator in value)
    return [...(value as unknown as Iterable<unknown>)];
  return [value];
}
