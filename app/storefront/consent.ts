/**
 * Shopify's Customer Privacy API decides whether we may observe. Until it has answered we wait; when it does not come at all
 * (blocked, broken), that is a no.
 * @see https://shopify.dev/docs/api/customer-privacy
 */
export type Consent = "waiting" | "yes" | "no";

interface CustomerPrivacy {
  analyticsProcessingAllowed?: () => boolean;
  marketingAllowed?: () => boolean;
  shouldShowBanner?: () => boolean;
}

interface ShopifyGlobal {
  customerPrivacy?: CustomerPrivacy;
  loadFeatures?: (
    features: { name: string; version: string }[],
    done: (error?: unknown) => void,
  ) => void;
  routes?: { root?: string };
  currency?: { active?: string; rate?: string };
  analytics?: { publish?: (name: string, data: object) => void };
}

export const shopify = (): ShopifyGlobal =>
  (window as { Shopify?: ShopifyGlobal }).Shopify ?? {};

const WAIT_MS = 5000;

/**
 * Calls `changed` when there is an answer, and again whenever the shopper changes her mind. While Shopify wants its banner shown,
 * she has a question before her: no answer yet, and no time for another one.
 */
export function watchConsent(changed: (consent: Consent) => void): void {
  const ask = () => {
    const privacy = shopify().customerPrivacy;
    if (privacy?.analyticsProcessingAllowed?.()) changed("yes");
    else changed(privacy?.shouldShowBanner?.() ? "waiting" : "no");
  };
  document.addEventListener("visitorConsentCollected", ask);
  if (shopify().customerPrivacy) return ask();
  shopify().loadFeatures?.(
    [{ name: "consent-tracking-api", version: "0.1" }],
    ask,
  );
  setTimeout(ask, WAIT_MS);
}
