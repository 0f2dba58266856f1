/**
 * `Shopify.customerPrivacy`, as far as storefront scripts use it. Built on demand and served from the local CDN.
 * @see https://shopify.dev/docs/api/customer-privacy
 */
interface Consent {
  analytics: string;
  marketing: string;
  preferences: string;
  sale_of_data: string;
}
type Purpose = keyof Consent;

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
  const letters: Record<Purpose, string> = {
    analytics: "a",
    marketing: "m",
    preferences: "p",
    sale_of_data: "s",
  };
  const purposes = Object.keys(letters) as Purpose[];

  const read = (): { con?: Record<string, string>; id?: string } => {
    const raw = /(?:^|; )_tracking_consent=([^;]*)/.exec(document.cookie)?.[1];
    if (!raw) return {};
    try {
      const stored = JSON.parse(decodeURIComponent(raw)) as {
        con?: { CMP?: Record<string, string> };
        id?: string;
      };
      return {
        con: stored.con?.CMP ?? {},
        ...(stored.id ? { id: stored.id } : {}),
      };
    } catch {
      return {};
    }
  };
  const choice = (purpose: Purpose): string => {
    const value = read().con?.[letters[purpose]];
    return value === "1" ? "yes" : value === "0" ? "no" : "";
  };
  // Where visitors must be asked, silence is a no; elsewhere only a spoken no counts.
  const allowed = (purpose: Purpose) =>
    needed ? choice(purpose) === "yes" : choice(purpose) !== "no";

  shopify.customerPrivacy = {
    analyticsProcessingAllowed: () => allowed("analytics"),
    marketingAllowed: () => allowed("marketing"),
    preferencesProcessingAllowed: () => allowed("preferences"),
    saleOfDataAllowed: () => choice("sale_of_data") !== "no",
    currentVisitorConsent: (): Consent => ({
      analytics: choice("analytics"),
      marketing: choice("marketing"),
      preferences: choice("preferences"),
      sale_of_data: choice("sale_of_data"),
    }),
    shouldShowBanner: () => needed && !read().con,
    getRegion: () => region,
    saleOfDataRegion: () => /^US(?:CA|VA|CO|CT|UT|TX|OR|MT)$/.test(region),
    consentId: () => read().id ?? "",
    setTrackingConsent(
      wanted: Partial<Record<Purpose, boolean>>,
      done?: (error?: { error: string }) => void,
    ) {
      const before = read();
      const con: Record<string, string> = { ...before.con };
      for (const purpose of purposes) {
        const value = wanted[purpose];
        if (value !== undefined) con[letters[purpose]] = value ? "1" : "0";
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
            saleOfDataAllowed: choice("sale_of_data") !== "no",
            analyticsAllowed: allowed("analytics"),
            preferencesAllowed: allowed("preferences"),
          },
        }),
      );
      done?.();
    },
  };
})();
