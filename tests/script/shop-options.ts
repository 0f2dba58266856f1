/** What a story says of the small shop before it opens it, and what it finds in it afterwards. */
import type { BeaconBody } from "#app/shared/events.ts";
import type {
  StorefrontCampaign,
  StorefrontConfig,
} from "#app/shared/storefront-config.ts";
import type { Facts } from "#app/storefront/page.ts";
import type { SmallCart } from "./small-cart.ts";

export interface ShopOptions {
  consent?: "yes" | "no" | "later" | "never-answers";
  campaign?: Partial<StorefrontCampaign>;
  /** Instead of the one. */
  campaigns?: Partial<StorefrontCampaign>[];
  config?: Partial<StorefrontConfig>;
  /** Replaces the page's whole data, as text. */
  data?: string;
  facts?: Partial<Facts>;
  locale?: string;
  dir?: "ltr" | "rtl";
  cart?: Partial<SmallCart>;
  /** More markup for the page. */
  body?: string;
  /** Status and body of the claim; "down" breaks the connection. */
  claim?: { status: number; body: unknown } | "down";
  beacon?: number;
  /** Where she goes first, and where from. */
  path?: string;
  referrer?: string;
  /** Names of chunks that an ad blocker keeps away. */
  blocked?: string[];
  marketing?: boolean;
  /** What one unit of the shop's currency is worth in hers. */
  rate?: number;
}

export interface Shop {
  cart: SmallCart;
  beacons: BeaconBody[];
  claims: Record<string, unknown>[];
  /** Paths of everything the page asked for after itself and the loader. */
  requests: string[];
  /** Uncaught errors and console errors. */
  errors: string[];
  options: ShopOptions;
}
