/** As much of Shopify's web pixel API as is used. @see https://shopify.dev/docs/api/web-pixels-api */

interface Attribute {
  key: string;
  value: string;
}

export interface CheckoutEvent {
  /** ISO 8601. */
  timestamp?: string;
  data?: {
    checkout?: {
      token?: string | null;
      attributes?: Attribute[] | null;
    } | null;
  } | null;
}

export interface PixelApi {
  settings: Record<string, unknown>;
  analytics: {
    subscribe: (
      name: string,
      callback: (event: CheckoutEvent) => void | Promise<void>,
    ) => unknown;
  };
  browser: {
    localStorage: {
      setItem: (key: string, value: string) => Promise<unknown>;
    };
    sessionStorage: { getItem: (key: string) => Promise<string | null> };
  };
  init: {
    data: {
      shop: { myshopifyDomain: string };
    };
  };
}

/** The sandbox's own global. */
export interface PixelHost {
  extend: (point: string, run: (api: PixelApi) => void) => void;
}
