import vm from "node:vm";
import { expect, test } from "vitest";
import { clientScript } from "./build.ts";

interface Privacy {
  [name: string]: (...args: unknown[]) => unknown;
}

/** Runs the script as a page of this region would. */
async function open(region: string, needed: boolean, cookie = "") {
  const events: unknown[] = [];
  const document = {
    jar: cookie,
    get cookie() {
      return this.jar;
    },
    set cookie(value: string) {
      this.jar = value.split(";")[0] ?? "";
    },
    dispatchEvent: (event: { type: string; detail: unknown }) =>
      events.push({ type: event.type, detail: event.detail }),
  };
  class CustomEvent {
    type: string;
    detail: unknown;
    constructor(type: string, init: { detail: unknown }) {
      this.type = type;
      this.detail = init.detail;
    }
  }
  const window: Record<string, unknown> = {
    Shopify: { __consent: { region, needed } },
  };
  vm.runInNewContext(await clientScript("consent-tracking-api"), {
    window,
    document,
    CustomEvent,
    crypto,
    encodeURIComponent,
    decodeURIComponent,
  });
  const privacy = (window["Shopify"] as { customerPrivacy: Privacy })
    .customerPrivacy;
  return { privacy, events, document };
}

test("where visitors must be asked, silence is a no", async () => {
  const { privacy } = await open("DE", true);
  expect([
    privacy["analyticsProcessingAllowed"]?.(),
    privacy["marketingAllowed"]?.(),
    privacy["shouldShowBanner"]?.(),
  ]).toEqual([false, false, true]);
  expect(privacy["currentVisitorConsent"]?.()).toEqual({
    analytics: "",
    marketing: "",
    preferences: "",
    sale_of_data: "",
  });
});

test("elsewhere only a spoken no counts", async () => {
  const { privacy } = await open("US", false);
  expect([
    privacy["analyticsProcessingAllowed"]?.(),
    privacy["shouldShowBanner"]?.(),
    privacy["getRegion"]?.(),
  ]).toEqual([true, false, "US"]);
  privacy["setTrackingConsent"]?.({ analytics: false });
  expect(privacy["analyticsProcessingAllowed"]?.()).toBe(false);
  expect(privacy["marketingAllowed"]?.()).toBe(true);
});

test("a choice is told to the page and remembered", async () => {
  const { privacy, events, document } = await open("DE", true);
  let done = false;
  privacy["setTrackingConsent"]?.(
    {
      analytics: true,
      marketing: false,
      preferences: true,
      sale_of_data: false,
    },
    () => (done = true),
  );
  expect(done).toBe(true);
  expect(events).toEqual([
    {
      type: "visitorConsentCollected",
      detail: {
        marketingAllowed: false,
        saleOfDataAllowed: false,
        analyticsAllowed: true,
        preferencesAllowed: true,
      },
    },
  ]);
  const again = await open("DE", true, document.jar);
  expect(again.privacy["currentVisitorConsent"]?.()).toEqual({
    analytics: "yes",
    marketing: "no",
    preferences: "yes",
    sale_of_data: "no",
  });
  expect(again.privacy["shouldShowBanner"]?.()).toBe(false);
  expect(again.privacy["consentId"]?.()).toMatch(/^[0-9a-f-]{36}$/);
});
