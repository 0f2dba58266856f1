/** Where the preload leaves the real clock for those who keep the local one in the same process. */
export const REAL_NOW = Symbol.for("local-shopify.real-now");
