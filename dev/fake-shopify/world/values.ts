/** Ids are Shopify's numeric ids as strings ("8123450000001"); a gid is made from them at the edges. */
export type Id = string;
/** Integer minor units of the shop's currency. */
export type Minor = number;
/** ISO 8601 UTC of the local clock. */
export type Iso = string;
