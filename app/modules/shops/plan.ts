/**
 * What a shop may do. Everything else in the app asks here and knows nothing of prices, so that billing (Shopify App Pricing
 * or the Billing API) can come behind it later. Today there is one plan, and it is free.
 */
export interface Plan {
  id: "free";
  /** As the merchant reads it. */
  name: string;
  /** Campaigns that may be active at the same time: as many as one page's document has room for. */
  activeCampaigns: number;
}

const FREE: Plan = { id: "free", name: "Free", activeCampaigns: 20 };

/** The plan in a shop's row; what nobody knows any more counts as the free one. */
export function planOf(_shop: { plan: string }): Plan {
  return FREE;
}
