/** Shopify's `request.page_type`, narrowed to what campaigns can name. */
export type PageKind =
  "home" | "collection" | "product" | "cart" | "search" | "page" | "other";
