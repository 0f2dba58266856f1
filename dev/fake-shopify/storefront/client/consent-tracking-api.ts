/**
 * `Shopify.customerPrivacy`, as far as storefront scripts use it. Built on demand and served from the local CDN.
 * @see https://shopify.dev/docs/api/customer-privacy
 */
import {
  choiceOf as choice,
  isAllowed,
  LETTERS,
  type Purpose,
  readConsent,
} from "./consent-state.ts";

type Consent = Record<Purpose, string>;

interface ShopifyGlobal {
  __consent?: { region: string; needed: boolean };
  customerPrivacy?: unknown;
}

(() => {
  const shopify = ((
    window as unknown as { Shopify?: ShopifyGlobal }
  ).Shopify ??= {});
  if (shopify.customerPrivacy) return;
  const { region, needed } = shopify.__consent ?? { region: "", needed: false };
  const purposes = Object.keys(LETTERS) as Purpose[];
  const allowed = (purpose: Purpose) => isAllowed(purpose, needed);

  shopify.customerPrivacy = {
    analyticsProcessingAllowed: () => allowed("analytics"),
    marketingAllowed: () => allowed("marketing"),
    preferencesProcessingAllowed: () => allowed("preferences"),
    saleOfDataAllowed: () => allowed("sale_of_data"),
    currentVisitorConsent: (): Consent => ({
      analytics: choice("analytics"),
      marketing: choice("marketing"),
      preferences: choice("preferences"),
      sale_of_data: choice("sale_of_data"),
    }),
    shouldShowBanner: () => needed && !readConsent().con,
    getRegion: () => region,
    saleOfDataRegion: () => /^US(?:CA|VA|CO|CT|UT|TX|OR|MT)$/.test(region),
    consentId: () => readConsent().id ?? "",
    setTrackingConsent(
      wanted: Partial<Record<Purpose, boolean>>,
      done?: (error?: { error: string }) => void,
    ) {
      const before = readConsent();
      const con: Record<string, string> = { ...before.con };
      for (const purpose of purposes) {
        const value = wanted[purpose];
        if (value !== undefined) con[LETTERS[purpose]] = value ? "1" : "0";
      }
      const stored = {
        con: { CMP: con },
        v: "2.1",
        region,
        id: before.id ?? crypto.randomUUID(),
      };
      document.cookie = `_tracking_consent=${encodeURIComponent(JSON.stringify(stored))}; path=/; max-age=31536000; SameSite=Lax`;
      document.dispatchEvent(
        new CustomEvent("visitorConsentCollected", {
          detail: {
            marketingAllowed: allowed("marketing"),
            saleOfDataAllowed: allowed("sale_of_data"),
            analyticsAllowed: allowed("analytics"),
            preferencesAllowed: allowed("preferences"),
          },
        }),
      );
      done?.();
    },
  };
})();
